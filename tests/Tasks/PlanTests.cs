namespace SafeSynth.Tasks.Tests;

/// <summary>Fixtures whose plan says more than metadata can: public rows, constraints and conditions.</summary>
public sealed class PlanTests(PackedTasks package)
{
    private const string Planned = """<PrivateFixture Include="private/visits.csv" Plan="visits.plan.json" />""";

    private const string Spending = "SafeSynth: spending epsilon";

    // Lists of values are left to be learned, so that only a fit can tell what is in them.
    private const string Open = """ "schema": { "fields": [ { "name": "ward", "type": "string" }, { "name": "days", "type": "integer", "constraints": { "minimum": 0, "maximum": 9 } } ] } """;

    [Fact]
    public void Rows_keep_constraints_and_condition_and_the_certificate_tells_of_the_public_rows()
    {
        using var project = Project("""
            {
              "epsilon": 2, "rows": 400, "seed": 1, "schema": "visits.schema.json", "publicData": "public.csv",
              "constraints": [ { "impossible": { "ward": "north", "days": "5.." } } ],
              "where": { "days": "3..7" }
            }
            """);

        Assert.Equal(1, project.MustGenerate().Count("(400 rows, epsilon 2 per row, delta 1e-06)"));

        var rows = project.Lines(ScratchProject.Fixture)[1..];
        Assert.Equal(400, rows.Length);
        Assert.All(rows, row => Assert.Matches("^(north,[34]|(south|west),[3-7])$", row));
        Assert.Contains(rows, row => row.StartsWith("north", StringComparison.Ordinal));
        var certificate = string.Concat(project.Lines(ScratchProject.Certificate));
        Assert.Matches("the rows of .{1,6}public.{1,6} \\(SHA-256 [0-9a-f]{64}\\)", certificate);
        Assert.Matches("that no row has ward = .{1,6}north.{1,6} and days = .{1,6}5[.][.]", certificate);
    }

    [Fact]
    public void Newer_public_rows_and_other_constraints_are_a_new_release_but_another_condition_seed_or_layout_is_not()
    {
        using var project = Project("""{ "epsilon": 2, "schema": "visits.schema.json", "publicData": "public.csv" }""");
        Assert.Equal(1, project.MustGenerate().Count(Spending));
        var model = project.Bytes(ScratchProject.Model);

        project.Write("visits.plan.json", """
            { "rows": 50, "seed": 3, "where": { "ward": "north" },
              "schema": "visits.schema.json", "epsilon": 2, "publicData": "public.csv" }
            """);
        Assert.Equal(0, project.MustGenerate().Count(Spending));
        Assert.Equal(model, project.Bytes(ScratchProject.Model));
        Assert.Equal(["north"], project.Lines(ScratchProject.Fixture)[1..].Select(row => row.Split(',')[0]).Distinct());

        project.Touch("public.csv");
        Assert.Equal(1, project.MustGenerate().Count(Spending));

        project.Write("visits.plan.json", """
            { "epsilon": 2, "schema": "visits.schema.json", "publicData": "public.csv", "constraints": [ { "impossible": { "ward": "west" } } ] }
            """);
        Assert.Equal(1, project.MustGenerate().Count(Spending));
    }

    [Fact]
    public void The_private_file_as_public_rows_is_an_error_at_the_plan_and_spends_nothing()
    {
        using var project = Project("""{ "epsilon": 2, "schema": "visits.schema.json", "publicData": "private/visits.csv" }""");

        var build = project.Generate();

        Assert.Contains($"{project.Path("visits.plan.json")} : privacy error SS0180:", build.Output, StringComparison.Ordinal);
        Assert.Equal(0, build.Count("spending"));
        Assert.False(project.Has(ScratchProject.Model));
    }

    [Fact]
    public void A_condition_that_only_the_model_refutes_is_mended_without_spending_again()
    {
        using var project = Project($$"""{ "epsilon": 8, {{Open}}, "where": { "ward": "nrth" } }""");
        var failed = project.Generate();
        Assert.Contains($"{project.Path("visits.plan.json")} : privacy error SS0172:", failed.Output, StringComparison.Ordinal);
        Assert.Equal(1, failed.Count(Spending));
        Assert.False(project.Has(ScratchProject.Fixture));
        var model = project.Bytes(ScratchProject.Model);

        Assert.Equal(0, project.Generate().Count(Spending));
        project.Write("visits.plan.json", $$"""{ "epsilon": 8, {{Open}}, "where": { "ward": "north" }, "rows": 10 }""");
        var mended = project.MustGenerate();

        Assert.Equal(0, mended.Count(Spending));
        Assert.Equal(model, project.Bytes(ScratchProject.Model));
        Assert.All(project.Lines(ScratchProject.Fixture)[1..], row => Assert.StartsWith("north,", row));
    }

    [Fact]
    public void A_fit_that_cannot_keep_the_constraints_is_spent_once_and_its_model_is_kept()
    {
        using var project = Project($$"""{ "epsilon": 8, {{Open}}, "constraints": [ { "impossible": { "ward": ["north", "south", null] } } ] }""");

        var failed = project.Generate();

        Assert.Equal(1, failed.Count(Spending));
        Assert.Contains($"{project.Path("visits.plan.json")} : privacy error SS0179:", failed.Output, StringComparison.Ordinal);
        Assert.Contains("spent, but not lost", failed.Output, StringComparison.Ordinal);
        Assert.False(project.Has(ScratchProject.Model));
        Assert.False(project.Has(ScratchProject.Fixture));

        var again = project.Generate();
        Assert.False(again.Succeeded);
        Assert.Contains($"{project.Path("visits.plan.json")} : privacy error SS0216:", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.Count(Spending));

        project.Declare("""<PrivateFixture Include="kept" Model="obj/safesynth/visits.2.dpmodel" Rows="20" />""");
        Assert.Equal(1, project.MustGenerate().Count("(20 rows, epsilon 8 per row, delta 1e-06, nothing spent)"));

        project.Declare(Planned);
        project.Write("visits.plan.json", $$"""{ "epsilon": 8, {{Open}}, "constraints": [ { "impossible": { "ward": "north" } } ] }""");
        Assert.Equal(1, project.MustGenerate().Count(Spending));
        Assert.DoesNotContain(project.Lines(ScratchProject.Fixture), row => row.StartsWith("north", StringComparison.Ordinal));
    }

    private ScratchProject Project(string plan)
    {
        var project = new ScratchProject(package, Planned);
        project.Write("visits.plan.json", plan);
        project.Write("public.csv", "ward,days\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{(i % 2 == 0 ? "north" : "west")},{i * 3 % 10}\n")));
        return project;
    }
}
