using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class TruncatedGeometricSelectionTests
{
    private static readonly Sensitivity OneKey = new(1, 1, 1, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    public void A_key_is_released_as_often_as_truncated_noise_lifts_it_above_the_bound(int units)
    {
        const int Keys = 1_000_000;
        const long Bound = 6;
        var mechanism = new TruncatedGeometricSelection(new Rational(1, 2), Bound);
        var exact = new KeyCounts([Enumerable.Range(0, Keys).ToDictionary(key => $"k{key}", _ => (long)units)]);

        var released = mechanism.Draw(exact, OneKey, new SeededNoise(units)).Columns[0];

        long[] noises = [.. Enumerable.Range(-(int)Bound, 2 * (int)Bound + 1)];
        long[] counts = [Keys - released.Count, .. noises.Where(x => units + x > Bound).Select(x => (long)released.Count(key => key.NoisyCount == units + x))];
        double Weight(long x) => Math.Exp(-0.5 * Math.Abs(x));
        double[] weights = [noises.Where(x => units + x <= Bound).Sum(Weight), .. noises.Where(x => units + x > Bound).Select(Weight)];
        if (counts[0] == 0 && weights[0] == 0)
            (counts, weights) = (counts[1..], weights[1..]);
        ChiSquare.AssertFits(counts, weights);
    }

    [Theory]
    [InlineData(1, 2, 6)]
    [InlineData(1, 10, 90)]
    [InlineData(3, 1, 1)]
    public void Its_delta_is_the_probability_of_the_largest_noise_rounded_up(int numerator, int denominator, int bound)
    {
        var epsilon = new Rational(numerator, denominator);
        double Weight(int x) => Math.Exp(-Math.Abs(x) * (double)numerator / denominator);
        var probability = Weight(bound) / Enumerable.Range(-bound, 2 * bound + 1).Sum(Weight);

        Assert.InRange(new TruncatedGeometricEvent(epsilon, bound, 1).Delta, probability, probability * (1 + 1e-9));
    }

    [Theory]
    [InlineData(0.5, 1e-6, 1)]
    [InlineData(0.01, 1e-9, 1)]
    [InlineData(2, 1e-6, 3)]
    public void Spending_costs_no_more_than_it_may_and_one_step_less_would_cost_too_much(double rho, double delta, long keys)
    {
        var sensitivity = new Sensitivity(keys, keys, keys, 1);

        var spent = (TruncatedGeometricEvent)TruncatedGeometricSelection.Spending(rho, delta, sensitivity).CostOf(sensitivity);

        var cost = ZcdpAccountant.Price(spent);
        Assert.InRange(cost.Rho, rho * (1 - 1e-6), rho);
        Assert.InRange(cost.Delta, 0, delta);
        Assert.True((spent with { Bound = spent.Bound - 1 }).Delta > delta);
    }

    /// <summary>
    /// Desfontaines et al. 2022, theorem 1: the best release probabilities grow by pi(n + 1) = min(e^eps pi(n) + delta, 1 - e^-eps (1 -
    /// pi(n) - delta), 1).
    /// </summary>
    [Theory]
    [InlineData(0.5, 20)]
    [InlineData(1, 9)]
    [InlineData(0.1, 60)]
    public void No_mechanism_with_its_epsilon_and_delta_releases_a_key_more_often(double epsilon, int bound)
    {
        double Weight(int x) => Math.Exp(-epsilon * Math.Abs(x));
        var all = Enumerable.Range(-bound, 2 * bound + 1).Sum(Weight);
        var delta = Weight(bound) / all;

        var best = 0.0;
        for (var units = 1; units <= 2 * bound + 1; units++)
        {
            best = Math.Min(1, Math.Min(Math.Exp(epsilon) * best + delta, 1 - Math.Exp(-epsilon) * (1 - best - delta)));
            var released = Enumerable.Range(-bound, 2 * bound + 1).Where(x => units + x > bound).Sum(Weight) / all;
            Assert.Equal(best, released, 1e-12);
        }
    }

    [Fact]
    public void Every_accountant_prices_it_as_randomised_response_for_each_key_and_a_failure()
    {
        var spent = new TruncatedGeometricEvent(new Rational(1, 4), 60, 2);

        Assert.Equal(0.5, new PureAccountant().Compose(new FixedSchedule(spent)).Epsilon(spent.Delta * 1.001), 1e-6);
        Assert.Equal(2 * 0.25 * 0.25 / 2, ZcdpAccountant.Price(spent).Rho, 1e-12);
        Assert.InRange(new RdpAccountant().Compose(new FixedSchedule(spent)).Epsilon(0.1), 0, 0.5);
        Assert.InRange(new PldAccountant().Compose(new FixedSchedule(spent)).Epsilon(spent.Delta * 1.001), 0.49, 0.51);
    }

    [Fact]
    public void Counts_that_one_unit_moves_by_more_than_one_are_refused() =>
        Assert.Throws<ArgumentException>(() => new TruncatedGeometricSelection(1, 10).CostOf(new Sensitivity(1, 2, 4, 2)));
}
