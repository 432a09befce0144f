using System.Numerics;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class OptimalCompositionTests
{
    [Fact]
    public void The_curve_is_that_of_all_outcomes_of_randomised_response()
    {
        (double Epsilon, double Delta, long Times)[] releases = [(0.7, 0, 3), (0.2, 1e-3, 4), (1.5, 0.01, 1)];
        var all = releases.SelectMany(release => Enumerable.Repeat(release, (int)release.Times)).ToList();
        var curve = new OptimalComposition(releases);

        foreach (var epsilon in new[] { 0, 0.05, 0.5, 1, 2, 3.2, 4.3, 4.5 })
        {
            var delta = 0.0;
            for (var truths = 0; truths < 1 << all.Count; truths++)
            {
                var (p, q) = (1.0, 1.0);
                for (var i = 0; i < all.Count; i++)
                {
                    var truth = 1 / (1 + Math.Exp(-all[i].Epsilon));
                    var (told, lied) = (truth, 1 - truth);
                    (p, q) = ((truths >> i & 1) == 1) ? (p * told, q * lied) : (p * lied, q * told);
                }

                delta += Math.Max(0, p - (Math.Exp(epsilon) * q));
            }

            var expected = 1 - ((1 - delta) * Math.Pow(1 - 1e-3, 4) * (1 - 0.01));
            Assert.InRange(curve.Delta(epsilon), expected, expected * (1 + 1e-10));
        }
    }

    /// <summary>
    /// Kairouz, Oh, Viswanath 2015, theorem 3.3, as it is printed: delta at epsilon (k - 2i) e, in exact integers for exp(e) = 3.
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Equal_releases_are_those_of_the_theorem(int k)
    {
        var curve = new OptimalComposition([(Math.Log(3), 0, k)]);
        for (var i = 0; i <= k / 2; i++)
        {
            var sum = BigInteger.Zero;
            for (var l = 0; l < i; l++)
                sum += Choose(k, l) * (BigInteger.Pow(3, k - l) - BigInteger.Pow(3, k - (2 * i) + l));
            var delta = Math.Exp(BigInteger.Log(BigInteger.Max(sum, 1)) - (k * Math.Log(4)));

            // At the theorem's points, moved by a rounding error of the logarithm.
            if (i > 0)
                Assert.InRange(curve.Delta((k - (2 * i)) * Math.Log(3)), delta * (1 - 1e-11), delta * (1 + 1e-11));
        }
    }

    [Fact]
    public void No_sum_of_epsilons_is_exceeded_and_many_small_ones_cost_far_less()
    {
        foreach (var (epsilon, times) in new[] { (0.1, 200L), (1.0, 3), (0.01, 50_000), (30, 2) })
        {
            var curve = new OptimalComposition([(epsilon, 0, times)]);

            Assert.Equal(times * epsilon, curve.Epsilon(0), times * epsilon * 1e-12);
            Assert.InRange(curve.Epsilon(1e-6), 0, times * epsilon * (1 + 1e-12));
            Assert.InRange(curve.Epsilon(1e-6), 0, ZcdpConversion.Epsilon(times * epsilon * epsilon / 2, 1e-6));
        }
    }

    [Fact]
    public void Mechanisms_of_the_same_epsilon_cost_no_more()
    {
        var laplace = new PldAccountant().Compose(new FixedSchedule(new ComposedEvent(new LaplaceEvent(2, 1), 20)));
        var any = new OptimalComposition([(0.5, 0, 20)]);

        Assert.All(new[] { 0.5, 1, 2, 4, 8 }, epsilon => Assert.InRange(laplace.Delta(epsilon), 0, any.Delta(epsilon) + 1e-9));
    }

    [Fact]
    public void Below_the_deltas_of_the_releases_themselves_no_epsilon_holds()
    {
        var curve = new OptimalComposition([(0.1, 1e-6, 10)]);

        Assert.Equal(double.PositiveInfinity, curve.Epsilon(9.9e-6));
        Assert.InRange(curve.Epsilon(1e-5), 0.9, 1.0000001);
    }

    private static BigInteger Choose(int n, int k)
    {
        var ways = BigInteger.One;
        for (var i = 1; i <= k; i++)
            ways = ways * (n - k + i) / i;
        return ways;
    }
}
