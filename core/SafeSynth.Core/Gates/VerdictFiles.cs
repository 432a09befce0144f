using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Gates;

/// <summary>The files of verdicts that build servers read and keep; no figure that was computed from private rows is in them.</summary>
public static class VerdictFiles
{
    /// <param name="results">The verdicts.</param>
    /// <param name="junit">The file of JUnit XML; null for none.</param>
    /// <param name="sarif">The SARIF file; null for none.</param>
    /// <exception cref="SafeSynthException">SS1010: a file cannot be written; what was there is as it was.</exception>
    public static void Save(IReadOnlyList<GateResult> results, string? junit, string? sarif)
    {
        Save(junit, stream => JUnitFile.Write(results, stream));
        Save(sarif, stream => SarifFile.Write(results, stream));
    }

    private static void Save(string? path, Action<Stream> write)
    {
        if (path is null)
            return;
        using var file = new AtomicFile(path);
        write(file.Content);
        file.Commit();
    }
}
