using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class KernelDensityTests
{
    [Fact]
    public void Over_one_number_it_is_the_mean_of_Gaussians_of_the_width_that_Silverman_gives()
    {
        double[] rows = [-1, 0, 2, 5];
        var variance = rows.Sum(row => Math.Pow(row - rows.Average(), 2)) / 3;
        var width = Math.Sqrt(variance + 1e-6) * Math.Pow(4 * 3 / 4.0, -1 / 5.0);
        var expected = rows.Average(row => Math.Exp(-0.5 * Math.Pow((0.7 - row) / width, 2)) / (width * Math.Sqrt(2 * Math.PI)));

        var log = new KernelDensity(new FeatureRows(rows, [false])).LogAt(new FeatureRows([0.7], [false]), CancellationToken.None);

        Assert.Equal(Math.Log(expected), Assert.Single(log), 1e-12);
    }

    [Fact]
    public void Over_categories_the_probabilities_of_all_values_sum_to_one_and_common_values_are_likelier()
    {
        bool[] kinds = [true, true];
        var density = new KernelDensity(new FeatureRows([0, 0, 0, 1, 1, 1, 2, 0, 0, 0], kinds));

        var logs = density.LogAt(new FeatureRows([0, 0, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1], kinds), CancellationToken.None);

        Assert.Equal(1, logs.Sum(Math.Exp), 1e-12);
        Assert.Equal(logs.Max(), logs[0]);
    }

    [Fact]
    public void Numbers_that_determine_each_other_leave_the_density_finite()
    {
        var random = new SampleRandom(6);
        double[] values = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble()).SelectMany(x => new[] { x, 2 * x, 1 - x })];
        var density = new KernelDensity(new FeatureRows(values, [false, false, false]));

        var logs = density.LogAt(new FeatureRows([0.5, 1, 0.5, 0.5, 1.1, 0.5, 900, 0, 0], [false, false, false]), CancellationToken.None);

        Assert.All(logs, log => Assert.True(double.IsFinite(log)));
        Assert.True(logs[0] > logs[1] && logs[1] > logs[2]);
    }
}
