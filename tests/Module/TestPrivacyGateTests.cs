using System.Xml.Linq;

namespace SafeSynth.Tests;

public sealed class TestPrivacyGateTests : IDisposable
{
    private readonly Workshop _shop = new();

    public TestPrivacyGateTests()
    {
        _shop.Write("members.csv", People(seed: 1));
        _shop.Write("others.csv", People(seed: 2));
        _shop.Write("fresh.csv", People(seed: 3));
        _shop.Run("New-DpModel members.csv -Epsilon 1 -OutFile hr.dpmodel").Succeeds();
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("Test-MembershipInference fresh.csv members.csv others.csv -DetectionFloor .2 | Test-PrivacyGate -Quiet", "True")]
    [InlineData("Test-MembershipInference members.csv members.csv others.csv | Test-PrivacyGate -Quiet", "False")]
    [InlineData("Test-MembershipInference fresh.csv members.csv others.csv -DetectionFloor .001 | Test-PrivacyGate -Quiet", "False")]
    [InlineData("Test-PrivacyGate -Certificate hr.certificate.json -MaxEpsilon 1 -Quiet", "True")]
    [InlineData("Test-PrivacyGate -Certificate *.certificate.json -MaxEpsilon .9 -Quiet", "False")]
    [InlineData("Test-DpCertificate hr.certificate.json | Test-PrivacyGate -MaxEpsilon 1 -MaxDelta 1e-7 -Quiet", "False")]
    [InlineData("Test-DpCertificate hr.certificate.json | ForEach-Object { , @($_, $_) } | Test-PrivacyGate -MaxEpsilon 1 -Quiet", "True")]
    [InlineData("Test-PrivacyGate -History canaries.jsonl -Quiet", "False")]
    public void Quiet_tells_whether_every_gate_passes(string command, string expected)
    {
        Assert.Equal([expected], _shop.Run(command).Succeeds().Lines);
    }

    [Fact]
    public void Gates_of_all_kinds_are_judged_together_and_shown_with_their_reasons()
    {
        var run = _shop.Run("""
            $gates = Test-MembershipInference members.csv members.csv others.csv | Test-PrivacyGate -Certificate hr.certificate.json
            $gates | ForEach-Object { "$($_.Gate) $($_.Verdict) $($_.Passed)" }
            """).Succeeds();

        Assert.Equal(["PermutationGate Fail False", "EpsilonGate Pass True"], run.Lines);
        Assert.Contains("Pass: It keeps epsilon 1", _shop.Session.Show("Test-PrivacyGate -Certificate hr.certificate.json").ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_for_build_servers_hold_verdicts_and_no_figure_of_private_rows()
    {
        var run = _shop.Run("""
            $test = Test-MembershipInference members.csv members.csv others.csv
            $null = $test | Test-PrivacyGate -Certificate hr.certificate.json -JUnit gates.xml -Sarif gates.sarif
            $test.BestAttack
            """).Succeeds();

        var files = _shop.Read("gates.xml") + _shop.Read("gates.sarif");
        Assert.Equal(["failure", null], XDocument.Parse(_shop.Read("gates.xml")).Descendants("testcase").Select(test => test.Elements().SingleOrDefault()?.Name.LocalName));
        Assert.DoesNotContain("p =", files, StringComparison.Ordinal);
        Assert.DoesNotContain("chance", files, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Lines[0], files, StringComparison.Ordinal);
    }

    [Fact]
    public void An_owner_may_publish_the_reasons_and_files_and_certificate_then_say_so()
    {
        var run = _shop.Run("""
            $test = Test-MembershipInference members.csv members.csv others.csv -Attack Dcr
            $null = $test | Test-PrivacyGate -Certificate hr.certificate.json -JUnit gates.xml -Sarif gates.sarif -PublishOwnerResults
            (Test-DpCertificate hr.certificate.json).Passed
            (Test-DpCertificate hr.certificate.json).Checks[-1].Detail
            """).Succeeds();

        Assert.Equal(["True", "The owner published figures that were computed from the private rows, which the guarantee does not cover: 'gates.sarif', 'gates.xml'."], run.Lines);
        Assert.All(new[] { "gates.xml", "gates.sarif" }, file => Assert.Matches("published by the owner of the private rows, no guarantee covers it.*Dcr finds members", _shop.Read(file)));
        Assert.Equal(["True"], _shop.Run("Test-PrivacyGate -Certificate hr.certificate.json -Quiet").Succeeds().Lines);
    }

    [Theory]
    [InlineData("Test-PrivacyGate -Certificate hr.certificate.json -PublishOwnerResults", "SS3061")]
    [InlineData("Measure-SyntheticUtility fresh.csv members.csv -Metric C* | Test-PrivacyGate -Certificate hr.certificate.json", "SS3063")]
    [InlineData("Test-PrivacyGate", "SS3008")]
    [InlineData("'hr.csv' | Test-PrivacyGate", "SS3008")]
    [InlineData("Test-PrivacyGate -History canaries.jsonl -MaxEpsilon 1", "SS3009")]
    [InlineData("Test-PrivacyGate -Certificate nowhere.json", "SS2030")]
    [InlineData("Test-PrivacyGate -History members.csv", "SS3007")]
    public void What_cannot_be_judged_is_an_error_and_no_pass(string command, string code)
    {
        var run = _shop.Run(command);

        Assert.StartsWith(code, Assert.Single(run.Errors).FullyQualifiedErrorId);
        Assert.Empty(run.Output);
    }

    private static string People(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 300).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}
