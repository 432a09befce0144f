using System.Reflection;

namespace SafeSynth.Benchmarks;

/// <summary>Where the things under test are: the repository with the staged module at its root, and the built host.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Manifest { get; } = Path.Combine(Root, "SafeSynth.psd1");

    /// <summary>The host as a program of this platform.</summary>
    public static string Host { get; } = Path.ChangeExtension(Metadata("Host"), OperatingSystem.IsWindows() ? ".exe" : null);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
