using SafeSynth.Audit;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

public sealed class FdpOneRunTests
{
    [Theory]
    [InlineData(1, 2.164749)]
    [InlineData(2, 4.7218075)]
    [InlineData(4, 9.133752)]
    public void Of_normal_scores_the_bound_is_that_of_jax_privacy(double mu, double expected) =>
        Assert.Equal(1, JaxPrivacy.Bound(new FdpOneRun(), mu) / expected, 1e-5);

    // At 5 %, more than 33 of 300 have a chance of 2e-5. The seed is fixed.
    [Fact]
    public void A_curve_that_is_kept_is_refuted_no_more_often_than_stated_and_a_fifth_of_it_is_refuted()
    {
        var random = new SampleRandom(seed: 7);
        var counts = Enumerable.Range(0, 300).Select(_ => Scores.Drawn(1, 1000, random).Above(1)).ToList();

        Assert.InRange(counts.Count(alarms => FdpOneRun.Refutes(alarms, Gaussian(mu: 1), 0.05)), 0, 33);
        Assert.InRange(counts.Count(alarms => FdpOneRun.Refutes(alarms, Gaussian(mu: 0.2), 0.05)), 250, 300);
    }

    [Fact]
    public void A_whole_curve_is_refuted_where_the_bound_of_its_epsilon_says_so()
    {
        var counts = Scores.Even(2, 2000).Above(2);
        var epsilon = new FdpOneRun().AtLeast(counts, 1e-6, 0.05);

        Assert.True(FdpOneRun.Refutes(counts, Gaussian(GaussianConversion.Mu(epsilon * 0.999, 1e-6)), 0.05));
        Assert.False(FdpOneRun.Refutes(counts, Gaussian(GaussianConversion.Mu(epsilon * 1.001, 1e-6)), 0.05));
    }

    [Fact]
    public void A_curve_without_a_formula_of_its_own_is_turned_round_by_symmetry()
    {
        var counts = Scores.Even(2, 2000).Above(2);

        Assert.True(FdpOneRun.Refutes(counts, new PureAccountant().Compose(new FixedSchedule(new DiscreteLaplaceEvent(2, 1))), 0.05));
        Assert.False(FdpOneRun.Refutes(counts, new PureAccountant().Compose(new FixedSchedule(new DiscreteLaplaceEvent(new Rational(1, 8), 1))), 0.05));
    }

    private static PrivacyCurve Gaussian(double mu)
    {
        var sigma = Rational.RoundUp(1 / mu, 40);
        return new GdpAccountant().Compose(new FixedSchedule(new RoundedGaussianEvent(sigma * sigma, 1)));
    }
}
