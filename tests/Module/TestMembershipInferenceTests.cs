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
        string Visits(string prefix) =>
            "who,age\n" + string.Concat(Enumerable.Range(0, 300).Select(row => $"{prefix}{row / 3},{row * 37 % 101}\n"));
        _shop.Write("in.csv", Visits("a"));
        _shop.Write("out.csv", Visits("b"));

        Assert.Empty(_shop.Run("Test-MembershipInference in.csv in.csv out.csv -PrivacyUnit who").Errors);
        Assert.StartsWith("SS3006", Assert.Single(_shop.Run("Test-MembershipInference in.csv in.csv in.csv -PrivacyUnit who").Errors).FullyQualifiedErrorId);
        Assert.StartsWith(
            "SS3005", Assert.Single(_shop.Run("Test-MembershipInference in.csv in.csv out.csv -PrivacyUnit nobody").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void With_people_the_figures_are_of_people_and_so_many_are_said_to_have_been_compared()
    {
        string Visits(string prefix) =>
            "who,age\n" + string.Concat(Enumerable.Range(0, 300).Select(row => $"{prefix}{row / 3},{row * 37 % 101}\n"));
        _shop.Write("in.csv", Visits("a"));
        _shop.Write("out.csv", Visits("b"));

        var run = _shop.Run("$t = Test-MembershipInference in.csv in.csv out.csv -PrivacyUnit who -Attack Dcr; \"$($t.Members) $($t.Others) $($t.Unit)\"").Succeeds();

        Assert.Equal(["100 50 who"], run.Lines);
        Assert.Matches("Compared +: 100 members and 50 others, people by 'who'", _shop.Session.Show("$t"));
    }

    [Fact]
    public void Areas_and_rates_have_their_intervals()
    {
        var run = _shop.Run("""
            $a = (Test-MembershipInference members.csv members.csv others.csv -Attack Dcr).Attacks[0]
            $a.AucLow -gt .9 -and $a.AucLow -le $a.Auc -and $a.Auc -le $a.AucHigh
            $a.TprAt1PercentLow -eq 0 -and $a.TprAt1Percent -gt .9 -and $a.TprAt1Percent -le $a.TprAt1PercentHigh      # 150 others cannot tell of 1 %
            $a.TprAt10PercentLow -gt .5 -and $a.TprAt10PercentLow -le $a.TprAt10Percent -and $a.TprAt10Percent -le $a.TprAt10PercentHigh
            """).Succeeds();

        Assert.Equal(["True", "True", "True"], run.Lines);
        Assert.Matches(@"Name +Auc +95 % +TprAt1Percent +95 % +TprAt10Percent +95 % +Advantage", _shop.Session.Show("$a"));
        Assert.Matches(@"\nDcr +1\.000 +0\.9\d\d to 1\.000 +1\.000 +0\.\d{3} to 1\.000 ", _shop.Session.Show("$a"));
    }

    /// <remarks>A plan says what its releases keep; and what would change nothing is refused.</remarks>
    [Theory]
    [InlineData("-Plan rows.plan.json", "epsilon 8,")]
    [InlineData("-Plan rows.plan.json -Epsilon 9", "epsilon 9,")]
    [InlineData("-Generator Independent -Epsilon 9", "epsilon 9,")]
    [InlineData("-Model m.dpmodel -Generator Independent -Epsilon 9", "epsilon 4,")]
    public void The_claim_is_tested_that_was_given(string arguments, string claim)
    {
        _shop.Write("rows.plan.json", """{ "epsilon": 8, "generator": "Independent" }""");
        _shop.Run("New-DpModel members.csv -Epsilon 4 -OutFile m.dpmodel").Succeeds();

        Assert.Equal(["True"], _shop.Run($"@((Test-MembershipInference fresh.csv members.csv others.csv -Attack Dcr {arguments}).Explanation)[1] -match '{claim}'").Succeeds().Lines);
    }

    [Theory]
    [InlineData("-Certificate m.certificate.json -Epsilon 1", "SS3060")]
    [InlineData("-Model m.dpmodel -Epsilon 1", "SS3060")]
    [InlineData("-Model m.dpmodel -Delta 1e-5", "SS3060")]
    [InlineData("-Model m.dpmodel -Certificate n.certificate.json", "SS0192")]
    [InlineData("-Delta 1e-5", "SS3061")]
    [InlineData("-Schema people.schema.json", "SS3061")]
    public void What_would_change_nothing_is_refused(string arguments, string code)
    {
        _shop.Run("New-DpModel members.csv -Epsilon 4 -OutFile m.dpmodel; New-DpModel members.csv -Epsilon 2 -OutFile n.dpmodel").Succeeds();

        Assert.StartsWith(
            code, Assert.Single(_shop.Run($"Test-MembershipInference fresh.csv members.csv others.csv -Attack Dcr {arguments}").Errors).FullyQualifiedErrorId);
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
    public void A_released_model_and_a_generator_make_for_more_attacks_and_the_model_says_what_it_keeps()
    {
        var run = _shop.Run("""
            New-DpModel members.csv -Epsilon 2 -OutFile m.dpmodel -WarningAction Ignore
            New-DpSyntheticData -Model m.dpmodel -Seed 1 -OutFile s.csv
            $t = Test-MembershipInference s.csv members.csv others.csv -Model m.dpmodel -Generator Independent -Epsilon 2 -Attack M*
            @($t.Explanation)[1] -match 'epsilon 2,'
            $t.Attacks.Name
            """).Succeeds();

        Assert.Equal("True", run.Lines[0]);
        Assert.Equal(["MamaMia", "ModelAnswers", "ModelDensity", "ModelRatio", "MonteCarlo"], run.Lines.Skip(1).Order());
    }

    [Fact]
    public void A_generator_is_attacked_through_releases_with_and_without_its_worst_records_and_nothing_is_left_of_them()
    {
        var files = _shop.Files;

        var run = _shop.Run("""
            $t = Test-MembershipInference -Member members.csv -Generator Independent -Epsilon 1 -Shadow 20 -WorstRecord 2 -WarningAction Ignore
            "$($t.Name) $($t.DataName) $($t.Records.Count) $($t.Verdict -ne 'Fail') $($t.Auc -ge $t.Records[-1].Auc) $($t.Ceiling -gt .5 -and $t.Ceiling -lt .6)"
            ($t | Test-PrivacyGate).Gate
            """).Succeeds();

        Assert.Equal(["Independent members 6 True True True", "ShadowGate"], run.Lines);
        Assert.Equal(files, _shop.Files);
        Assert.Matches(@"Record +Attack +Auc +Low +High", _shop.Session.Show("$t.Records"));
    }

    [Theory]
    [InlineData("fresh.csv members.csv others.csv -Attack ModelRatio", "SS3004")]
    [InlineData("fresh.csv members.csv others.csv -Generator Mst", "SS0117")]
    [InlineData("fresh.csv members.csv others.csv -Model 5", "SS0119")]
    [InlineData("-Member members.csv -Generator Magic -Epsilon 1 -Shadow 20", "SS0113")]
    [InlineData("-Member members.csv -Epsilon 1 -Shadow 5", "SS3012")]
    [InlineData("-Member members.csv -Epsilon 1 -Shadow 20 -Attack Dcr", "SS3014")]
    [InlineData("fresh.csv members.csv others.csv -Attack QueryCounts", "SS3014")]
    [InlineData("-Member members.csv -Plan people.plan.json -Shadow 20", "SS3013")]
    public void What_an_attack_lacks_is_said(string arguments, string code)
    {
        _shop.Write("people.plan.json", """{ "epsilon": 1, "unit": { "column": "city", "maxRows": 2 } }""");

        Assert.StartsWith(code, Assert.Single(_shop.Run($"Test-MembershipInference {arguments}").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Attacks_are_listed()
    {
        Assert.Equal(["Generator, Record", "Model"], _shop.Run("(Get-DpAttack QueryCounts, ModelDensity).Needs | ForEach-Object { \"$_\" }").Succeeds().Lines);
        Assert.Contains("Dcr", _shop.Run("(Get-DpAttack).Name").Succeeds().Lines);
        Assert.Matches(@"Name +Needs +Summary", _shop.Session.Show("Get-DpAttack Dcr"));
    }

    private static string People(int seed)
    {
        var random = new Random(seed);
        return "age,city\n" + string.Concat(Enumerable.Range(0, 300).Select(_ => $"{random.Next(100_000)},{"abc"[random.Next(3)]}\n"));
    }
}
