using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class GenLraTests
{
    [Theory]
    [InlineData(1, 0.772)]
    [InlineData(5, 0.752)]
    [InlineData(200, 0.720)]
    public void On_the_housing_control_a_frozen_kernel_finds_more_than_the_published_one_that_is_fitted_anew(int nearest, double area)
    {
        var oracle = OracleSetting.Read("housing");

        var found = oracle.AreaOf(new GenLra(nearest).Score(oracle.Setting, CancellationToken.None));

        Assert.Equal(area, found, 0.005);
        Assert.True(found > oracle.Area("GenLRA") + 0.05);
    }

    [Theory]
    [InlineData("adult_leaky", 0.005)]
    [InlineData("adult_indep", 0.03)]
    public void On_Adult_its_area_is_near_that_of_the_published_one(string data, double tolerance)
    {
        var oracle = OracleSetting.Read(data);

        Assert.Equal(oracle.Area("GenLRA"), oracle.AreaOf(new GenLra(200).Score(oracle.Setting, CancellationToken.None)), tolerance);
    }

    // With a kernel for every target, and densities of which 1e-20 is the least, it is the published attack.
    [Fact]
    public void With_a_kernel_fitted_anew_for_every_target_scores_are_those_of_the_published_implementation()
    {
        var oracle = OracleSetting.Read("housing");
        var (targets, synthetic, reference) = (oracle.Setting.Targets, oracle.Setting.Synthetic, oracle.Setting.Reference!);
        var population = Floored(new KernelDensity(reference).LogAt(synthetic, CancellationToken.None));

        double[] scores = [.. Enumerable.Range(0, targets.Count).Select(target =>
            Floored(new KernelDensity(reference.Concat(targets.Take([target]))).LogAt(synthetic, CancellationToken.None)).Zip(population, (with, without) => with - without).Sum())];

        Assert.Equal(oracle.Area("GenLRA"), oracle.AreaOf(scores), 0.001);
        Assert.All(scores.Zip(oracle.Scores("GenLRA")), pair => Assert.Equal(pair.Second, pair.First, 0.05 + (0.01 * Math.Abs(pair.Second))));

        static double[] Floored(double[] logs) => Array.ConvertAll(logs, log => Math.Log(Math.Exp(log) + 1e-20));
    }

    [Fact]
    public void The_score_is_the_gain_in_likelihood_of_the_nearest_synthetic_rows()
    {
        bool[] kinds = [false, true];
        var reference = new FeatureRows([0, 0, 1, 1, 2, 0, 4, 1, 5, 0], kinds);
        var setting = new AttackSetting(new FeatureRows([1.5, 0, 3, 1], kinds), new FeatureRows([1, 0, 2, 0, 4, 1, 9, 0], kinds)) { Reference = reference };
        var density = new KernelDensity(reference);
        var population = density.LogAt(setting.Synthetic, CancellationToken.None);
        double Gain(int target, int row)
        {
            var kernel = density.LogKernel(density.Round(setting.Targets), target, density.Round(setting.Synthetic), row);
            var with = ((5 * Math.Exp(population[row])) + Math.Exp(kernel)) / 6;
            return Math.Log(with) - population[row];
        }

        var scores = new GenLra(2).Score(setting, CancellationToken.None);

        Assert.Equal(Gain(0, 0) + Gain(0, 1), scores[0], 1e-12);
        Assert.Equal(Gain(1, 2) + Gain(1, 1), scores[1], 1e-12);
    }
}
