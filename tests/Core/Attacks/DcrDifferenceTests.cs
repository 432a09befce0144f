using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class DcrDifferenceTests
{
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_scores_and_area_are_those_of_the_published_implementation(string data)
    {
        var oracle = OracleSetting.Read(data);

        var scores = new DcrDifference().Score(oracle.Setting, CancellationToken.None);

        Assert.All(scores.Zip(oracle.Scores("DCRDiff")), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal(oracle.Area("DCRDiff"), oracle.AreaOf(scores), 1e-4);
    }

    [Fact]
    public void Being_close_to_a_synthetic_row_counts_only_where_no_real_one_is_as_close()
    {
        bool[] ordered = [false];
        var setting = new AttackSetting(new FeatureRows([0, 10], ordered), new FeatureRows([1, 11], ordered)) { Reference = new FeatureRows([1, 15], ordered) };

        Assert.Equal([0, 4], new DcrDifference().Score(setting, CancellationToken.None));
    }
}
