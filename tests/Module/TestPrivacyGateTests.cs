namespace SafeSynth.Tests;

public sealed class TestPrivacyGateTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_release_of_copies_fails_and_files_hold_the_verdict_alone()
    {
        _shop.Write("members.csv", MadePeople.Csv(seed: 1));
        _shop.Write("others.csv", MadePeople.Csv(seed: 2));

        var run = _shop.Run("""
            $t = Test-MembershipInference members.csv members.csv others.csv -Attack Dcr
            $gates = @($t | Test-PrivacyGate -JUnit gates.xml -Sarif gates.sarif)
            "$($gates.Verdict) $($gates.Passed) $($t | Test-PrivacyGate -Quiet)"
            $t.Passed
            $gates.Detail
            """).Succeeds();

        Assert.Equal(["Fail False False", "False"], run.Lines.Take(2));
        Assert.StartsWith("Fail (alpha 0.05, p = 0.0001): Dcr finds members: ", run.Lines[2], StringComparison.Ordinal);
        Assert.Contains("Fail", _shop.Read("gates.xml"), StringComparison.Ordinal);
        Assert.All(["gates.xml", "gates.sarif"], file =>
            Assert.DoesNotMatch("0\\.0001|Dcr|suspicious|of pairs", _shop.Read(file)));
    }

    [Fact]
    public void A_certificate_passes_up_to_the_epsilon_that_it_keeps()
    {
        _shop.WritePeople("people.csv", 300);

        var run = _shop.Run("""
            New-DpSyntheticData people.csv -Epsilon 1 -Count 20 -OutFile out.csv
            Test-PrivacyGate -Certificate out.certificate.json -MaxEpsilon 1 -Quiet
            Test-PrivacyGate -Certificate out.certificate.json -MaxEpsilon .5 -Quiet
            (Test-DpCertificate out.certificate.json | Test-PrivacyGate -MaxEpsilon 1).Verdict
            """).Succeeds();

        Assert.Equal(["True", "False", "Pass"], run.Lines);
    }

    [Fact]
    public void Builds_are_judged_together_by_the_history_that_they_left()
    {
        _shop.Write("canaries.jsonl", MadePeople.AllCanariesTold);

        Assert.Equal(["Fail"], _shop.Run("(Test-PrivacyGate -History canaries.jsonl).Verdict").Succeeds().Lines);
    }

    [Theory]
    [InlineData("Test-PrivacyGate", "SS3008")]
    [InlineData("'text' | Test-PrivacyGate", "SS3008")]
    [InlineData("Test-PrivacyGate -History canaries.jsonl -MaxEpsilon 1", "SS3009")]
    [InlineData("Test-PrivacyGate -History bad.jsonl", "SS3007")]
    public void What_cannot_be_judged_is_refused(string command, string code)
    {
        _shop.Write("canaries.jsonl", MadePeople.AllCanariesTold);
        _shop.Write("bad.jsonl", "{}\n");

        Assert.StartsWith(code, Assert.Single(_shop.Run(command).Errors).FullyQualifiedErrorId);
    }
}

/// <summary>Made people for attacks, and what came of guesses at made canaries.</summary>
internal static class MadePeople
{
    /// <summary>A build that claims epsilon 1 and tells 200 of 200 canaries.</summary>
    public static string AllCanariesTold { get; } =
        $"{{\"transcript\":\"{new string('a', 64)}\",\"kind\":\"made\",\"canaries\":200,\"right\":200,\"wrong\":0,\"epsilon\":1,\"delta\":0}}\n";

    /// <summary>300 people: age, city.</summary>
    public static string Csv(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 300).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}
