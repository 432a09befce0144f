using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class GaussianPartitionSelectionTests
{
    private static readonly Sensitivity OneRow = new(1, 1, 1, 1);

    [Theory]
    [InlineData(10, 1e-6, 1, 1)]
    [InlineData(50, 1e-7, 9, 1)]
    [InlineData(50, 1e-9, 6, 3)]
    public void A_key_of_one_unit_reaches_the_threshold_with_probability_delta_at_most(int sigma, double delta, long l0, long lInf)
    {
        var threshold = new GaussianPartitionSelection(sigma, delta).ThresholdFor(new Sensitivity(l0, l0 * lInf, l0 * lInf * lInf, lInf));

        // The normal tail from the least draw on that is rounded to what releases a key: its density, summed in steps of sigma / 1000.
        var least = (threshold - lInf - 0.5) / sigma;
        var tail = Enumerable.Range(0, 20_000).Sum(i => Math.Exp(-Math.Pow(least + ((i + 0.5) / 1000), 2) / 2)) / 1000 / Math.Sqrt(2 * Math.PI);

        Assert.InRange(l0 * tail, delta / 2, delta);
    }

    [Theory]
    [InlineData(1e-3, 3.090232306167813)]
    [InlineData(1e-9, 5.997807015007686)]
    [InlineData(1e-12, 7.034483825301131)]
    public void The_normal_quantile_agrees_with_published_values(double tail, double quantile) =>
        Assert.Equal(quantile, NormalTail.UpperQuantile(tail), 9);

    // Thresholds and counts so close that a fifth of the keys fall short: 10^6 noisy counts, those below the threshold as one.
    [Fact]
    public void Noisy_counts_follow_the_rounded_gaussian_and_those_below_the_threshold_are_withheld()
    {
        var mechanism = new GaussianPartitionSelection(3, 1e-4);
        var threshold = mechanism.ThresholdFor(OneRow);
        var keys = Enumerable.Range(0, 1000).ToDictionary(i => $"k{i}", _ => threshold + 2);

        var released = mechanism.Draw(new KeyCounts([.. Enumerable.Repeat(keys, 1000)]), OneRow, new SeededNoise(2));

        var noise = released.Columns.SelectMany(column => column.Select(key => key.NoisyCount - threshold - 2)).ToList();
        Assert.All(noise, z => Assert.InRange(z, -2, 30));
        static double Below(double z) => MathNet.Numerics.Distributions.Normal.CDF(0, 3, z);
        ChiSquare.AssertFits(
            [.. noise, .. Enumerable.Repeat(-3L, 1_000_000 - noise.Count)], 30, z => Below(-Math.Abs(z) + 0.5) - Below(-Math.Abs(z) - 0.5), z => (int)Math.Max(z, -3) + 3, 34);
    }

    [Fact]
    public void Common_keys_are_named_with_noisy_counts_and_rare_ones_are_not()
    {
        var counts = new Dictionary<string, long> { ["rare"] = 1, ["common"] = 1000, ["commoner"] = 2000 };

        var released = new GaussianPartitionSelection(10, 1e-9).Draw(new KeyCounts([counts]), OneRow, new SeededNoise(1)).Columns[0];

        Assert.Equal(["commoner", "common"], released.Select(key => key.Text));
        Assert.All(released, key => Assert.InRange(key.NoisyCount, counts[key.Text] - 70, counts[key.Text] + 70));
        Assert.Contains(released, key => key.NoisyCount != counts[key.Text]);
    }

    [Fact]
    public void The_order_in_which_rows_held_the_keys_does_not_show()
    {
        string[] keys = [.. Enumerable.Range(0, 50).Select(i => $"k{i}")];
        var mechanism = new GaussianPartitionSelection(10, 1e-9);

        var one = mechanism.Draw(new KeyCounts([keys.ToDictionary(key => key, _ => 500L)]), OneRow, new SeededNoise(3)).Columns[0];
        var other = mechanism.Draw(new KeyCounts([keys.Reverse().ToDictionary(key => key, _ => 500L)]), OneRow, new SeededNoise(3)).Columns[0];

        Assert.Equal(one, other);
    }

    [Fact]
    public void Its_event_carries_the_delta_and_costs_the_rho_of_its_noise()
    {
        var spent = new GaussianPartitionSelection(10, 1e-7).CostOf(new Sensitivity(9, 9, 9, 1));
        var cost = ZcdpAccountant.Price(spent);

        Assert.Equal(0.045, cost.Rho, 12);
        Assert.Equal(1e-7, cost.Delta);
        Assert.True(new GdpAccountant().Supports(spent));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_delta_that_is_none_is_refused(double delta) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianPartitionSelection(100, delta));

    [Fact]
    public void A_delta_too_small_for_a_threshold_is_refused_rather_than_releasing_all() =>
        Assert.ThrowsAny<ArithmeticException>(() => new GaussianPartitionSelection(100, 5e-324).ThresholdFor(new Sensitivity(9, 9, 9, 1)));
}
