namespace SafeSynth.Tasks.Tests;

/// <summary>Releases that belong to a label and are charged to a ledger: a build makes them again for nothing.</summary>
public sealed class KeyedReleaseTests(PackedTasks package)
{
    private const string Keyed = """
        <PrivateFixture Include="private/visits.csv" Epsilon="2" Schema="visits.schema.json" KeyFile="visits.key" DataVersion="2026-11" Seed="4" />
        """;

    private const string Ledger = "private/visits.ledger.jsonl";

    [Fact]
    public void Made_anew_it_is_the_same_release_to_the_byte_and_nothing_is_spent()
    {
        using var project = Project();
        Assert.Equal(1, project.MustGenerate().Count("fitting visits.csv as release 2026-11"));
        var (model, fixture, ledger) = (project.Bytes(ScratchProject.Model), project.Bytes(ScratchProject.Fixture), project.Lines(Ledger));
        project.DeleteIntermediates();

        var build = project.MustGenerate();

        Assert.Equal(1, build.Count("the same release as before: nothing spent"));
        Assert.Equal(model, project.Bytes(ScratchProject.Model));
        Assert.Equal(fixture, project.Bytes(ScratchProject.Fixture));
        Assert.Equal(ledger, project.Lines(Ledger));
    }

    [Fact]
    public void A_changed_source_under_the_same_label_is_an_error_at_the_source_and_leaves_everything_as_it_was()
    {
        using var project = Project();
        project.MustGenerate();
        var (model, fixture) = (project.Bytes(ScratchProject.Model), project.Bytes(ScratchProject.Fixture));
        project.Write(ScratchProject.Private, string.Join('\n', project.Lines(ScratchProject.Private)) + "\nwest,9\n");

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Matches(@"visits\.csv : privacy error SS2004: .*'2026-11'", build.Output);
        Assert.Equal(model, project.Bytes(ScratchProject.Model));
        Assert.Equal(fixture, project.Bytes(ScratchProject.Fixture));
    }

    [Fact]
    public void A_new_label_is_charged_and_refused_where_the_account_has_no_room()
    {
        using var project = Project();
        project.MustGenerate();
        project.Declare(Keyed.Replace("2026-11", "2026-12", StringComparison.Ordinal));

        var build = project.Generate();

        Assert.False(build.Succeeded);
        Assert.Contains("privacy error SS2003", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_of_a_plan_has_room_for_what_the_plan_says()
    {
        using var project = Project("""<PrivateFixture Include="private/visits.csv" Plan="visits.plan.json" Ledger="visits.jsonl" />""");
        project.Write("visits.plan.json", """{ "epsilon": 1, "schema": "visits.schema.json", "account": { "name": "visits", "epsilon": 3 } }""");

        var build = project.MustGenerate();

        Assert.Equal(1, build.Count("of the account's budget left"));
        Assert.Contains("\"epsilon\":3", project.Lines("visits.jsonl")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_stands_beside_the_fixture()
    {
        using var project = Project();
        project.MustGenerate();

        var certificate = string.Concat(project.Lines("obj/safesynth/visits.certificate.json"));

        Assert.Contains("\"noise\": \"keyed\"", certificate, StringComparison.Ordinal);
        Assert.Contains("\"file\": \"visits.csv\"", certificate, StringComparison.Ordinal);
    }

    private ScratchProject Project(string fixture = Keyed)
    {
        var project = new ScratchProject(package, fixture);
        project.Write("visits.key", new string('5', 64));
        return project;
    }
}
