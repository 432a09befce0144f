using CsCheck;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class RdpAccountantTests
{
    // 40-digit values: fractional orders of the subsampled Gaussian, where a series with the wrong signs is 4 % and 73 % too large.
    [Theory]
    [InlineData(0.01, 1.0, 1.5, 0.00012725374332744983881)]
    [InlineData(0.1, 4.0, 1.5, 0.00048213448232297584309)]
    [InlineData(0.01, 1.0, 8.5, 0.001089388849892908095)]
    [InlineData(0.001, 0.7, 32, 25.522475130056626352)]
    public void The_subsampled_Gaussian_has_its_exact_divergence(double rate, double sigma, double order, double expected)
    {
        var spent = new SubsampledGaussianEvent(Rational.RoundUp(rate, 1074), Rational.RoundUp(sigma, 1074));

        Assert.InRange(RenyiDivergence.Of(spent)!(order), expected * (1 - 1e-15), expected * (1 + 1e-11));
    }

    [Fact]
    public void At_integer_orders_quadrature_and_binomial_sum_agree()
    {
        Gen.Select(Gen.Double[-4, -0.1], Gen.Double[0.8, 8], Gen.Int[2, 25]).Sample((logRate, sigma, order) =>
        {
            var rate = Math.Pow(10, logRate);
            double excess = 0, binomial = 1;
            for (var k = 0; k <= order; k++)
            {
                excess += binomial * Math.Pow(1 - rate, order - k) * Math.Pow(rate, k) * NearZero.ExpM1((k * k - k) / (2 * sigma * sigma));
                binomial *= (double)(order - k) / (k + 1);
            }

            var expected = NearZero.Log1P(excess) / (order - 1);
            Assert.InRange(
                new SubsampledGaussianDivergence(rate, sigma).At(order), expected * (1 - 1e-12), expected * (1 + 1e-11) + 1e-14 * rate);
        }, iter: 100);
    }

    [Theory]
    [InlineData(1, 1.5, 0.5128835112945085956)]
    [InlineData(5, 1.5, 0.027969006297254268925)]
    [InlineData(5, 32, 0.17814853042072956373)]
    [InlineData(1, 256, 0.99728944256578767859)]
    public void Laplace_has_its_closed_form(int scale, double order, double expected)
    {
        Assert.InRange(RenyiDivergence.Of(new LaplaceEvent(scale, 1))!(order), expected * (1 - 1e-15), expected * (1 + 1e-13));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Discrete_Laplace_is_the_sum_over_its_outcomes(int shift)
    {
        foreach (var order in new[] { 1.5, 4, 30 })
        {
            double moment = 0;
            var normal = Math.Tanh(0.125);
            for (var x = -400; x <= 400; x++)
                moment += normal * Math.Exp(-0.25 * (order * Math.Abs(x) - (order - 1) * Math.Abs(x - shift)));
            var expected = Math.Log(moment) / (order - 1);

            Assert.InRange(RenyiDivergence.Of(new DiscreteLaplaceEvent(4, shift))!(order), expected * (1 - 1e-12), expected * (1 + 1e-12));
        }
    }

    [Fact]
    public void The_exponential_mechanism_costs_the_worst_two_point_loss_of_its_range()
    {
        Gen.Select(Gen.Double[0.05, 8], Gen.Double[1.05, 60]).Sample((epsilon, order) =>
        {
            var worst = Enumerable.Range(1, 4000).Max(i => TwoPoints(epsilon, epsilon * i / 4001, order));
            var priced = RenyiDivergence.Of(new ExponentialEvent(Rational.RoundUp(epsilon, 1074)))!(order);

            Assert.InRange(priced, worst * (1 - 1e-12), worst * (1 + 1e-3));
            Assert.True(priced <= order * epsilon * epsilon / 8 * (1 + 1e-15) && priced <= epsilon);
        }, iter: 30);
    }

    [Fact]
    public void Gaussians_cost_what_zCDP_says_once_the_order_is_improved()
    {
        Gen.Select(Gen.Int[1, 200], Gen.Int[1, 400], Gen.Double[-12, -1]).Sample((k, sigma, log) =>
        {
            var (delta, schedule) = (Math.Pow(10, log), new FixedSchedule(new ComposedEvent(new GaussianEvent(sigma, 1), k)));
            var zcdp = new ZcdpAccountant().Compose(schedule).Epsilon(delta);
            var improved = new RdpAccountant().Compose(schedule).Epsilon(delta);

            Assert.InRange(improved, zcdp * (1 - 1e-12), zcdp * (1 + 1e-9) + 1e-12);
            Assert.True(improved <= new RdpAccountant(RdpAccountant.UsualOrders).Compose(schedule).Epsilon(delta));
        }, iter: 50);
    }

    [Fact]
    public void Epsilon_and_delta_agree()
    {
        var curve = new RdpAccountant().Compose(new FixedSchedule(
            new LaplaceEvent(3, 1), new SubsampledGaussianEvent(new Rational(1, 10), 1)));

        Assert.All([1e-3, 1e-6, 1e-12], delta => Assert.Equal(1, curve.Delta(curve.Epsilon(delta)) / delta, 1e-6));
    }

    [Theory]
    [InlineData]
    [InlineData(1.0)]
    [InlineData(2.0, 2.0)]
    [InlineData(double.NaN)]
    public void Orders_that_do_not_increase_from_above_one_are_refused(params double[] orders) =>
        Assert.Throws<ArgumentException>(() => new RdpAccountant(orders));

    /// <summary>The divergence of the one pair with losses t and t - epsilon: exp(loss) has mean 1 under Q.</summary>
    private static double TwoPoints(double epsilon, double t, double order)
    {
        var q = (1 - Math.Exp(t - epsilon)) / (Math.Exp(t) - Math.Exp(t - epsilon));
        return Math.Log(q * Math.Exp(order * t) + (1 - q) * Math.Exp(order * (t - epsilon))) / (order - 1);
    }
}
