namespace SafeSynth.Benchmarks;

/// <summary>Finds the public data sets, which are not part of the repository.</summary>
internal static class DataSets
{
    public const string Variable = "SAFESYNTH_DATA";

    private const string ReferenceVariable = "SAFESYNTH_REFERENCE";

    /// <summary>In words, where data sets are looked for.</summary>
    public const string Whereabouts = $"the folder that {Variable} names, else 'shared/datasets' beside the repository or above it";

    /// <summary>The full path of a file given from the current folder or from the folder of the data sets.</summary>
    /// <exception cref="FileNotFoundException">It is in neither.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path))
            return Path.GetFullPath(path);
        if (Folder(Variable, "datasets") is { } folder && File.Exists(Path.Combine(folder, path)))
            return Path.Combine(folder, path);
        throw new FileNotFoundException($"'{path}' is neither in the current folder nor in the data sets: {Whereabouts}.");
    }

    /// <summary>
    /// The full path of a file of reference figures, which are not part of the repository either; null when there is none.
    /// </summary>
    public static string? FindReference(string file) =>
        Folder(ReferenceVariable, "reference") is { } folder && File.Exists(Path.Combine(folder, file)) ? Path.Combine(folder, file) : null;

    private static string? Folder(string variable, string name)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
            return named;
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var candidate = Path.Combine(above.FullName, "shared", name);
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
