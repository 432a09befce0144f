using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class DomiasTests
{
    // The published score adds 1e-20 to the population's density, which puts people in thin places (housing has some) last; ours keeps
    // their order.
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_densities_give_the_scores_of_the_published_implementation(string data)
    {
        var oracle = OracleSetting.Read(data);
        var released = new KernelDensity(oracle.Setting.Synthetic).LogAt(oracle.Setting.Targets, CancellationToken.None);
        var expected = new KernelDensity(oracle.Setting.Reference!).LogAt(oracle.Setting.Targets, CancellationToken.None);

        double[] published = [.. released.Zip(expected, (log, population) => log - Math.Log(Math.Exp(population) + 1e-20))];

        Assert.Equal(oracle.Area("DOMIAS"), oracle.AreaOf(published), 1e-4);
        Assert.All(published.Zip(oracle.Scores("DOMIAS")).Where(pair => pair.Second > 1e-3), pair => Assert.Equal(Math.Log(pair.Second), pair.First, 0.01));
        Assert.Equal(released.Zip(expected, (log, population) => log - population), new Domias().Score(oracle.Setting, CancellationToken.None));
    }

    [Theory]
    [InlineData("housing", 0.0051)]
    [InlineData("adult_leaky", 1e-4)]
    [InlineData("adult_indep", 1e-4)]
    public void Its_area_is_that_of_the_published_implementation_but_for_thin_places(string data, double tolerance)
    {
        var oracle = OracleSetting.Read(data);

        Assert.Equal(oracle.Area("DOMIAS"), oracle.AreaOf(new Domias().Score(oracle.Setting, CancellationToken.None)), tolerance);
    }

    [Fact]
    public void A_place_that_the_generator_overcrowds_scores_higher_than_one_that_is_crowded_anyway()
    {
        bool[] ordered = [false];
        var setting = new AttackSetting(new FeatureRows([0, 5], ordered), new FeatureRows([0, 0.1, 0.2, 5, 5.1, 9], ordered))
        {
            Reference = new FeatureRows([0, 4.9, 5, 5.1, 5.2, 9], ordered),
        };

        var scores = new Domias().Score(setting, CancellationToken.None);

        Assert.True(scores[0] > scores[1]);
    }
}
