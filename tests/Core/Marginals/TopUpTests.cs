using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class TopUpTests
{
    private static readonly double[] Cells = [2, 30, 700, 1, 64];

    private static readonly double[] Spent = [0.2, 0.02, 0, 0.001, 0.05];

    [Fact]
    public void All_is_shared_out_and_what_has_too_much_gets_nothing()
    {
        var shares = TopUp.Shares(Cells, Spent, further: 0.5);

        Assert.Equal(0.5, shares.Sum(), 1e-14);
        Assert.Equal(0, shares[0]);
        Assert.All(shares.Skip(1), share => Assert.True(share > 0));
    }

    [Fact]
    public void Where_nothing_was_spent_it_is_the_allocation_of_a_first_measurement() =>
        Assert.All(
            NoiseAllocation.Shares(Cells).Zip(TopUp.Shares(Cells, new double[Cells.Length], 3)), pair => Assert.Equal(3 * pair.First, pair.Second, 1e-14));

    [Fact]
    public void No_other_way_to_spend_the_rest_leaves_less_expected_error()
    {
        var best = TopUp.Shares(Cells, Spent, further: 0.5);
        var random = new SampleRandom(1);
        for (var trial = 0; trial < 1000; trial++)
        {
            // Some of what one gets goes to another, which may have nothing yet.
            var (from, to) = (random.Next(best.Length), random.Next(best.Length));
            var moved = best[from] * random.NextDouble();
            var other = (double[])best.Clone();
            other[from] -= moved;
            other[to] += moved;
            Assert.True(ErrorOf(other) >= ErrorOf(best) * (1 - 1e-12));
        }
    }

    private static double ErrorOf(double[] further) =>
        Cells.Zip(Spent.Zip(further, (spent, more) => spent + more), (cells, part) => cells / Math.Sqrt(part)).Sum();
}
