using MathNet.Numerics.Distributions;
using SafeSynth.Audit;

namespace SafeSynth.Tests.Audit;

public sealed class BinomialBoundsTests
{
    [Theory]
    [InlineData(1000, 1e-9)]
    [InlineData(1_000_000, 0.05)]
    public void Of_no_success_and_of_nothing_else_the_bounds_are_known(long trials, double error)
    {
        Assert.Equal(0, BinomialBounds.Low(0, trials, error));
        Assert.Equal(1, BinomialBounds.High(trials, trials, error));
        Assert.Equal(1 - Math.Pow(error, 1.0 / trials), BinomialBounds.High(0, trials, error), 1e-12);
        Assert.Equal(Math.Pow(error, 1.0 / trials), BinomialBounds.Low(trials, trials, error), 1e-12);
    }

    // By definition: at the lower bound, so many successes or more have the stated chance.
    [Theory]
    [InlineData(3, 50, 0.05)]
    [InlineData(180, 400, 1e-6)]
    [InlineData(399, 400, 1e-9)]
    public void At_a_bound_what_was_seen_or_more_extreme_has_the_stated_chance(int successes, int trials, double error)
    {
        var low = BinomialBounds.Low(successes, trials, error);
        var high = BinomialBounds.High(successes, trials, error);

        Assert.Equal(1, Enumerable.Range(successes, trials - successes + 1).Sum(k => Binomial.PMF(low, trials, k)) / error, 1e-6);
        Assert.Equal(1, Enumerable.Range(0, successes + 1).Sum(k => Binomial.PMF(high, trials, k)) / error, 1e-6);
    }

    [Fact]
    public void Of_many_trials_the_bounds_are_those_of_the_normal_distribution()
    {
        var deviations = Normal.InvCDF(0, 1, 1 - 1e-6) * Math.Sqrt(0.3 * 0.7 / 1e6);

        Assert.Equal(0.3 - deviations, BinomialBounds.Low(300_000, 1_000_000, 1e-6), 1e-5);
        Assert.Equal(0.3 + deviations, BinomialBounds.High(300_000, 1_000_000, 1e-6), 1e-5);
    }
}
