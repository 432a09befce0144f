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
        Shop.Run("""
            New-DpModel members.csv -Epsilon 1 -OutFile hr.dpmodel
            $release = New-DpSyntheticData -Model hr.dpmodel -Seed 5 -OutFile hr.csv -PassThru
            $test = Test-MembershipInference hr.csv members.csv others.csv -Certificate hr.certificate.json -Attack D*
            """).Succeeds();
        Shop.Write("copy.certificate.json", Shop.Read("hr.certificate.json"));
    }

    internal Workshop Shop { get; } = new();

    public void Dispose() => Shop.Dispose();

    private static string People(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 301).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}

public sealed class ExportPrivacyReportTests(AttackedRelease release) : IClassFixture<AttackedRelease>
{
    private readonly Workshop _shop = release.Shop;

    /// <remarks>
    /// Figures are searched for with all their digits but the last two: in some 10,000 other numbers each of them would be met by chance once in 10^9 runs. Words find what was rounded.
    /// </remarks>
    [Fact]
    public void A_full_run_leaves_no_figure_of_the_owners_in_any_file_that_may_be_published()
    {
        var figures = _shop.Run("""
            $leak = Test-MembershipInference members.csv members.csv others.csv -Certificate hr.certificate.json
            $null = $test, $leak | Test-PrivacyGate -Certificate hr.certificate.json -JUnit gates.xml -Sarif gates.sarif
            $test, $leak | Export-PrivacyReport report.html -Synthetic hr.csv -Model hr.dpmodel
            $test, $leak | Export-PrivacyReport owner.html -Synthetic hr.csv -Model hr.dpmodel -ForOwner -Member members.csv
            foreach ($one in $test, $leak) {
                $one.PValue, $one.Floor
                $one.Attacks | ForEach-Object { $_.Auc, $_.TprAt1Percent, $_.TprAt10Percent, $_.Advantage }
            }
            """).Succeeds().Output.Select(figure => figure?.BaseObject).OfType<double>();
        string[] digits = [.. figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)).Where(text => text.Length > 15).Select(text => text[..^2]).Distinct()];
        string[] words = ["AUC", "p = ", "most suspicious", "class=\"curve\"", "class=\"band\"", "class=\"real\"", .. _shop.Run("$test.Explanation + $leak.Explanation + (Get-DpAttack).Summary").Succeeds().Lines];
        string[] published = ["hr.certificate.json", "hr.dpmodel", "gates.xml", "gates.sarif", "report.html", "report.json"];

        Assert.Empty(published.SelectMany(file => digits.Concat(words).Where(_shop.Read(file).Contains).Select(secret => $"{file}: {secret}")));

        // The same search finds the owner's figures where they are: areas and rates of the attacks, the reasons of the gates, the curves.
        var owners = _shop.Read("owner.json") + _shop.Read("owner.html").Replace('\u00a0', ' ');
        Assert.InRange(digits.Count(owners.Contains), 8, digits.Length);
        Assert.InRange(words.Count(owners.Contains), 12, words.Length);
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
    [InlineData("Test-DpGuarantee Independent -Fits 100 -Seed 1 | Export-PrivacyReport r.html", "GuaranteeGate")]
    [InlineData("Import-DpModel hr.dpmodel | Export-PrivacyReport r.html -Synthetic hr.csv", "EpsilonGate")]
    public void It_takes_what_the_other_commands_return(string command, string gates)
    {
        _shop.Run(command).Succeeds();

        Assert.Equal(gates, string.Join(' ', JsonNode.Parse(_shop.Read("r.json"))!["parts"]!["verdict"]!.AsArray().Select(gate => (string?)gate!["gate"])));
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
        Assert.Contains("Nobody vouches for these rows, so their values are not shown; give the certificate of the file.", _shop.Read("r.html"), StringComparison.Ordinal);
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
        Assert.StartsWith("SS0194", Assert.Single(_shop.Run("Export-PrivacyReport out/other.html -Certificate hr.certificate.json").Errors).FullyQualifiedErrorId);
        Assert.False(File.Exists(_shop.PathOf("out/other.html")));
    }

    [Theory]
    [InlineData("Export-PrivacyReport r.html", "SS0190")]
    [InlineData("1 | Export-PrivacyReport r.html", "SS0190")]
    [InlineData("Export-PrivacyReport r.html -Synthetic hr.csv -Member members.csv", "SS0193")]
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
