namespace SafeSynth.Tasks.Tests;

/// <summary>Releases are judged during a build, which fails where one does not hold.</summary>
public sealed class GateTests(PackedTasks package)
{
    private const string Members = "private/members.csv", Others = "private/others.csv";

    [Fact]
    public void A_certificate_that_keeps_what_is_demanded_passes_and_another_stops_the_build()
    {
        using var project = new ScratchProject(package, ScratchProject.Plain + Gate("MaxEpsilon=\"2\""));

        var kept = project.CheckGates();
        project.Declare(ScratchProject.Plain + Gate("MaxEpsilon=\"1\""));
        var broken = project.CheckGates();

        Assert.True(kept.Succeeded, kept.Output);
        Assert.Equal(1, kept.Count("EpsilonGate: Pass"));
        Assert.False(broken.Succeeded);
        Assert.Contains($"{project.Path("obj/safesynth/visits.certificate.json")} : privacy error SS3020: visits.certificate.json: EpsilonGate: Fail", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_without_the_target_judges_nothing()
    {
        using var project = new ScratchProject(package, ScratchProject.Plain + Gate("MaxEpsilon=\"1\""));

        var build = project.Build();

        Assert.True(build.Succeeded, build.Output);
        Assert.Equal(0, build.Count("EpsilonGate"));
    }

    [Fact]
    public void A_release_that_copies_its_members_fails_and_files_and_log_hold_the_verdict_alone()
    {
        using var project = new ScratchProject(package, ScratchProject.Plain);
        project.MustGenerate();
        project.Write(Members, Visits(seed: 1));
        project.Write(Others, Visits(seed: 2));
        project.Write("copy.csv", Visits(seed: 1));
        project.Declare($"""<PrivacyGate Include="copy.csv" Certificate="{ScratchProject.Certificate}" Member="{Members}" NonMember="{Others}" />""");

        var build = project.CheckGates("-p:PrivacyGateJUnit=out/gates.xml", "-p:PrivacyGateSarif=out/gates.sarif");

        Assert.False(build.Succeeded);
        Assert.Contains($"{project.Path("copy.csv")} : privacy error SS3020: copy: PermutationGate: Fail", build.Output, StringComparison.Ordinal);
        Assert.Contains("<failure", string.Concat(project.Lines("out/gates.xml")), StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"fail\"", string.Concat(project.Lines("out/gates.sarif")), StringComparison.Ordinal);
        Assert.All(
            new[] { build.Output, string.Concat(project.Lines("out/gates.xml")), string.Concat(project.Lines("out/gates.sarif")) },
            text => Assert.DoesNotContain("p = ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_gate_that_cannot_decide_stops_the_build_unless_a_warning_is_enough()
    {
        using var project = new ScratchProject(package, ScratchProject.Plain);
        project.MustGenerate();
        project.Write(Members, Visits(seed: 1));
        project.Write(Others, Visits(seed: 2));
        project.Write("fresh.csv", Visits(seed: 3));
        var gate = $"""<PrivacyGate Include="fresh.csv" Certificate="{ScratchProject.Certificate}" Member="{Members}" NonMember="{Others}" DetectionFloor="0.001" />""";
        project.Declare(gate);

        var strict = project.CheckGates();
        project.Declare(gate.Replace("/>", "OnInconclusive=\"Warn\" />"));
        var lenient = project.CheckGates();

        Assert.False(strict.Succeeded);
        Assert.Contains("privacy error SS3021: fresh: PermutationGate: Inconclusive", strict.Output, StringComparison.Ordinal);
        Assert.True(lenient.Succeeded, lenient.Output);
        Assert.Contains("privacy warning SS3021: fresh: PermutationGate: Inconclusive", lenient.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_members_a_build_fails_or_judges_the_certificate_alone_as_it_is_told()
    {
        using var project = new ScratchProject(package, ScratchProject.Plain + Gate($"Member=\"{Members}\" NonMember=\"{Others}\""));

        var strict = project.CheckGates();
        project.Declare(ScratchProject.Plain + Gate($"Member=\"{Members}\" NonMember=\"{Others}\" OnMissingSource=\"Skip\""));
        var lenient = project.CheckGates();

        Assert.False(strict.Succeeded);
        Assert.Contains("privacy error SS1001: PrivacyGate 'obj/safesynth/visits.csv': ", strict.Output, StringComparison.Ordinal);
        Assert.True(lenient.Succeeded, lenient.Output);
        Assert.Equal(1, lenient.Count("EpsilonGate: Pass"));
    }

    [Fact]
    public void A_generator_is_audited_a_little_with_every_build_and_judged_over_all_of_them()
    {
        const string Audit = """<PrivacyGate Include="Independent" Kind="Guarantee" Epsilon="8" Delta="1e-5" Fits="500" History="audit/canaries.jsonl" />""";
        using var project = new ScratchProject(package, Audit);
        Directory.CreateDirectory(project.Path("audit"));

        var (first, second) = (project.CheckGates(), project.CheckGates("-p:PrivacyGateJUnit=gates.xml"));

        Assert.True(first.Succeeded, first.Output);
        Assert.True(second.Succeeded, second.Output);
        Assert.Contains("SafeSynth: canaries.jsonl: SequentialGate: Pass: In 2 rounds", second.Output, StringComparison.Ordinal);
        Assert.Equal(2, project.Lines("audit/canaries.jsonl").Length);
        Assert.Contains("SafeSynth.SequentialGate", string.Concat(project.Lines("gates.xml")), StringComparison.Ordinal);

        var told = """{"transcript":"T","kind":"made","subject":"Independent","mu":1,"claim":[{"epsilon":0,"delta":0.4},{"epsilon":1,"delta":0.2},{"epsilon":2,"delta":0.1},{"epsilon":4,"delta":0.01},{"epsilon":8,"delta":1E-05}],"guesses":[{"observer":"whiteBox","canaries":500,"right":[500,500,0,0],"wrong":[0,0,0,0]}]}"""
            .Replace("\"T\"", $"\"{new string('f', 64)}\"", StringComparison.Ordinal);
        File.AppendAllText(project.Path("audit/canaries.jsonl"), told + "\n");
        var third = project.CheckGates();

        Assert.False(third.Succeeded);
        Assert.Contains(
            $"{project.Path("audit/canaries.jsonl")} : privacy error SS3020: canaries.jsonl: SequentialGate: Fail", third.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Include=\"Nobody\" Kind=\"Guarantee\"", "SS0113")]
    [InlineData("Include=\"Mst\" Kind=\"Guarantee\" Member=\"a.csv\"", "SS3081")]
    [InlineData("Include=\"Mst\" Kind=\"Guarantee\" Fits=\"1\"", "SS0132")]
    [InlineData("Include=\"Mst\" History=\"a.jsonl\"", "SS3081")]
    [InlineData("Include=\"Mst\" Kind=\"Promise\"", "SS0134")]
    public void An_audit_that_cannot_be_asked_for_is_an_error_at_the_project(string metadata, string code)
    {
        using var project = new ScratchProject(package, $"<PrivacyGate {metadata} />");

        var build = project.CheckGates();

        Assert.False(build.Succeeded);
        Assert.Contains($"{project.Path("App.csproj")} : privacy error {code}: PrivacyGate '", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Member=\"a.csv\"", "SS0137")]
    [InlineData("Reference=\"a.csv\"", "SS0137")]
    [InlineData("Alpha=\"5\"", "SS0132")]
    [InlineData("MaxEpsilon=\"one\"", "SS0132")]
    [InlineData("OnInconclusive=\"Shrug\"", "SS0134")]
    [InlineData("Certificate=\"none.json\"", "SS2030")]
    public void What_cannot_be_asked_is_an_error_at_the_project(string metadata, string code)
    {
        using var project = new ScratchProject(package, ScratchProject.Plain + Gate(metadata));

        var build = project.CheckGates("-p:PrivacyGateJUnit=gates.xml");

        Assert.False(build.Succeeded);
        Assert.Contains("<error", string.Concat(project.Lines("gates.xml")), StringComparison.Ordinal);
        Assert.Contains(
            $"{project.Path("App.csproj")} : privacy error {code}: PrivacyGate 'obj/safesynth/visits.csv': ", build.Output, StringComparison.Ordinal);
    }

    private static string Gate(string metadata) => $"""<PrivacyGate Include="{ScratchProject.Fixture}" {metadata} />""";

    // Made visits of 300 people: no two tables of different seeds have a row in common but by chance.
    private static string Visits(int seed)
    {
        var random = new Random(seed);
        return "ward,days,cost\n" + string.Concat(
            Enumerable.Range(0, 300).Select(_ => $"{(random.Next(3) == 0 ? "north" : "south")},{random.Next(10)},{random.Next(1_000_000)}\n"));
    }
}
