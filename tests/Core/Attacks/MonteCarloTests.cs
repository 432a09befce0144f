using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class MonteCarloTests
{
    // The published code leaves out rows at exactly the radius; in these data there are none.
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_scores_and_area_are_those_of_the_published_implementation(string data)
    {
        var oracle = OracleSetting.Read(data);

        var scores = new MonteCarlo().Score(oracle.Setting, CancellationToken.None);

        Assert.All(scores.Zip(oracle.Scores("MC")), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal(oracle.Area("MC"), oracle.AreaOf(scores), 1e-4);
    }

    [Fact]
    public void Rows_at_exactly_the_radius_count_so_that_copies_are_found_where_most_targets_are_copied()
    {
        bool[] category = [true];
        var setting = new AttackSetting(new FeatureRows([1, 2, 9], category), new FeatureRows([1, 2, 3, 4], category));

        Assert.Equal([0.25, 0.25, 0], new MonteCarlo().Score(setting, CancellationToken.None));
    }
}
