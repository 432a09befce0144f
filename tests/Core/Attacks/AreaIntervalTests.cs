using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class AreaIntervalTests
{
    // Clopper and Pearson's limits as tables give them.
    [Theory]
    [InlineData(0, 10, 0, 0.3085)]
    [InlineData(1, 10, 0.6915, 1)]
    [InlineData(0.5, 10, 0.1871, 0.8129)]
    [InlineData(0.9, 100, 0.8238, 0.9510)]
    public void The_interval_is_that_of_as_many_coins(double area, int pairs, double low, double high)
    {
        var interval = AreaInterval.Of(area, pairs, confidence: 0.95);

        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }

    /// <summary>
    /// Normal scores that are apart by 0, 1 and 2: of 2,000 intervals at 95 % no more miss than 5 % by chance of 10^-6 (124 at 5 %: 5
    /// deviations of .0049).
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void It_holds_the_true_area_as_often_as_it_says(double apart)
    {
        const int Runs = 2_000, Each = 25;
        var random = new SampleRandom(seed: 31);
        var truth = MathNet.Numerics.Distributions.Normal.CDF(0, 1, apart / Math.Sqrt(2));
        bool[] labels = [.. Enumerable.Range(0, 2 * Each).Select(i => i < Each)];
        var (missed, alarms) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var area = new RocCurve([.. labels.Select(member => MadePeople.Normal(random) + (member ? apart : 0))], labels).Area;
            var interval = AreaInterval.Of(area, Each, confidence: 0.95);
            missed += truth < interval.Low || truth > interval.High ? 1 : 0;
            alarms += AreaInterval.ChanceAbove(truth, area, Each) <= 0.05 ? 1 : 0;
        }

        Assert.True(missed <= 0.05 * Runs + (5 * Math.Sqrt(0.05 * 0.95 * Runs)), $"{missed}");
        Assert.True(alarms <= 0.05 * Runs + (5 * Math.Sqrt(0.05 * 0.95 * Runs)), $"{alarms}");
    }

    [Fact]
    public void The_chance_of_an_area_is_Chernoffs_bound()
    {
        Assert.Equal(1, AreaInterval.ChanceAbove(ceiling: 0.6, area: 0.6, pairs: 50));
        Assert.Equal(Math.Pow(0.6, 50), AreaInterval.ChanceAbove(ceiling: 0.6, area: 1, pairs: 50), 1e-20);
        Assert.Equal(
            Math.Exp(-50 * ((0.8 * Math.Log(0.8 / 0.6)) + (0.2 * Math.Log(0.2 / 0.4)))), AreaInterval.ChanceAbove(ceiling: 0.6, area: 0.8, pairs: 50), 1e-15);
    }
}
