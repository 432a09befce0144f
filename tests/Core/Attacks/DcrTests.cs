using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class DcrTests
{
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_scores_and_area_are_those_of_the_published_implementation(string data)
    {
        var oracle = OracleSetting.Read(data);

        var scores = new Dcr().Score(oracle.Setting, CancellationToken.None);

        Assert.All(scores.Zip(oracle.Scores("DCR")), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal(oracle.Area("DCR"), oracle.AreaOf(scores), 1e-4);
    }

    [Fact]
    public void A_copied_row_scores_highest_and_distance_counts_categories_by_identity()
    {
        bool[] isCategory = [false, true];
        var targets = new FeatureRows([0, 1, 0, 2, 3, 1], isCategory);
        var synthetic = new FeatureRows([0, 1], isCategory);

        var scores = new Dcr().Score(new AttackSetting(targets, synthetic), CancellationToken.None);

        Assert.Equal([0, -1, -3], scores);
    }
}
