using CsCheck;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class PldAccountantTests
{
    private static readonly Gen<double> Mus = Gen.Double[-1.5, 0.7].Select(log => Math.Pow(10, log));
    private static readonly Gen<double> Deltas = Gen.Double[-18, -1].Select(log => Math.Pow(10, log));

    [Fact]
    public void A_Gaussian_costs_no_less_than_its_exact_curve_and_hardly_more()
    {
        Gen.Select(Mus, Deltas).Sample((mu, delta) =>
        {
            var exact = GaussianConversion.Epsilon(mu, delta);
            var priced = Pld(new GaussianEvent(1, Rational.RoundUp(mu, 1074))).Epsilon(delta);

            Assert.InRange(priced, exact * (1 - 1e-14), exact + 1e-6);
        }, iter: 8, threads: 1);
    }

    [Fact]
    public void Losses_that_are_added_up_by_transforms_cost_no_less_than_the_exact_sum()
    {
        // k Gaussians of mu / sqrt(k), each on the grid, are one Gaussian of mu; the grid adds at most k h^2 / 4 to the variance.
        Gen.Select(Mus, Gen.Int[2, 3000], Deltas).Sample((mu, k, delta) =>
        {
            var exact = GaussianConversion.Epsilon(mu, delta);
            var priced = new LossCurve([(new GaussianPair(mu / Math.Sqrt(k)).Losses(1e-4), k)]).Epsilon(delta);

            Assert.InRange(priced, exact * (1 - 1e-14), exact + 1e-8 * k / mu + 1e-6);
        }, iter: 8, threads: 1);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1, 0.99999)]
    [InlineData(3, 0)]
    [InlineData(0.01, 0.004)]
    public void One_Laplace_has_its_closed_form(double loss, double epsilon)
    {
        var exact = -NearZero.ExpM1((epsilon - loss) / 2);
        var priced = Pld(new LaplaceEvent(1, Rational.RoundUp(loss, 1074))).Delta(epsilon);

        Assert.InRange(priced, exact * (1 - 1e-14), exact + 1e-8);
    }

    // Dong, Durfee, Rogers 2020: the worst pair of losses with a range of e has (1 - exp((epsilon - e) / 2))^2 / (1 - exp(-e)).
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 0.5)]
    [InlineData(1, 0.99)]
    [InlineData(0.01, 0.004)]
    [InlineData(4, 1)]
    [InlineData(10, 4)]
    public void One_exponential_mechanism_has_the_closed_form_of_a_bounded_range(double range, double epsilon)
    {
        var exact = Math.Pow(NearZero.ExpM1((epsilon - range) / 2), 2) / -NearZero.ExpM1(-range);
        var priced = Pld(new ExponentialEvent(Rational.RoundUp(range, 1074))).Delta(epsilon);

        Assert.InRange(priced, exact * (1 - 1e-14), exact + 3e-8);
    }

    // The exponential mechanism on any two neighbours and any composition of them is dominated: here, all with two losses of a range of 1.
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Composed_exponential_mechanisms_cost_no_less_than_any_pair_of_losses_in_their_range(double largest)
    {
        const int k = 20;
        var (q, curve) = (-NearZero.ExpM1(largest - 1) / (Math.Exp(largest) - Math.Exp(largest - 1)), Pld(new ComposedEvent(new ExponentialEvent(1), k)));
        foreach (var epsilon in new[] { 0.1, 1, 3 })
        {
            double exact = 0, logBinomial = 0;
            for (var j = 0; j <= k; j++)
            {
                var inQ = logBinomial + (k - j) * Math.Log(q) + j * Math.Log(1 - q);
                exact += Math.Max(0, Math.Exp(inQ + (k * largest) - j) - Math.Exp(epsilon + inQ));
                logBinomial += Math.Log((double)(k - j) / (j + 1));
            }

            Assert.InRange(exact, 1e-7, curve.Delta(epsilon));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 2.5)]
    [InlineData(30, 0)]
    [InlineData(400, 12)]
    public void Composed_randomised_response_has_its_binomial_sum(int k, double epsilon)
    {
        // Discrete Laplace of scale 10 and sensitivity 1 has the two losses +-0.1. Kairouz, Oh, Viswanath 2015, theorem 3.3.
        double exact = 0, logBinomial = 0;
        var total = k * Math.Log(1 + Math.Exp(0.1));
        for (var j = 0; j <= k; j++)
        {
            var (p, q) = (0.1 * (k - j) - total, 0.1 * j - total);
            exact += Math.Max(0, Math.Exp(logBinomial + p) - Math.Exp(epsilon + logBinomial + q));
            logBinomial += Math.Log((double)(k - j) / (j + 1));
        }

        var priced = Pld(new ComposedEvent(new DiscreteLaplaceEvent(10, 1), k)).Delta(epsilon);

        Assert.InRange(priced, exact * (1 - 1e-11), exact * (1 + 1e-6) + 1e-12);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    public void Two_subsampled_Gaussians_cost_what_integration_in_the_plane_says(double epsilon)
    {
        // Both directions, by the midpoint rule over the kinked integrand: good to 1e-5 of it.
        var (q, m) = (0.2, 1.0);
        var exact = Math.Max(InThePlane(q, m, epsilon, withTheUnit: true), InThePlane(q, m, epsilon, withTheUnit: false));
        var priced = Pld(new ComposedEvent(new SubsampledGaussianEvent(new Rational(1, 5), 1), 2)).Delta(epsilon);

        Assert.InRange(priced, exact * (1 - 1e-4), exact * (1 + 1e-4));
    }

    [Fact]
    public void Of_the_two_directions_the_worse_one_is_charged()
    {
        // At epsilon 0 both are the total variation; beyond, only a unit that is there gives large losses.
        var pair = new SubsampledGaussianPair(0.3, 2);
        var with = new LossCurve([(pair.Losses(1e-4), 5)]);
        var without = new LossCurve([(pair.Reversed().Losses(1e-4), 5)]);
        var both = Pld(new ComposedEvent(new SubsampledGaussianEvent(new Rational(3, 10), new Rational(1, 2)), 5));

        Assert.Equal(with.Delta(0), without.Delta(0), 1e-7);
        Assert.True(with.Delta(2) > 2 * without.Delta(2));
        Assert.Equal(with.Delta(2), both.Delta(2), 1e-9);
    }

    // Published by an independent implementation on the same grid; sampling rates and noise of training by gradient descent.
    [Theory]
    [InlineData(1000, 0.01, 1.0, 1e-5, 1.8282436456227338)]
    [InlineData(200, 0.1, 4.0, 1e-6, 1.6242520631472575)]
    public void Training_on_samples_costs_what_others_find_on_the_same_grid(int k, double rate, double sigma, double delta, double expected)
    {
        var step = new SubsampledGaussianEvent(Rational.RoundUp(rate, 1074), Rational.RoundUp(sigma, 1074));

        Assert.InRange(Pld(new ComposedEvent(step, k)).Epsilon(delta), expected * (1 - 1e-6), expected * (1 + 1e-6));
    }

    [Fact]
    public void A_discrete_Gaussian_of_large_variance_costs_what_the_continuous_one_does()
    {
        var discrete = Pld(new ComposedEvent(new DiscreteGaussianEvent(400, 1), 100)).Epsilon(1e-6);

        Assert.Equal(GaussianConversion.Epsilon(0.5, 1e-6), discrete, 1e-4);
    }

    [Fact]
    public void Three_counts_that_move_by_one_are_three_times_one_count()
    {
        var together = Pld(new DiscreteGaussianEvent(4, 3));
        var apart = Pld(new ComposedEvent(new DiscreteGaussianEvent(4, 1), 3));

        Assert.Equal(apart.Epsilon(1e-6), together.Epsilon(1e-6));
        Assert.False(new PldAccountant().Supports(new DiscreteGaussianEvent(4, 4)));
    }

    [Fact]
    public void Losses_too_far_apart_for_the_grid_are_put_on_a_coarser_one()
    {
        var exact = GaussianConversion.Epsilon(40, 1e-6);

        Assert.InRange(Pld(new GaussianEvent(1, 40)).Epsilon(1e-6), exact, exact * (1 + 1e-6));
    }

    [Fact]
    public void Delta_falls_with_epsilon_and_epsilon_with_delta()
    {
        var curve = Pld(new LaplaceEvent(2, 1), new ComposedEvent(new SubsampledGaussianEvent(new Rational(1, 10), 1), 20));
        var deltas = Enumerable.Range(0, 400).Select(i => curve.Delta(i * 0.01234)).ToList();
        var epsilons = Enumerable.Range(0, 60).Select(i => curve.Epsilon(Math.Pow(10, -0.25 * i))).ToList();

        Assert.Equal(deltas.OrderDescending(), deltas);
        Assert.Equal(epsilons.Order(), epsilons);
        Assert.All(
            epsilons.Zip(Enumerable.Range(0, 60)),
            at => Assert.True(curve.Delta(at.First) <= Math.Pow(10, -0.25 * at.Second) * (1 + 1e-8)));
    }

    [Fact]
    public void Nothing_measured_costs_nothing()
    {
        Assert.Equal(0, Pld().Epsilon(0));
        Assert.Equal(0, Pld().Delta(0));
    }

    private static PrivacyCurve Pld(params IEnumerable<PrivacyEvent> events) => new PldAccountant().Compose(new FixedSchedule(events));

    private static double InThePlane(double q, double m, double epsilon, bool withTheUnit)
    {
        const int Points = 1500;
        var width = 16.0 / Points;
        var losses = new double[Points];
        var masses = new double[Points];
        for (var i = 0; i < Points; i++)
        {
            var z = -7.5 + (i + 0.5) * width;
            var without = Math.Exp(-z * z / 2);
            var with = (1 - q) * without + q * Math.Exp(-(z - m) * (z - m) / 2);
            masses[i] = (withTheUnit ? with : without) * width / Math.Sqrt(2 * Math.PI);
            losses[i] = (withTheUnit ? 1 : -1) * Math.Log(with / without);
        }

        double delta = 0;
        for (var i = 0; i < Points; i++)
        {
            for (var j = 0; j < Points; j++)
                delta += masses[i] * masses[j] * Math.Max(0, 1 - Math.Exp(epsilon - losses[i] - losses[j]));
        }

        return delta;
    }
}
