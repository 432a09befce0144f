namespace SafeSynth.Tests;

public sealed class TestMembershipInferenceTests : IDisposable
{
    private readonly Workshop _shop = new();

    public TestMembershipInferenceTests()
    {
        _shop.Write("members.csv", MadePeople.Csv(seed: 1));
        _shop.Write("others.csv", MadePeople.Csv(seed: 2));
        _shop.Write("fresh.csv", MadePeople.Csv(seed: 3));
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_release_of_copies_gives_its_members_away()
    {
        var run = _shop.Run("(Test-MembershipInference members.csv -Member members.csv -NonMember others.csv -Attack Dcr).Auc -gt .99").Succeeds();

        Assert.Equal(["True"], run.Lines);
    }

    [Fact]
    public void Fresh_rows_give_nobody_away()
    {
        var run = _shop.Run("$t = Test-MembershipInference -Synthetic fresh.csv -Member members.csv -NonMember others.csv -Attack D*; $t.Attacks[0].Auc -lt .62").Succeeds();

        Assert.Equal(["True"], run.Lines);
    }

    [Fact]
    public void A_verdict_says_what_a_script_needs_to_know()
    {
        var run = _shop.Run("""
            $honest = Test-MembershipInference fresh.csv members.csv others.csv -DetectionFloor .2 -Epsilon 1
            $leaky = Test-MembershipInference members.csv members.csv others.csv -Alpha .01
            foreach ($t in $honest, $leaky) { "$($t.Passed) $($t.Verdict) $($t.PValue -le .01) $($t.Decisions.Count)" }
            """).Succeeds();

        Assert.Equal(["True Pass False 2", "False Fail True 1"], run.Lines);
    }

    [Fact]
    public void Tables_may_come_as_objects()
    {
        var run = _shop.Run("""
            $rows = 1..100 | ForEach-Object { [pscustomobject]@{ age = $_ * 37 % 1000; city = "c$($_ % 3)" } }
            (Test-MembershipInference -Synthetic $rows -Member $rows -NonMember others.csv -Attack Dcr).BestAttack
            """).Succeeds();

        Assert.Equal(["Dcr"], run.Lines);
    }

    [Theory]
    [InlineData("-Synthetic fresh.csv -Member members.csv -NonMember others.csv -Attack Magic", "SS3001")]
    [InlineData("-Synthetic fresh.csv -Member members.csv -NonMember few.csv", "SS3003")]
    [InlineData("-Synthetic strange.csv -Member members.csv -NonMember others.csv", "SS3002")]
    public void What_cannot_be_tested_is_refused(string arguments, string code)
    {
        _shop.Write("few.csv", "age,city\n1,a\n2,b\n");
        _shop.Write("strange.csv", "height\n1\n2\n");

        Assert.StartsWith(code, Assert.Single(_shop.Run($"Test-MembershipInference {arguments}").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Attacks_are_listed()
    {
        Assert.Contains("Dcr", _shop.Run("(Get-DpAttack).Name").Succeeds().Lines);
        Assert.Matches(@"Name +Needs +Summary", _shop.Session.Show("Get-DpAttack Dcr"));
    }
}
