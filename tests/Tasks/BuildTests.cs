using System.IO.Compression;

namespace SafeSynth.Tasks.Tests;

/// <summary>How fixtures take part in whole builds.</summary>
public sealed class BuildTests(PackedTasks package)
{
    [Fact]
    public void Several_target_frameworks_share_one_release()
    {
        using var project = new ScratchProject(package,
            ScratchProject.Plain.Replace("Epsilon", "CopyToOutputDirectory=\"PreserveNewest\" Epsilon"),
            frameworks: "net10.0;net10.0-windows");

        var build = project.Build("build", "-verbosity:detailed");

        Assert.True(build.Succeeded, build.Output);
        // Two runs side by side could both find the fixture missing, so it is not enough that one of them spends.
        Assert.Equal(1, build.Count("Task \"ResolvePrivateFixtures\""));
        Assert.Equal(1, build.Count("Task \"FitPrivateFixture\""));
        Assert.Equal(project.Bytes(ScratchProject.Fixture), project.Bytes("bin/Debug/net10.0/visits.csv"));
        Assert.Equal(project.Bytes(ScratchProject.Fixture), project.Bytes("bin/Debug/net10.0-windows/visits.csv"));
    }

    [Fact]
    public void A_fixture_keeps_its_path_in_the_output_directory()
    {
        using var project = new ScratchProject(package,
            ScratchProject.Plain.Replace("Epsilon", "OutFile=\"fixtures/v.csv\" CopyToOutputDirectory=\"PreserveNewest\" Epsilon"));

        var build = project.Build();

        Assert.True(build.Succeeded, build.Output);
        Assert.Equal(project.Bytes("fixtures/v.csv"), project.Bytes("bin/Debug/net10.0/fixtures/v.csv"));
    }

    [Fact]
    public void A_fixture_is_not_copied_unasked_and_the_private_source_never()
    {
        using var project = new ScratchProject(package);

        Assert.True(project.Build().Succeeded);

        Assert.Empty(Directory.GetFiles(project.Path("bin"), "*.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_design_time_build_spends_nothing()
    {
        using var project = new ScratchProject(package);

        var build = project.Build("build", "-p:DesignTimeBuild=true");

        Assert.Equal(0, build.Count("SafeSynth:"));
        Assert.False(project.Has(ScratchProject.Model));
    }

    [Fact]
    public void The_package_holds_the_task_and_all_it_needs_but_nothing_of_MSBuild()
    {
        using var zip = ZipFile.OpenRead(package.Package);
        var files = zip.Entries.Select(entry => entry.FullName).ToList();

        string[] needed =
        [
            "README.md",
            "tools/net10.0/SafeSynth.Tasks.dll", "tools/net10.0/SafeSynth.Tasks.deps.json",
            "tools/net10.0/SafeSynth.Core.dll", "tools/net10.0/SafeSynth.Adapters.dll",
            "tools/net10.0/CsvHelper.dll", "tools/net10.0/MathNet.Numerics.dll", "tools/net10.0/Microsoft.ML.FastTree.dll",
            "tools/net10.0/runtimes/linux-x64/native/libFastTreeNative.so", "tools/net10.0/runtimes/win-x64/native/FastTreeNative.dll",
            "buildTransitive/SafeSynth.Tasks.props", "buildTransitive/SafeSynth.Tasks.targets",
            "buildMultiTargeting/SafeSynth.Tasks.props", "buildMultiTargeting/SafeSynth.Tasks.targets",
        ];
        Assert.Superset(needed.ToHashSet(), files.ToHashSet());
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("Microsoft.Build", StringComparison.Ordinal));
    }
}
