using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class LocalNeighborhoodTests
{
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_scores_and_area_are_those_of_the_published_implementation(string data)
    {
        var oracle = OracleSetting.Read(data);

        var scores = new LocalNeighborhood().Score(oracle.Setting, CancellationToken.None);

        Assert.All(scores.Zip(oracle.Scores("LocalNeighborhood")), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal(oracle.Area("LocalNeighborhood"), oracle.AreaOf(scores), 1e-4);
    }

    [Fact]
    public void One_standard_deviation_or_one_category_is_still_near()
    {
        bool[] kinds = [false, true];
        var setting = new AttackSetting(new FeatureRows([0, 1], kinds), new FeatureRows([1, 1, 0, 2, 0.5, 2, 0, 1], kinds));

        Assert.Equal([0.75], new LocalNeighborhood().Score(setting, CancellationToken.None));
    }
}
