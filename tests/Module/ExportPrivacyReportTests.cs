using System.Globalization;
using System.Text.Json.Nodes;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Output;

namespace SafeSynth.Tests;

public sealed class ExportPrivacyReportTests : IDisposable
{
    private readonly Workshop _shop = new();

    public ExportPrivacyReportTests()
    {
        _shop.Write("members.csv", People(seed: 1));
        _shop.Write("others.csv", People(seed: 2));
        _shop.Run("""
            New-DpModel members.csv -Epsilon 1 -OutFile hr.dpmodel
            $release = New-DpSyntheticData -Model hr.dpmodel -Seed 5 -OutFile hr.csv -PassThru
            $test = Test-MembershipInference hr.csv members.csv others.csv -Certificate hr.certificate.json -Attack D*
            """).Succeeds();
    }

    public void Dispose() => _shop.Dispose();

    /// <remarks>
    /// Figures are searched for with all their digits but the last two: in some 10,000 other numbers each of them would be met by chance once in 10^9 runs. Words find what was rounded.
    /// </remarks>
    [Fact]
    public void A_full_run_leaves_no_figure_of_the_owners_in_any_file_that_may_be_published()
    {
        var test = (MembershipView)_shop.Run("""
            $leak = Test-MembershipInference members.csv members.csv others.csv -Certificate hr.certificate.json
            $null = $test, $leak | Test-PrivacyGate -Certificate hr.certificate.json -JUnit gates.xml -Sarif gates.sarif
            $test, $leak | Export-PrivacyReport report.html -Synthetic hr.csv -Model hr.dpmodel
            $test, $leak | Export-PrivacyReport owner.html -Synthetic hr.csv -Model hr.dpmodel -ForOwner -Member members.csv
            $test
            """).Succeeds().Output.Single().BaseObject;
        var secrets = SecretsOf(test).ToList();
        string[] published = ["hr.certificate.json", "hr.dpmodel", "gates.xml", "gates.sarif", "report.html", "report.json"];

        var leaked = published.SelectMany(file => secrets.Where(_shop.Read(file).Contains).Select(secret => $"{file}: {secret}"));
        Assert.Empty(leaked);

        // The same search finds the owner's figures where they are: areas and rates, the reasons of the gates, the attacks' names.
        var owners = _shop.Read("owner.json") + _shop.Read("owner.html");
        Assert.True(secrets.Count(owners.Contains) >= 8, $"{secrets.Count(owners.Contains)} of {secrets.Count}");
        Assert.All(test.Decisions, decision => Assert.Contains(decision.Detail, owners, StringComparison.Ordinal));
        Assert.Contains(test.Auc.ToString("R", CultureInfo.InvariantCulture), owners, StringComparison.Ordinal);
        Assert.Contains("class=\"curve\"", owners, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_a_page_with_JSON_and_certificate_beside_it()
    {
        var written = (WrittenReport)_shop.Run("$release | Export-PrivacyReport report.html -PassThru").Succeeds().Output.Single().BaseObject;

        Assert.Equal(("members", Verdict.Pass, false), (written.Name, written.Verdict, written.ForOwner));
        Assert.Equal([_shop.PathOf("report.html"), _shop.PathOf("report.json"), _shop.PathOf("hr.certificate.json")], [written.OutFile, written.Json, written.Certificate]);
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
    [InlineData("Import-DpModel hr.dpmodel | Export-PrivacyReport r.html -Synthetic hr.csv", "EpsilonGate")]
    public void It_takes_what_the_other_commands_return(string command, string gates)
    {
        _shop.Run(command).Succeeds();

        Assert.Equal(gates, string.Join(' ', JsonNode.Parse(_shop.Read("r.json"))!["parts"]!["verdict"]!.AsArray().Select(gate => (string?)gate!["gate"])));
    }

    [Fact]
    public void Rows_that_the_certificate_does_not_vouch_for_fail()
    {
        _shop.Run("Test-DpCertificate hr.certificate.json | Export-PrivacyReport r.html -Synthetic members.csv").Succeeds();

        Assert.Equal("Fail", (string?)JsonNode.Parse(_shop.Read("r.json"))!["overall"]);
        Assert.Contains("&#39;members.csv&#39; is not the file that was released", _shop.Read("r.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_goes_along_to_another_folder_and_replaces_no_other_one()
    {
        _shop.Run("New-Item -ItemType Directory out; Export-PrivacyReport out/r.html -Certificate hr.certificate.json").Succeeds();
        Assert.Equal(_shop.Read("hr.certificate.json"), _shop.Read("out/hr.certificate.json"));
        _shop.Run("Export-PrivacyReport out/r.html -Certificate hr.certificate.json").Succeeds();

        _shop.Write("out/hr.certificate.json", "{}");
        Assert.StartsWith("SS0194", Assert.Single(_shop.Run("Export-PrivacyReport out/other.html -Certificate hr.certificate.json").Errors).FullyQualifiedErrorId);
        Assert.False(File.Exists(_shop.PathOf("out/other.html")));
    }

    [Theory]
    [InlineData("Export-PrivacyReport r.html", "SS0190")]
    [InlineData("Get-Date | Export-PrivacyReport r.html", "SS0190")]
    [InlineData("Export-PrivacyReport r.html -Synthetic hr.csv -Member members.csv", "SS0193")]
    [InlineData("Export-PrivacyReport hr.certificate.html -Synthetic hr.csv", "SS0142")]
    [InlineData("Export-PrivacyReport r.json -Synthetic hr.csv", "SS0142")]
    [InlineData("Export-PrivacyReport hr.csv -Synthetic hr.csv", "SS0142")]
    [InlineData("Export-PrivacyReport nowhere/r.html -Synthetic hr.csv", "SS1010")]
    [InlineData("Export-PrivacyReport r.html -Certificate nowhere.json", "SS2030")]
    [InlineData("Export-PrivacyReport r.html -Synthetic nowhere.csv", "SS1001")]
    [InlineData("New-DpModel members.csv -Epsilon 2 | Export-PrivacyReport r.html -Certificate hr.certificate.json", "SS0192")]
    [InlineData("Copy-Item hr.certificate.json other.json; Test-DpCertificate other.json | Export-PrivacyReport r.html -Certificate hr.certificate.json", "SS0191")]
    public void What_cannot_be_reported_is_an_error_and_leaves_no_file(string command, string code)
    {
        var before = _shop.Files;

        Assert.StartsWith(code, Assert.Single(_shop.Run(command).Errors).FullyQualifiedErrorId);
        Assert.Empty(_shop.Files.Except(before).Except(["other.json"]));
    }

    [Fact]
    public void WhatIf_writes_nothing_and_what_was_written_is_shown_as_a_list()
    {
        _shop.Run("$test | Export-PrivacyReport r.html -WhatIf").Succeeds();
        Assert.False(File.Exists(_shop.PathOf("r.html")));

        Assert.Matches(@"members +(Pass|Inconclusive|Fail) +everybody", _shop.Session.Show("$test | Export-PrivacyReport r.html -Synthetic hr.csv -PassThru"));
    }

    private static IEnumerable<string> SecretsOf(MembershipView test)
    {
        double?[] figures =
        [
            .. test.Attacks.SelectMany(attack => new double?[] { attack.Auc, attack.TprAt1Percent, attack.TprAt10Percent, attack.Advantage }), test.PValue, test.Floor,
        ];
        var digits = figures.OfType<double>().Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)).Where(text => text.Length > 15).Select(text => text[..^2]);
        string[] words = ["AUC", "p = ", "most suspicious", "class=\"curve\"", "class=\"band\"", "class=\"real\""];
        return digits.Concat(words).Concat(test.Decisions.Select(decision => decision.Detail)).Concat(AttackCatalog.All.Select(attack => attack.Info.Summary)).Distinct();
    }

    private static string People(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 301).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}
