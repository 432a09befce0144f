using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class DensityEstimateTests
{
    // The published scores are densities, ours their logarithms; what is added to variances moves them by less than this.
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_scores_are_the_logarithms_of_those_of_the_published_implementation(string data)
    {
        var oracle = OracleSetting.Read(data);

        var scores = new DensityEstimate().Score(oracle.Setting, CancellationToken.None);

        Assert.All(scores.Zip(oracle.Scores("DensityEstimate")), pair => Assert.Equal(Math.Log(pair.Second), pair.First, 0.005));
        Assert.Equal(oracle.Area("DensityEstimate"), oracle.AreaOf(scores), 1e-4);
    }

    [Fact]
    public void A_feature_that_does_not_vary_among_synthetic_rows_is_left_out()
    {
        bool[] ordered = [false, false];
        var varying = new FeatureRows([0, 7, 1, 7, 3, 7], ordered);
        var setting = new AttackSetting(new FeatureRows([1, 7, 1, 8], ordered), varying);

        var scores = new DensityEstimate().Score(setting, CancellationToken.None);

        Assert.Equal(scores[0], scores[1]);
    }
}
