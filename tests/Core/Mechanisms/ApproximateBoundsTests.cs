using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

/// <summary>Ranges that are found in histograms of 24 cells with noise of sigma 10.</summary>
public sealed class ApproximateBoundsTests
{
    private const int Cells = 24;

    private static readonly double[] Edges = [.. Enumerable.Range(1, Cells + 1).Select(edge => (double)edge)];

    [Fact]
    public void It_costs_what_its_noise_costs()
    {
        var cost = new ApproximateBounds(10, [Edges]).CostOf(new Sensitivity(3, 3, 3, 1));

        Assert.Equal(new RoundedGaussianEvent(100, 3), cost);
    }

    [Fact]
    public void The_range_holds_the_cells_with_values_and_not_all_the_empty_ones()
    {
        var (held, narrow) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var range = Find(seed, (8, 20_000), (9, 30_000), (10, 20_000));
            held += range.First <= 8 && range.Last >= 10 ? 1 : 0;
            narrow += range.Last - range.First < 4 ? 1 : 0;
        }

        // 0.25 % of the values are 175, and the noise of four cells has sigma 20: nothing but a draw beyond 7 sigma makes either fail.
        Assert.Equal((200, 200), (held, narrow));
    }

    [Fact]
    public void A_thin_tail_beside_many_values_is_kept_though_it_does_not_stand_out()
    {
        // 30 values are three standard deviations of the noise, and more than 0.25 % of all.
        var ranges = Enumerable.Range(0, 200).Select(seed => Find(seed, (8, 8000), (9, 30), (10, 30))).ToList();

        Assert.InRange(ranges.Count(range => range.Last >= 9), 195, 200);
    }

    [Fact]
    public void Values_far_apart_are_one_range_and_the_cells_between_them_hold_nothing()
    {
        var range = Find(seed: 3, (2, 5000), (20, 3000));

        Assert.True(range.First <= 2 && range.Last >= 20);
        Assert.InRange(range.Mass[2], 4950, 5050);
        Assert.InRange(range.Mass[20], 2950, 3050);
        Assert.InRange(range.Mass[3..20].Sum(), 0, 150);
    }

    [Fact]
    public void Values_too_thin_to_stand_out_in_any_cell_are_seen_together()
    {
        (int, long)[] spread = [.. Enumerable.Range(8, 8).Select(cell => (cell, 40L))];

        var seen = Enumerable.Range(0, 200).Count(seed => Find(seed, spread) is { First: <= 9, Last: >= 14 });

        Assert.InRange(seen, 195, 200);
    }

    [Fact]
    public void A_range_does_not_grow_across_zero_without_values_there()
    {
        double[] edges = [-2, -1, 0, 1, 2, 3];

        var ranges = Enumerable.Range(0, 50).Select(seed => Draw(edges, [0, 0, 100, 100, 100, 0], seed));

        Assert.All(ranges, range => Assert.Equal(2, range.First));
    }

    [Fact]
    public void What_lies_in_no_cell_is_counted_apart()
    {
        var range = Draw([0, 1, 2], [500, 500, 300], seed: 1);

        Assert.InRange(range.Elsewhere, 250, 350);
        Assert.Equal(2, range.Mass.Length);
    }

    private static OccupiedRange Find(int seed, params (int Cell, long Count)[] values)
    {
        var counts = new long[Cells + 1];
        foreach (var (cell, count) in values)
            counts[cell] = count;
        return Draw(Edges, counts, seed);
    }

    private static OccupiedRange Draw(double[] edges, long[] counts, int seed) =>
        new ApproximateBounds(10, [edges]).Draw(new MarginalCounts([counts]), new Sensitivity(1, 1, 1, 1), new SeededNoise(seed)).Columns[0];
}
