using System.Reflection;

namespace SafeSynth.Tests;

/// <summary>Where the things under test are: the repository with the staged module at its root, and the built host.</summary>
internal static class Place
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Manifest { get; } = Path.Combine(Root, "SafeSynth.psd1");

    public static string Host { get; } = Metadata("Host");

    private static string Metadata(string key) =>
        typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
