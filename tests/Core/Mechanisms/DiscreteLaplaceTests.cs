using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class DiscreteLaplaceTests
{
    [Fact]
    public void Noise_follows_the_discrete_laplace_with_scale_sensitivity_over_epsilon()
    {
        var mechanism = new DiscreteLaplace(new Rational(1, 2));
        var exact = new MarginalCounts([[.. Enumerable.Repeat(5L, 1_000_000)]]);

        var noisy = mechanism.Draw(exact, new Sensitivity(2, 2, 2, 1), new SeededNoise(1));

        ChiSquare.AssertFits([.. noisy.Cells[0].Select(cell => cell - 5)], 120, z => Math.Exp(-Math.Abs(z) / 4.0), width: 1);
    }

    [Fact]
    public void Its_event_costs_its_epsilon_whatever_the_sensitivity()
    {
        var mechanism = new DiscreteLaplace(new Rational(1, 2));

        Assert.All(new long[] { 1, 3, 40 }, l1 =>
            Assert.Equal(0.125, ZcdpAccountant.Price(mechanism.CostOf(new Sensitivity(l1, l1, l1, 1))).Rho, 12));
    }
}
