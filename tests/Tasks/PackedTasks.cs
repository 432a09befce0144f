using System.Reflection;

[assembly: AssemblyFixture(typeof(SafeSynth.Tasks.Tests.PackedTasks))]

namespace SafeSynth.Tasks.Tests;

/// <summary>The package, packed once for all tests, and a folder for restored packages that nothing else uses.</summary>
public sealed class PackedTasks : IDisposable
{
    public PackedTasks()
    {
        var project = Path.Combine(RepositoryRoot(), "tasks", "SafeSynth.Tasks", "SafeSynth.Tasks.csproj");
        var configuration = typeof(PackedTasks).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var packed = DotNet.Run(Root, "pack", project, "--no-build", "--configuration", configuration, "--output", Source, "-nologo");
        Assert.True(packed.Succeeded, packed.Output);
    }

    /// <summary>A temporary directory; scratch projects live in it too.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("safesynth-tasks-").FullName;

    /// <summary>The only package source of the scratch projects.</summary>
    public string Source => Path.Combine(Root, "source");

    public string Restored => Path.Combine(Root, "restored");

    public string Package => Assert.Single(Directory.GetFiles(Source, "*.nupkg"));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string RepositoryRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "SafeSynth.slnx")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return directory;
    }
}
