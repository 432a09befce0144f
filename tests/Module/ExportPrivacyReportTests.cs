using System.Globalization;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests;

/// <summary>A release, its certificate and an attack on it: made once, and only read by the tests.</summary>
public sealed class AttackedRelease : IDisposable
{
    public AttackedRelease()
    {
        Shop.Write("members.csv", People(seed: 1));
        Shop.Write("others.csv", People(seed: 2));
        // Not declared, one city in fifty releases of so few rows would be made up, as nobody's.
        Shop.Write("hr.schema.json", """{ "fields": [ { "name": "city", "constraints": { "enum": ["a", "b", "c"] } } ] }""");
        Shop.Run("""
            New-DpModel members.csv -Schema hr.schema.json -Epsilon 1 -OutFile hr.dpmodel
            $release = New-DpSyntheticData -Model hr.dpmodel -Seed 5 -OutFile hr.csv -PassThru
            $test = Test-MembershipInference hr.csv members.csv others.csv -Certificate hr.certificate.json -Attack D*
            """).Succeeds();
        Shop.Write("copy.certificate.json", Shop.Read("hr.certificate.json"));
    }

    internal Workshop Shop { get; } = new();

    public void Dispose() => Shop.Dispose();

    internal static string People(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 301).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}

public sealed class ExportPrivacyReportTests(AttackedRelease release) : IClassFixture<AttackedRelease>
{
    private readonly Workshop _shop = release.Shop;

    /// <remarks>
    /// Figures are searched for with all their digits but the last two: in some 10,000 other numbers each of them would be met by chance
    /// once in 10^9 runs; all but multiples of one released row's share, which a report for all is full of. Words find what was rounded.
    /// </remarks>
    [Fact]
    public void A_full_run_leaves_no_figure_of_the_owners_in_any_file_that_may_be_published()
    {
        var figures = _shop.Run("""
            $leak = Test-MembershipInference members.csv members.csv others.csv -Certificate hr.certificate.json
            $secret = Test-AttributeInference members.csv members.csv others.csv -Secret city
            $game = Test-MembershipInference -Member members.csv -Generator Independent -Epsilon 1 -Shadow 20 -WorstRecord 2 -WarningAction Ignore
            $worth = Measure-SyntheticUtility hr.csv members.csv -Test others.csv -Target city -Learner RandomForest -Threshold @{ 'TotalVariation.TwoWay' = .001; 'TrainOnSynthetic.RandomForest.Accuracy' = .99 }
            $all = $test, $leak, $secret, $game, $worth
            $null = $all | Test-PrivacyGate -Certificate hr.certificate.json -JUnit gates.xml -Sarif gates.sarif
            $all | Export-PrivacyReport report.html -Synthetic hr.csv -Model hr.dpmodel
            $all | Export-PrivacyReport owner.html -Synthetic hr.csv -Model hr.dpmodel -ForOwner -Member members.csv
            foreach ($one in $test, $leak) {
                $one.PValue, $one.Floor
                $one.Attacks | ForEach-Object { $_.Auc, $_.AucLow, $_.AucHigh, $_.TprAt1Percent, $_.TprAt10Percent, $_.TprAt10PercentLow, $_.TprAt10PercentHigh, $_.Advantage }
            }
            $secret.Chance, $secret.Floor, $secret.PValue
            $secret.Predictors | ForEach-Object { $_.Accuracy, $_.AccuracyOfOthers, $_.Advantage, $_.Low, $_.High, $_.Auc }
            $game.PValue
            $game.Records | ForEach-Object { $_.Auc, $_.Low, $_.High }
            $worth.Figures | ForEach-Object { $_.Value, $_.StandardError, $_.Real, $_.Independent, $_.Majority, $_.Reached }
            """).Succeeds().Output.Select(figure => figure?.BaseObject).OfType<double>();
        var rows = _shop.Lines("hr.csv").Length - 1;
        string[] digits = [.. figures.Where(figure => Math.Abs((figure * rows) - Math.Round(figure * rows)) > 1e-9).Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)).Where(text => text.Length > 15).Select(text => text[..^2]).Distinct()];
        string[] words =
        [
            "AUC", "p = ", "most suspicious", "standard error", "class=\"curve\"", "class=\"band\"", "class=\"real\"", "class=\"dot\"", "NearestRow", "of the members and of",
            .. _shop.Run("$all.Explanation + (Get-DpAttack).Summary").Succeeds().Lines,
        ];
        IEnumerable<string> Found(params string[] files) =>
            files.SelectMany(file => digits.Concat(words).Where(_shop.Read(file).Replace('\u00a0', ' ').Contains).Select(secret => $"{file}: {secret}"));

        Assert.Empty(Found("hr.certificate.json", "hr.dpmodel", "gates.xml", "gates.sarif", "report.html", "report.json"));

        // The same search finds what is the owner's where it is: in the owner's report, in what the owner publishes, and where a single
        // figure is planted.
        Assert.InRange(Found("owner.json").Count(), digits.Length / 2, digits.Length + words.Length);
        Assert.InRange(Found("owner.html").Count(), 12, digits.Length + words.Length);
        _shop.Run("$null = $all | Test-PrivacyGate -JUnit published.xml -Sarif published.sarif -PublishOwnerResults; $all | Export-PrivacyReport published.html -PublishOwnerResults").Succeeds();
        Assert.All(new[] { "published.xml", "published.sarif", "published.html", "published.json" }, file => Assert.NotEmpty(Found(file)));
        _shop.Write("planted.xml", _shop.Read("gates.xml").Replace("</testsuite>", $"<!-- {digits[^1]}99 --></testsuite>", StringComparison.Ordinal));
        Assert.Equal([$"planted.xml: {digits[^1]}"], Found("planted.xml"));
    }

    /// <remarks>Nothing of private rows but the verdict: where that is the same, other rows leave the same bytes.</remarks>
    [Fact]
    public void Verdict_files_depend_on_private_rows_through_the_verdicts_alone()
    {
        string Files(int seed)
        {
            Directory.CreateDirectory(_shop.PathOf($"run{seed}"));
            _shop.Write($"run{seed}/people.csv", AttackedRelease.People(seed));
            _shop.Write($"run{seed}/others.csv", AttackedRelease.People(seed + 1));
            _shop.Run($$"""
                $set = "run{{seed}}/people.csv", "run{{seed}}/people.csv", "run{{seed}}/others.csv"
                $verdicts = (Test-MembershipInference @set -Attack D* -Epsilon 1), (Test-AttributeInference @set -Secret city),
                    (Test-MembershipInference -Member $set[0] -Generator Independent -Epsilon 1 -Shadow 20 -WorstRecord 1 -WarningAction Ignore),
                    (Measure-SyntheticUtility $set[2] $set[0] -Metric C* -Threshold @{ ColumnShapes = .9999 })
                $null = $verdicts | Test-PrivacyGate -JUnit run{{seed}}/gates.xml -Sarif run{{seed}}/gates.sarif
                """).Succeeds();
            Assert.Equal(["Fail", "Fail", "Inconclusive", "Fail"], _shop.Run("$verdicts.Verdict").Lines);
            return _shop.Read($"run{seed}/gates.xml") + _shop.Read($"run{seed}/gates.sarif");
        }

        Assert.Equal(Files(11), Files(21));
    }

    [Fact]
    public void A_report_is_a_page_with_JSON_and_certificate_beside_it()
    {
        var written = _shop.Run("$r = $release | Export-PrivacyReport report.html -PassThru; $r.Name, $r.Verdict, $r.Audience, $r.OutFile, $r.Json, $r.Certificate").Succeeds();

        Assert.Equal(["members", "Pass", "All", _shop.PathOf("report.html"), _shop.PathOf("report.json"), _shop.PathOf("hr.certificate.json")], written.Lines);
        Assert.Contains("The synthetic values, column by column", _shop.Read("report.html"), StringComparison.Ordinal);
        Assert.Equal("Pass", (string?)JsonNode.Parse(_shop.Read("report.json"))!["overall"]);
    }

    [Theory]
    [InlineData("$test | Export-PrivacyReport r.html", "PermutationGate ClaimGate")]
    [InlineData("$test | Export-PrivacyReport r.html -Synthetic hr.csv", "PermutationGate ClaimGate EpsilonGate")]
    [InlineData("$test | Test-PrivacyGate -Certificate hr.certificate.json | Export-PrivacyReport r.html", "PermutationGate ClaimGate EpsilonGate")]
    [InlineData("$test, (Test-DpCertificate hr.certificate.json) | Export-PrivacyReport r.html", "PermutationGate ClaimGate EpsilonGate")]
    [InlineData("Export-PrivacyReport r.html -Certificate hr.certificate.json", "EpsilonGate")]
    [InlineData("Export-PrivacyReport r.html -Model hr.dpmodel", "")]
    [InlineData("Test-AttributeInference hr.csv members.csv others.csv -Secret city | Export-PrivacyReport r.html -ForOwner", "AttributeGate")]
    [InlineData("Measure-SyntheticUtility hr.csv members.csv -Metric C* -Threshold @{ ColumnShapes = .1 } | Export-PrivacyReport r.html", "UtilityGate")]
    [InlineData("Test-MembershipInference -Member members.csv -Generator Independent -Epsilon 1 -Shadow 20 -WorstRecord 1 -WarningAction Ignore | Export-PrivacyReport r.html", "ShadowGate")]
    [InlineData("$test, (Measure-SyntheticUtility hr.csv members.csv -Metric C*) | Export-PrivacyReport r.html -ForOwner -Synthetic hr.csv", "PermutationGate ClaimGate EpsilonGate")]
    [InlineData("Test-DpGuarantee Independent -Fits 100 -Seed 1 | Export-PrivacyReport r.html", "GuaranteeGate")]
    [InlineData("Import-DpModel hr.dpmodel | Export-PrivacyReport r.html -Synthetic hr.csv", "EpsilonGate")]
    public void It_takes_what_the_other_commands_return(string command, string gates)
    {
        _shop.Run(command).Succeeds();

        Assert.Equal(gates, string.Join(' ', JsonNode.Parse(_shop.Read("r.json"))!["parts"]!["verdict"]!.AsArray().Select(gate => (string?)gate!["gate"])));
    }

    [Fact]
    public void Utility_without_a_demand_is_its_owners_and_a_report_for_all_says_that_it_leaves_it_out()
    {
        var run = _shop.Run("$u = Measure-SyntheticUtility hr.csv members.csv -Metric C*; $u, $test | Export-PrivacyReport r.html; $u | Export-PrivacyReport o.html -ForOwner -Synthetic hr.csv").Succeeds();

        Assert.StartsWith("What was measured without a demand is its owner's", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(_shop.Read("r.json"))!["parts"]!["utility"]);
        Assert.Equal("ColumnShapes", (string?)JsonNode.Parse(_shop.Read("o.json"))!["parts"]!["utility"]![0]!["figures"]![0]!["figure"]);
    }

    [Fact]
    public void An_owner_may_publish_results_and_report_and_certificate_say_so()
    {
        Directory.CreateDirectory(_shop.PathOf("public"));
        var before = _shop.Read("hr.certificate.json");

        foreach (var page in new[] { "one", "two" })
            _shop.Run($"$test | Export-PrivacyReport public/{page}.html -Synthetic hr.csv -PublishOwnerResults").Succeeds();
        _shop.Run("$test | Export-PrivacyReport public/three.html -Synthetic hr.csv").Succeeds();

        Assert.Contains("Published by the owner of the private rows: it holds figures computed from them, which no guarantee covers.", _shop.Read("public/one.html"), StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(_shop.Read("public/one.json"))!["parts"]!["attacks"]);
        Assert.Equal(before, _shop.Read("hr.certificate.json"));
        Assert.Equal(["one.html", "one.json", "two.html", "two.json"], JsonNode.Parse(_shop.Read("public/hr.certificate.json"))!["ownerResults"]!.AsArray().Select(file => (string?)file));
        Assert.Null(JsonNode.Parse(_shop.Read("public/three.json"))!["parts"]!["attacks"]);
    }

    [Fact]
    public void Rows_that_the_certificate_does_not_vouch_for_fail_and_are_not_shown()
    {
        _shop.Run("Test-DpCertificate hr.certificate.json | Export-PrivacyReport r.html -Synthetic members.csv").Succeeds();

        Assert.Equal("Fail", (string?)JsonNode.Parse(_shop.Read("r.json"))!["overall"]);
        Assert.Contains("&#39;members.csv&#39; is not the file that was released", _shop.Read("r.html"), StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(_shop.Read("r.json"))!["parts"]!["values"]);
    }

    /// <remarks>Private rows could be given for synthetic ones, even beside a sound certificate.</remarks>
    [Theory]
    [InlineData("Export-PrivacyReport r.html -Synthetic members.csv")]
    [InlineData("Export-PrivacyReport r.html -Synthetic $people -Certificate hr.certificate.json")]
    [InlineData("Test-DpCertificate hr.certificate.json | Export-PrivacyReport r.html -Synthetic $people")]
    public void Values_of_rows_that_nobody_vouches_for_are_shown_to_the_owner_alone(string command)
    {
        command = "$people = 1..60 | ForEach-Object { [pscustomobject] @{ age = $_; city = 'abc'[$_ % 3] } }; " + command;
        _shop.Run(command).Succeeds();
        Assert.Contains(
            "Nobody vouches for these rows, so their values are not shown; give the certificate of the file.", _shop.Read("r.html"), StringComparison.Ordinal);
        Assert.Empty(Columns());

        _shop.Run(command + " -ForOwner").Succeeds();
        Assert.NotEmpty(Columns());

        JsonArray Columns() => JsonNode.Parse(_shop.Read("r.json"))!["parts"]!["values"]!["columns"]!.AsArray();
    }

    [Fact]
    public void The_certificate_goes_along_to_another_folder_and_replaces_no_other_one()
    {
        Directory.CreateDirectory(_shop.PathOf("out"));
        _shop.Run("Export-PrivacyReport out/r.html -Certificate hr.certificate.json").Succeeds();
        Assert.Equal(_shop.Read("hr.certificate.json"), _shop.Read("out/hr.certificate.json"));
        _shop.Run("Export-PrivacyReport out/r.html -Certificate hr.certificate.json").Succeeds();

        _shop.Write("out/hr.certificate.json", "{}");
        Assert.StartsWith(
            "SS0194", Assert.Single(_shop.Run("Export-PrivacyReport out/other.html -Certificate hr.certificate.json").Errors).FullyQualifiedErrorId);
        Assert.False(File.Exists(_shop.PathOf("out/other.html")));
    }

    [Theory]
    [InlineData("Export-PrivacyReport r.html", "SS0190")]
    [InlineData("1 | Export-PrivacyReport r.html", "SS0190")]
    [InlineData("Export-PrivacyReport r.html -Synthetic hr.csv -Member members.csv", "SS0193")]
    [InlineData("$test | Export-PrivacyReport r.html -ForOwner -PublishOwnerResults", "SS3062")]
    [InlineData("$test | Export-PrivacyReport r.html -PublishOwnerResults -Member members.csv", "SS0193")]
    [InlineData("Export-PrivacyReport hr.certificate.html -Synthetic hr.csv", "SS0142")]
    [InlineData("Export-PrivacyReport r.json -Synthetic hr.csv", "SS0142")]
    [InlineData("Export-PrivacyReport hr.csv -Synthetic hr.csv", "SS0142")]
    [InlineData("Export-PrivacyReport nowhere/r.html -Synthetic hr.csv", "SS1010")]
    [InlineData("Export-PrivacyReport r.html -Certificate nowhere.json", "SS2030")]
    [InlineData("Export-PrivacyReport r.html -Synthetic nowhere.csv", "SS1001")]
    [InlineData("New-DpModel members.csv -Epsilon 2 | Export-PrivacyReport r.html -Certificate hr.certificate.json", "SS0192")]
    [InlineData("Test-DpCertificate copy.certificate.json | Export-PrivacyReport r.html -Certificate hr.certificate.json", "SS0191")]
    public void What_cannot_be_reported_is_an_error_and_leaves_no_file(string command, string code)
    {
        var before = _shop.Files;

        Assert.StartsWith(code, Assert.Single(_shop.Run(command).Errors).FullyQualifiedErrorId);
        Assert.Equal(before, _shop.Files);
    }

    [Fact]
    public void WhatIf_writes_nothing_and_what_was_written_is_shown_as_a_list()
    {
        _shop.Run("$test | Export-PrivacyReport whatif.html -WhatIf").Succeeds();
        Assert.DoesNotContain("whatif.html", _shop.Files);

        Assert.Matches(@"members +(Pass|Inconclusive|Fail) +everybody", _shop.Session.Show("$test | Export-PrivacyReport r.html -Synthetic hr.csv -PassThru"));
    }
}
