using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Gates;

public sealed class UtilityGateTests
{
    private static readonly UtilityReport Report = new("hr", "real", ["age"],
    [
        new UtilityFigure("TotalVariation.TwoWay", 0.04, Better.Lower),
        new UtilityFigure("TrainOnSynthetic.BoostedTrees.Auc", 0.85, Better.Higher) { StandardError = 0.01 },
    ]);

    [Theory]
    [InlineData("TotalVariation.TwoWay", 0.05, Verdict.Pass)]
    [InlineData("totalvariation.twoway", 0.04, Verdict.Pass)]
    [InlineData("TotalVariation.TwoWay", 0.039, Verdict.Fail)]
    [InlineData("TrainOnSynthetic.BoostedTrees.Auc", 0.83, Verdict.Pass)]
    [InlineData("TrainOnSynthetic.BoostedTrees.Auc", 0.84, Verdict.Inconclusive)]
    [InlineData("TrainOnSynthetic.BoostedTrees.Auc", 0.86, Verdict.Inconclusive)]
    [InlineData("TrainOnSynthetic.BoostedTrees.Auc", 0.87, Verdict.Fail)]
    public void An_exact_figure_passes_or_fails_and_an_estimate_within_its_error_is_open(string figure, double threshold, Verdict verdict)
    {
        var decision = new UtilityGate(new Dictionary<string, double> { [figure] = threshold }).Decide(Report);

        Assert.Equal(verdict, decision.Result.Verdict);
        Assert.Equal(figure.StartsWith("Train", StringComparison.Ordinal) ? 0.05 : null, decision.Result.Alpha);
    }

    [Fact]
    public void What_may_be_published_has_the_demands_and_no_figure()
    {
        var decision = new UtilityGate(new Dictionary<string, double> { ["TotalVariation.TwoWay"] = 0.01, ["TrainOnSynthetic.BoostedTrees.Auc"] = 0.5 }).Decide(Report);

        Assert.Equal(
            "Fail, tested: TotalVariation.TwoWay is at most 0.01; TrainOnSynthetic.BoostedTrees.Auc is at least 0.5. (alpha 0.05)", decision.Result.ToString());
        Assert.StartsWith("Fail: TotalVariation.TwoWay is 0.04, at most 0.01 demanded; TrainOnSynthetic.BoostedTrees.Auc is 0.85 (standard error 0.01)", decision.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_table_decides_nothing()
    {
        var gate = new UtilityGate(new Dictionary<string, double> { ["TotalVariation.TwoWay"] = 0.05 });

        Assert.Equal(Verdict.Inconclusive, gate.Decide(Report with { SmallestTable = 49 }).Result.Verdict);
        Assert.Equal(Verdict.Pass, gate.Decide(Report with { SmallestTable = 50 }).Result.Verdict);
    }

    [Theory]
    [InlineData("Beauty", 1, "SS3055")]
    [InlineData("TotalVariation.TwoWay", double.NaN, "SS3056")]
    public void A_demand_that_makes_no_sense_is_refused(string figure, double threshold, string code) =>
        Assert.Equal(
            code, Assert.Throws<SafeSynthException>(() => new UtilityGate(new Dictionary<string, double> { [figure] = threshold }).Decide(Report)).Code);

    /// <summary>
    /// The error of a wrong verdict, on the boundary itself: figures drawn with their standard error pass in no more than alpha of cases
    /// and fail in no more (1,000 draws, five standard deviations).
    /// </summary>
    [Fact]
    public void Wrong_verdicts_are_as_rare_as_alpha_says()
    {
        var random = new SampleRandom(2);
        var gate = new UtilityGate(new Dictionary<string, double> { ["f"] = 0.8 });
        var verdicts = Enumerable.Range(0, 1000).Select(_ => gate.Decide(Report with
        {
            Figures = [new UtilityFigure("f", 0.8 + (0.02 * random.NextNormal()), Better.Higher) { StandardError = 0.02 }],
        }).Result.Verdict).ToList();

        Assert.InRange(verdicts.Count(verdict => verdict == Verdict.Pass), 16, 84);
        Assert.InRange(verdicts.Count(verdict => verdict == Verdict.Fail), 16, 84);
    }
}
