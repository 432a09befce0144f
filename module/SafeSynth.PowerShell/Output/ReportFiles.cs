using System.Text;
using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Output;

/// <summary>The files of a privacy report: the page, the JSON beside it, and the certificate, which is copied where it does not stand beside it already.</summary>
/// <param name="page">The full path of the page.</param>
/// <param name="certificate">That of the certificate; null for none.</param>
internal sealed class ReportFiles(string page, string? certificate)
{
    private static readonly StringComparer Paths = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    public string Page => page;

    public string Json { get; } = Path.ChangeExtension(page, ".json");

    /// <summary>Where the certificate stands when all is written.</summary>
    public string? Certificate { get; } = certificate is null ? null : Path.Combine(Path.GetDirectoryName(page)!, Path.GetFileName(certificate));

    /// <exception cref="SafeSynthException">SS0142: a file would be written over one that is read, or over another of these.</exception>
    public void RefuseToOverwrite(IReadOnlyList<string> inputs)
    {
        HashSet<string> taken = new([.. inputs, .. new[] { certificate, Certificate }.OfType<string>()], Paths);
        foreach (var path in new[] { Page, Json })
        {
            if (!taken.Add(path))
                throw CommandFault.SameFile(path);
        }
    }

    /// <summary>Writes all of them; each appears whole or not at all, the page last.</summary>
    /// <exception cref="SafeSynthException">SS1010: a file cannot be written. SS0194: another certificate stands in the place of this one.</exception>
    public void Write(PrivacyReport report)
    {
        var copy = CopyOfCertificate();
        using var written = new AtomicFile(Page);
        using var json = new AtomicFile(Json);
        using (var text = new StreamWriter(written.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
            report.WriteHtml(text);
        report.WriteJson(json.Content);
        if (copy is not null)
        {
            using var copied = new AtomicFile(Certificate!);
            copied.Content.Write(copy);
            copied.Commit();
        }

        json.Commit();
        written.Commit();
    }

    private byte[]? CopyOfCertificate()
    {
        if (certificate is null || Paths.Equals(certificate, Certificate))
            return null;
        var content = File.ReadAllBytes(certificate);
        if (!File.Exists(Certificate))
            return content;
        return File.ReadAllBytes(Certificate).AsSpan().SequenceEqual(content) ? null : throw ReportFault.OtherCertificateThere(Certificate);
    }
}
