namespace SafeSynth.Tasks.Tests;

/// <summary>Every fault has a code, stands at the file that cures it, and leaves nothing behind.</summary>
public sealed class FaultTests(PackedTasks package)
{
    [Fact]
    public void Metadata_that_cannot_be_are_errors_at_the_project_all_in_one_build()
    {
        (string Metadata, string Code)[] cases =
        [
            ("""Epsilon="0" """, "SS0100"),
            ("""Epsilon="1" Delta="1" """, "SS0101"),
            ("""Epsilon="1" PrivacyUnit="ward" MaxRowsPerUnit="0" """, "SS0102"),
            ("""Epsilon="1" Generator="Magic" """, "SS0113"),
            ("", "SS0130"),
            ("""Plan="p.json" Epsilon="1" """, "SS0131"),
            ("""Model="m.dpmodel" Schema="visits.schema.json" """, "SS0131"),
            ("""Epsilon="one" """, "SS0132"),
            ("""Epsilon="1" Rows="1.5" """, "SS0132"),
            ("""Epsilon="1" PrivacyUnit="ward" """, "SS0133"),
            ("""Epsilon="1" OnMissingSource="Shrug" """, "SS0134"),
            ("""Epsilon="1" OutFile="a/visits.csv" """, "SS0135"),
        ];
        var faulty = cases.Select((fault, i) => $"""<PrivateFixture Include="private/{i}.csv" {fault.Metadata} />""");
        using var project = new ScratchProject(package, ScratchProject.Plain + string.Concat(faulty));

        var build = project.Generate();

        Assert.False(build.Succeeded);
        foreach (var (i, (_, code)) in cases.Index())
            Assert.Contains($"{project.Path("App.csproj")} : privacy error {code}: PrivateFixture 'private/{i}.csv': ", build.Output, StringComparison.Ordinal);
        Assert.False(project.Has(ScratchProject.Model));
    }

    [Fact]
    public void A_malformed_plan_is_an_error_at_its_line_and_column()
    {
        using var project = new ScratchProject(package, """<PrivateFixture Include="private/visits.csv" Plan="visits.plan.json" />""");
        project.Write("visits.plan.json", "{\n  \"epsilon\": 1,\n  \"rows\": \"many\"\n}\n");

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains($"{project.Path("visits.plan.json")}(3,11): privacy error SS0112:", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_does_not_fit_is_an_error_at_the_schema()
    {
        using var project = new ScratchProject(package);
        project.Write("visits.schema.json", """{ "fields": [ { "name": "floor" } ] }""");

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains($"{project.Path("visits.schema.json")} : privacy error SS0104:", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_source_is_an_error_that_shows_no_cell_and_leaves_no_file()
    {
        using var project = new ScratchProject(
            package, ScratchProject.Plain.Replace("Epsilon", "OutFile=\"fixtures/visits.csv\" Model=\"fixtures/visits.dpmodel\" Epsilon"));
        project.Write(ScratchProject.Private, "ward,days\nnorth,1\n\"secret ward,2\nsouth,3\n");

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains($"{project.Path(ScratchProject.Private)} : privacy error SS1004:", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", build.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Path("fixtures")) && Directory.EnumerateFileSystemEntries(project.Path("fixtures")).Any());
    }

    [Fact]
    public void An_output_that_cannot_be_written_spends_once_and_the_next_build_only_samples()
    {
        using var project = new ScratchProject(package, ScratchProject.Plain.Replace("Epsilon", "OutFile=\"fixtures/visits.csv\" Epsilon"));
        Directory.CreateDirectory(project.Path("fixtures/visits.csv"));
        var failed = project.Generate();
        Assert.False(failed.Succeeded);
        Assert.Contains("privacy error SS1010:", failed.Output, StringComparison.Ordinal);
        Directory.Delete(project.Path("fixtures/visits.csv"));

        var build = project.MustGenerate();

        Assert.Equal(0, build.Count("spending"));
        Assert.Equal(["visits.certificate.json", "visits.csv"], Directory.GetFiles(project.Path("fixtures")).Select(Path.GetFileName).Order());
    }
}
