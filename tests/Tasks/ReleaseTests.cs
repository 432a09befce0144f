namespace SafeSynth.Tasks.Tests;

/// <summary>What makes a build draw fresh noise, and so spend privacy; everything else must not.</summary>
public sealed class ReleaseTests(PackedTasks package)
{
    private const string Spending = "SafeSynth: spending epsilon";

    [Fact]
    public void The_first_build_makes_the_fixture_and_says_what_it_spends()
    {
        using var project = new ScratchProject(package,
            """<PrivateFixture Include="private/visits.csv" Epsilon="2" Schema="visits.schema.json" Rows="30" OutFile="fixtures/visits.csv" />""");

        var build = project.MustGenerate();

        Assert.Equal(1, build.Count("SafeSynth: spending epsilon 2 per row, delta 1e-06 on visits.csv"));
        Assert.Equal(1, build.Count("SafeSynth: visits.csv -> fixtures/visits.csv (30 rows, epsilon 2 per row, delta 1e-06)"));
        var lines = project.Lines("fixtures/visits.csv");
        Assert.Equal("ward,days", lines[0]);
        Assert.Equal(30, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.Matches("^(north|south|west),[0-9]$", line));
    }

    [Fact]
    public void A_second_build_spends_nothing_and_changes_no_byte()
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        var (fixture, model) = (project.Bytes(ScratchProject.Fixture), project.Bytes(ScratchProject.Model));

        var build = project.MustGenerate();

        Assert.Equal(0, build.Count("SafeSynth:"));
        Assert.Equal(fixture, project.Bytes(ScratchProject.Fixture));
        Assert.Equal(model, project.Bytes(ScratchProject.Model));
    }

    [Fact]
    public void A_touched_project_file_spends_nothing()
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        project.Touch("App.csproj");

        Assert.Equal(0, project.MustGenerate().Count("SafeSynth:"));
    }

    [Fact]
    public void Clean_keeps_what_was_paid_for()
    {
        using var project = new ScratchProject(package);
        Assert.Equal(1, project.Build().Count(Spending));
        var fixture = project.Bytes(ScratchProject.Fixture);

        Assert.True(project.Build("clean").Succeeded);
        Assert.Equal(0, project.Build().Count("SafeSynth:"));

        Assert.Equal(fixture, project.Bytes(ScratchProject.Fixture));
    }

    [Theory]
    [InlineData("private/visits.csv")]
    [InlineData("visits.schema.json")]
    public void A_newer_source_or_schema_is_a_new_release(string input)
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        var model = project.Bytes(ScratchProject.Model);
        project.Touch(input);

        Assert.Equal(1, project.MustGenerate().Count(Spending));
        Assert.NotEqual(model, project.Bytes(ScratchProject.Model));
    }

    [Fact]
    public void A_schema_that_a_plan_names_is_a_new_release_when_it_is_newer_and_the_plan_when_it_asks_for_something_else()
    {
        using var project = new ScratchProject(package, """<PrivateFixture Include="private/visits.csv" Plan="visits.plan.json" />""");
        project.Write("visits.plan.json", """{ "epsilon": 3, "rows": 20, "schema": "visits.schema.json" }""");
        Assert.Equal(1, project.MustGenerate().Count("(20 rows, epsilon 3 per row, delta 1e-06)"));

        project.Touch("visits.plan.json");
        Assert.Equal(0, project.MustGenerate().Count(Spending));

        project.Touch("visits.schema.json");
        Assert.Equal(1, project.MustGenerate().Count(Spending));

        project.Write("visits.plan.json", """{ "epsilon": 2, "rows": 20, "schema": "visits.schema.json" }""");
        Assert.Equal(1, project.MustGenerate().Count(Spending));
    }

    [Fact]
    public void Texts_of_a_plan_are_written_and_a_saved_model_of_them_is_sampled_for_nothing()
    {
        using var project = new ScratchProject(package, """<PrivateFixture Include="private/tickets.csv" Plan="tickets.plan.json" Rows="40" OutFile="fixtures/tickets.csv" />""");
        project.Write("tickets.plan.json", """{ "epsilon": 8, "schema": { "fields": [ { "name": "body", "role": "text" }, { "name": "queue", "constraints": { "enum": ["hardware", "accounts"] } } ] } }""");
        project.Write("private/tickets.csv", "body,queue\n" + string.Concat(Enumerable.Range(0, 900).Select(i => i % 2 == 0 ? "the printer is out of paper,hardware\n" : "I forgot my password,accounts\n")));
        Assert.Equal(1, project.MustGenerate().Count(Spending));

        project.Declare("""<PrivateFixture Include="kept.dpmodel" Model="obj/safesynth/tickets.dpmodel" Rows="25" Seed="7" OutFile="fixtures/kept.csv" />""");
        var build = project.MustGenerate();

        Assert.Equal(0, build.Count(Spending));
        foreach (var (file, rows) in new[] { ("fixtures/tickets.csv", 40), ("fixtures/kept.csv", 25) })
        {
            Assert.Equal("body,queue", project.Lines(file)[0]);
            Assert.Equal(rows, project.Lines(file).Length - 1);
            Assert.Contains(
                project.Lines(file), line => line.Contains("printer", StringComparison.Ordinal) && line.EndsWith(",hardware", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Another_epsilon_is_a_new_release()
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        project.Declare(ScratchProject.Plain.Replace("Epsilon=\"2\"", "Epsilon=\"3\""));

        Assert.Equal(1, project.MustGenerate().Count("SafeSynth: spending epsilon 3 per row"));
    }

    [Fact]
    public void A_mistake_that_is_taken_back_spends_nothing()
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        project.Declare(ScratchProject.Plain.Replace("Epsilon=\"2\"", "Epsilon=\"3\" Generator=\"Magic\""));
        Assert.False(project.Generate().Succeeded);
        project.Declare(ScratchProject.Plain);

        Assert.Equal(0, project.MustGenerate().Count("SafeSynth:"));
    }

    [Fact]
    public void Another_number_of_rows_only_samples_the_model_again()
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        var model = project.Bytes(ScratchProject.Model);
        project.Declare(ScratchProject.Plain.Replace("Epsilon", "Rows=\"12\" Epsilon"));

        var build = project.MustGenerate();

        Assert.Equal(0, build.Count(Spending));
        Assert.Equal(12, project.Lines(ScratchProject.Fixture).Length - 1);
        Assert.Equal(model, project.Bytes(ScratchProject.Model));
    }

    [Fact]
    public void A_report_costs_nothing()
    {
        using var project = new ScratchProject(package);
        project.MustGenerate();
        project.Declare(ScratchProject.Plain.Replace("Epsilon", "Report=\"docs/visits.html\" Epsilon"));

        var build = project.MustGenerate();

        Assert.Equal(0, build.Count(Spending));
        Assert.Contains("ward", File.ReadAllText(project.Path("docs/visits.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_changed_source_of_two_is_one_new_release()
    {
        using var project = new ScratchProject(package, """<PrivateFixture Include="private/*.csv" Epsilon="2" Schema="visits.schema.json" />""");
        File.Copy(project.Path(ScratchProject.Private), project.Path("private/stays.csv"));
        Assert.Equal(2, project.MustGenerate().Count(Spending));
        project.Touch("private/stays.csv");

        var build = project.MustGenerate();

        Assert.Equal(1, build.Count(Spending));
        Assert.Equal(1, build.Count("on stays.csv"));
    }

    [Fact]
    public void A_checkout_that_brings_model_and_fixture_spends_nothing()
    {
        using var project = new ScratchProject(package, """
            <PrivateFixture Include="private/visits.csv" Epsilon="2" Schema="visits.schema.json" Model="visits.dpmodel" OutFile="fixtures/visits.csv" />
            """);
        project.MustGenerate();
        var fixture = project.Bytes("fixtures/visits.csv");
        project.DeleteIntermediates();
        project.Touch(ScratchProject.Private);

        Assert.Equal(0, project.MustGenerate().Count("SafeSynth:"));
        Assert.Equal(fixture, project.Bytes("fixtures/visits.csv"));
    }
}
