namespace SafeSynth.Tests;

public sealed class TestMembershipInferenceTests : IDisposable
{
    private readonly Workshop _shop = new();

    public TestMembershipInferenceTests()
    {
        _shop.Write("members.csv", People(seed: 1));
        _shop.Write("others.csv", People(seed: 2));
        _shop.Write("fresh.csv", People(seed: 3));
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

    [Theory]
    [InlineData("members.csv", "", "Fail False 1")]
    [InlineData("fresh.csv", "-DetectionFloor .2", "Pass True 1")]
    [InlineData("fresh.csv", "-DetectionFloor .001", "Inconclusive False 1")]
    [InlineData("fresh.csv", "-DetectionFloor .2 -Epsilon 1", "Pass True 2")]
    public void The_verdict_says_whether_anything_leaks_and_whether_a_leak_would_have_been_seen(string synthetic, string arguments, string expected)
    {
        var run = _shop.Run($"$t = Test-MembershipInference {synthetic} members.csv others.csv {arguments}; \"$($t.Verdict) $($t.Passed) $($t.Explanation.Count)\"").Succeeds();

        Assert.Equal([expected], run.Lines);
    }

    [Fact]
    public void Fewer_than_50_rows_decide_nothing()
    {
        _shop.Write("few.csv", string.Join('\n', _shop.Lines("members.csv")[..41]));

        var run = _shop.Run("$t = Test-MembershipInference few.csv few.csv others.csv -Epsilon 1; $t.Verdict; $t.Explanation | ForEach-Object { $_ -match 'there are 40 members; fewer than 50' }").Succeeds();

        Assert.Equal(["Inconclusive", "True", "True"], run.Lines);
    }

    [Fact]
    public void People_are_told_apart_by_the_column_that_names_them()
    {
        string Visits(string prefix) => "who,age\n" + string.Concat(Enumerable.Range(0, 300).Select(row => $"{prefix}{row / 3},{row * 37 % 101}\n"));
        _shop.Write("in.csv", Visits("a"));
        _shop.Write("out.csv", Visits("b"));

        Assert.Empty(_shop.Run("Test-MembershipInference in.csv in.csv out.csv -PrivacyUnit who").Errors);
        Assert.StartsWith("SS3006", Assert.Single(_shop.Run("Test-MembershipInference in.csv in.csv in.csv -PrivacyUnit who").Errors).FullyQualifiedErrorId);
        Assert.StartsWith("SS3005", Assert.Single(_shop.Run("Test-MembershipInference in.csv in.csv out.csv -PrivacyUnit nobody").Errors).FullyQualifiedErrorId);
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
        _shop.Write("few.csv", "age,city\n1,a\n");
        _shop.Write("strange.csv", "height\n1\n2\n");

        Assert.StartsWith(code, Assert.Single(_shop.Run($"Test-MembershipInference {arguments}").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Attacks_are_listed()
    {
        Assert.Contains("Dcr", _shop.Run("(Get-DpAttack).Name").Succeeds().Lines);
        Assert.Matches(@"Name +Needs +Summary", _shop.Session.Show("Get-DpAttack Dcr"));
    }

    private static string People(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 300).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}
