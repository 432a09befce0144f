using System.Globalization;

namespace SafeSynth.Tests;

public sealed class MeasureSyntheticUtilityTests : IDisposable
{
    private readonly Workshop _shop = new();

    public MeasureSyntheticUtilityTests()
    {
        _shop.Write("real.csv", People(seed: 1));
        _shop.Write("test.csv", People(seed: 2));
        _shop.Write("synthetic.csv", People(seed: 3));
    }

    public void Dispose() => _shop.Dispose();

    // Boosted trees have a native library, which must be found from within the module.
    [Fact]
    public void Learners_are_trained_in_the_module()
    {
        var run = _shop.Run("(Measure-SyntheticUtility synthetic.csv real.csv -Test test.csv -Target rich -Metric Train*).Figures | Where-Object Name -like *.Auc | ForEach-Object { \"$($_.Name) $($_.Value -gt .8)\" }").Succeeds();

        Assert.Equal(
        [
            "TrainOnSynthetic.BoostedTrees.Auc True", "TrainOnSynthetic.LogisticRegression.Auc True", "TrainOnSynthetic.NaiveBayes.Auc True",
            "TrainOnSynthetic.NeuralNetwork.Auc True", "TrainOnSynthetic.RandomForest.Auc True",
        ], run.Lines);
    }

    [Fact]
    public void Figures_are_shown_as_a_table_with_what_real_rows_reach()
    {
        var shown = _shop.Session.Show("(Measure-SyntheticUtility synthetic.csv real.csv -Test test.csv -Metric TotalVariation).Figures");

        Assert.Matches(@"Name +Value +Error +Real +Independent +Majority", shown);
        Assert.Matches(@"Verdict : none: nothing was demanded with -Threshold\r?\nFigures : ColumnShapes ", _shop.Session.Show("Measure-SyntheticUtility synthetic.csv real.csv -Metric C*"));
        Assert.Matches(@"\nTotalVariation.TwoWay +0\.\d{4} +0\.\d{4} +0\.\d{4}", shown);
    }

    [Theory]
    [InlineData("@{ 'TotalVariation.OneWay' = .2 }", "Pass True")]
    [InlineData("@{ 'TotalVariation.OneWay' = .2; ColumnShapes = .999 }", "Fail False")]
    [InlineData("@{ 'TrainOnSynthetic.RandomForest.Auc' = .9999 }", "Fail False")]
    public void Thresholds_give_a_verdict(string threshold, string expected)
    {
        var run = _shop.Run($"$u = Measure-SyntheticUtility synthetic.csv real.csv -Target rich -Learner RandomForest -Metric T*,C* -Threshold {threshold}; \"$($u.Verdict) $($u.Passed)\"; ($u | Test-PrivacyGate).Gate").Succeeds();

        Assert.Equal([expected, "UtilityGate"], run.Lines);
    }

    [Fact]
    public void A_build_server_gets_the_verdict_and_no_figure()
    {
        _shop.Run("Measure-SyntheticUtility synthetic.csv real.csv -Metric C* -Threshold @{ ColumnShapes = 1 } | Test-PrivacyGate -Quiet -JUnit gates.xml -Sarif gates.sarif").Succeeds();
        var figure = double.Parse(_shop.Run("'{0:R}' -f (Measure-SyntheticUtility synthetic.csv real.csv -Metric C*).Figures[0].Value").Succeeds().Lines[0], CultureInfo.InvariantCulture);

        foreach (var file in new[] { _shop.Read("gates.xml"), _shop.Read("gates.sarif") })
        {
            Assert.Contains("ColumnShapes is at least 1", file, StringComparison.Ordinal);
            Assert.DoesNotContain(figure.ToString("0.###", CultureInfo.InvariantCulture), file, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tables_may_come_as_objects()
    {
        var run = _shop.Run("""
            $rows = 1..100 | ForEach-Object { [pscustomobject]@{ age = $_ * 37 % 60; city = "c$($_ % 3)" } }
            (Measure-SyntheticUtility -Synthetic $rows -Real $rows -Metric ColumnShapes).Figures[0].Value
            """).Succeeds();

        Assert.Equal(["1"], run.Lines);
    }

    [Fact]
    public void Names_are_completed()
    {
        string[] Completed(string line) =>
            [.. _shop.Run($"(TabExpansion2 '{line}' {line.Length}).CompletionMatches.CompletionText").Succeeds().Lines];

        Assert.Equal(
            ["TotalVariation", "TrainOnSynthetic", "TextClassifiers", "TextFrontier", "TextLengths"], Completed("Measure-SyntheticUtility a b -Metric T"));
        Assert.Equal(["NaiveBayes", "NeuralNetwork"], Completed("Measure-SyntheticUtility a b -Learner N"));
        Assert.Equal(["rich"], Completed("Measure-SyntheticUtility a -Real real.csv -Target r"));
    }

    [Theory]
    [InlineData("synthetic.csv real.csv -Metric Beauty", "SS3051")]
    [InlineData("synthetic.csv real.csv -Learner Oracle", "SS3054")]
    [InlineData("synthetic.csv real.csv -Target height", "SS3052")]
    [InlineData("few.csv real.csv", "SS3003")]
    [InlineData("strange.csv real.csv", "SS3002")]
    [InlineData("synthetic.csv real.csv -Metric C* -Threshold @{ Beauty = 1 }", "SS3055")]
    [InlineData("synthetic.csv real.csv -Metric C* -Threshold @{ ColumnShapes = 'high' }", "SS3056")]
    [InlineData("nothing.csv real.csv", "SS1001")]
    public void What_cannot_be_measured_is_refused(string arguments, string code)
    {
        _shop.Write("few.csv", "age,pay\n1,2\n");
        _shop.Write("strange.csv", "height\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row % 4}\n")));

        Assert.StartsWith(code, Assert.Single(_shop.Run($"Measure-SyntheticUtility {arguments}").Errors).FullyQualifiedErrorId);
    }

    private static string People(int seed)
    {
        var random = new Random(seed);
        return "age,trade,rich\n" + string.Concat(Enumerable.Range(0, 300).Select(_ =>
        {
            var (age, trade) = (random.Next(20, 65), random.Next(4));
            return $"{age},t{trade},{(age + (15 * trade) + random.Next(20) > 75 ? "yes" : "no")}\n";
        }));
    }
}
