namespace SafeSynth.Tasks.Tests;

/// <summary>Builds on machines that do not have the private file.</summary>
public sealed class MissingSourceTests(PackedTasks package)
{
    private const string WithModel =
        """<PrivateFixture Include="private/visits.csv" Epsilon="2" Schema="visits.schema.json" Model="visits.dpmodel" OnMissingSource="UseModel" />""";

    [Fact]
    public void A_missing_source_is_an_error_at_its_path()
    {
        using var project = new ScratchProject(package);
        project.Move(ScratchProject.Private, "elsewhere.csv");

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains(
            $"{project.Path(ScratchProject.Private)} : privacy error SS1001: 'private/visits.csv' does not exist.", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Skip_builds_without_the_fixture()
    {
        using var project = new ScratchProject(package,
            """<PrivateFixture Include="private/visits.csv" Epsilon="2" OnMissingSource="Skip" CopyToOutputDirectory="PreserveNewest" />""");
        project.Move(ScratchProject.Private, "elsewhere.csv");

        var build = project.Build();

        Assert.True(build.Succeeded, build.Output);
        Assert.False(project.Has(ScratchProject.Fixture));
    }

    [Fact]
    public void UseModel_samples_the_model_that_a_release_left()
    {
        using var project = new ScratchProject(package, WithModel);
        project.MustGenerate();
        project.Move(ScratchProject.Private, "elsewhere.csv");
        project.DeleteIntermediates();

        var build = project.MustGenerate();

        Assert.Equal(0, build.Count("spending"));
        Assert.Equal(1, build.Count("SafeSynth: visits.dpmodel -> obj/safesynth/visits.csv ("));
        Assert.Equal(1, build.Count("epsilon 2 per row, delta 1e-06, nothing spent)"));
    }

    [Fact]
    public void UseModel_without_a_model_is_an_error_at_the_model()
    {
        using var project = new ScratchProject(package, WithModel);
        project.Move(ScratchProject.Private, "elsewhere.csv");

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains($"{project.Path("visits.dpmodel")} : privacy error SS4007:", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_alone_needs_no_source_and_spends_nothing()
    {
        using var project = new ScratchProject(package, WithModel);
        project.MustGenerate();
        project.Move(ScratchProject.Private, "elsewhere.csv");
        project.Declare("""<PrivateFixture Include="many" Model="visits.dpmodel" Rows="1000" Seed="7" />""");

        var build = project.MustGenerate();

        Assert.Equal(1, build.Count("SafeSynth: visits.dpmodel -> obj/safesynth/many.csv (1000 rows, epsilon 2 per row, delta 1e-06, nothing spent)"));
        var first = project.Bytes("obj/safesynth/many.csv");
        File.Delete(project.Path("obj/safesynth/many.csv"));
        project.MustGenerate();
        Assert.Equal(first, project.Bytes("obj/safesynth/many.csv"));
    }

    [Fact]
    public void A_model_that_keeps_less_than_is_asked_for_is_refused()
    {
        using var project = new ScratchProject(package, WithModel);
        project.MustGenerate();
        project.Move(ScratchProject.Private, "elsewhere.csv");
        project.Declare(WithModel.Replace("Epsilon=\"2\"", "Epsilon=\"0.5\""));

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains("privacy error SS0136:", build.Output, StringComparison.Ordinal);
        Assert.Contains("keeps epsilon 2 per row, delta 1e-06, but epsilon 0.5 per row, delta 1e-06 is asked for", build.Output, StringComparison.Ordinal);
    }
}
