using System.Xml.Linq;

namespace SafeSynth.Tests;

public sealed class TestAttributeInferenceTests : IDisposable
{
    private readonly Workshop _shop = new();

    public TestAttributeInferenceTests()
    {
        _shop.Write("members.csv", People(seed: 1, rows: 800));
        _shop.Write("others.csv", People(seed: 2, rows: 1600));
        _shop.Write("fresh.csv", People(seed: 3, rows: 800));
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("members.csv", "-Secret city", "Fail False")]
    [InlineData("members.csv", "-Secret pay -Known age, city", "Fail False")]
    [InlineData("fresh.csv", "-Secret city", "Pass True")]
    [InlineData("fresh.csv", "-Secret pay", "Pass True")]
    [InlineData("fresh.csv", "-Secret city -DetectionFloor .01", "Inconclusive False")]
    public void The_verdict_says_whether_a_secret_leaks_and_whether_a_leak_would_have_been_seen(string synthetic, string arguments, string expected)
    {
        var run = _shop.Run($"$t = Test-AttributeInference {synthetic} members.csv others.csv {arguments}; \"$($t.Verdict) $($t.Passed)\"").Succeeds();

        Assert.Equal([expected], run.Lines);
    }

    [Fact]
    public void It_tells_how_well_each_predictor_guesses_of_members_and_of_others()
    {
        var run = _shop.Run("""
            $t = Test-AttributeInference -Synthetic members.csv -Member members.csv -NonMember others.csv -Secret city
            $t.Accuracy -gt .95; $t.AccuracyOfOthers -lt .6; $t.Predictors.Count -gt 1; $t.Predictors[0].Low -gt .2; $t.Predictors[0].Auc -gt .6; "$($t.Known)"
            """).Succeeds();

        Assert.Equal(["True", "True", "True", "True", "True", "age pay"], run.Lines);
        var shown = _shop.Session.Show("Test-AttributeInference members.csv members.csv others.csv city").ReplaceLineEndings(" ");
        Assert.Matches("Secret +: city +Verdict +: Fail +Explanation +: Fail .*BestPredictor.*Accuracy +: [01]\\.[0-9]{3} ", shown);
        Assert.Matches("Name +Accuracy +AccuracyOfOthers +Advantage +Low +High +Auc", _shop.Session.Show("(Test-AttributeInference members.csv members.csv others.csv city).Predictors").ReplaceLineEndings(" "));
    }

    [Fact]
    public void Gates_judge_it_and_their_files_hold_verdicts_only()
    {
        var run = _shop.Run("""
            $t = Test-AttributeInference members.csv members.csv others.csv city
            $t | Test-PrivacyGate -JUnit gates.xml -Sarif gates.sarif | ForEach-Object { "$($_.Gate) $($_.Verdict)" }
            $t | Test-PrivacyGate -Quiet
            Test-AttributeInference fresh.csv members.csv others.csv city | Test-PrivacyGate -Quiet
            """).Succeeds();

        Assert.Equal(["AttributeGate Fail", "False", "True"], run.Lines);
        var files = _shop.Read("gates.xml") + _shop.Read("gates.sarif");
        Assert.Single(XDocument.Parse(_shop.Read("gates.xml")).Descendants("failure"));
        Assert.Contains("\"AttributeGate\"", files, StringComparison.Ordinal);
        Assert.All(new[] { "p =", "NearestRow", "GeneralizedCap", "others and" }, figure => Assert.DoesNotContain(figure, files, StringComparison.Ordinal));
    }

    [Fact]
    public void Pester_can_judge_it()
    {
        var run = _shop.Run("""
            function global:Add-ShouldOperator($Name, $Test, [switch] $SupportsArrayInput) { $global:operator = @{ Name = $Name; Test = $Test } }
            Import-Module $args[0]
            foreach ($synthetic in 'members.csv', 'fresh.csv') {
                (& $operator.Test -ActualValue (Test-AttributeInference $synthetic members.csv others.csv city) -CallerSessionState $null).Succeeded
            }
            """, Path.Combine(Place.Root, "module", "SafeSynth.Pester.psm1")).Succeeds();

        Assert.Equal(["False", "True"], run.Lines);
    }

    [Theory]
    [InlineData("Test-AttributeInference fresh.csv members.csv others.csv salary", "SS3040")]
    [InlineData("Test-AttributeInference fresh.csv members.csv others.csv city -Known height", "SS3040")]
    [InlineData("Test-AttributeInference fresh.csv members.csv others.csv city -Known city", "SS3042")]
    [InlineData("Test-AttributeInference fresh.csv members.csv empty.csv city", "SS3003")]
    [InlineData("Test-AttributeInference same.csv same.csv same.csv city", "SS3041")]
    [InlineData("Test-AttributeInference fresh.csv members.csv nowhere.csv city", "SS1001")]
    public void What_cannot_be_tested_is_refused(string command, string code)
    {
        _shop.Write("empty.csv", "age,city,pay\n");
        _shop.Write("same.csv", "age,city\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i % 9},Bern\n")));

        Assert.StartsWith(code, Assert.Single(_shop.Run(command).Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Test-AttributeInference fresh.csv members.csv others.csv city")]
    [InlineData("Test-MembershipInference fresh.csv members.csv others.csv -Attack Dcr")]
    public void Columns_that_not_all_tables_have_are_named(string command)
    {
        _shop.Write("members.csv", string.Join('\n', _shop.Lines("members.csv").Select((line, i) => i == 0 ? $"{line},extra" : $"{line},1")));

        Assert.Equal("Left out, because not all tables have them: 'extra'.", Assert.Single(_shop.Run(command).Succeeds().Warnings));
    }

    [Fact]
    public void Columns_are_completed_from_the_members()
    {
        var run = _shop.Run("""
            $line = 'Test-AttributeInference fresh.csv -Member members.csv -NonMember others.csv -Secret c'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
            """).Succeeds();

        Assert.Equal(["city"], run.Lines);
    }

    // Half of the time the city follows from the age.
    private static string People(int seed, int rows)
    {
        var random = new Random(seed);
        return "age,city,pay\n" + string.Concat(Enumerable.Range(0, rows).Select(_ =>
        {
            var age = random.Next(20, 70);
            return $"{age},{"abcde"[random.Next(2) == 0 ? age % 5 : random.Next(5)]},{age * 100 + random.Next(5000)}\n";
        }));
    }
}
