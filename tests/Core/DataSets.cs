namespace SafeSynth.Tests;

/// <summary>Public data sets, which are not part of the repository.</summary>
internal static class DataSets
{
    private const string Variable = "SAFESYNTH_DATA";

    /// <summary>The path of a file of the data sets; skips the test where there is none.</summary>
    public static string Find(string file)
    {
        var path = Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"There is no '{file}': name the folder of the data sets in {Variable}.");
        return path!;
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return named;
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            yield return Path.Combine(above.FullName, "shared", "datasets");
    }
}
