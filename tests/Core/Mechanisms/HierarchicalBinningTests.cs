using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

/// <summary>Bins made of histograms with noise of sigma 10.</summary>
public sealed class HierarchicalBinningTests
{
    [Fact]
    public void It_costs_what_its_noise_costs()
    {
        var cost = new HierarchicalBinning(10, [new CellScale([1, 1, 1], MayShrink: true)]).CostOf(new Sensitivity(2, 2, 2, 1));

        Assert.Equal(new RoundedGaussianEvent(100, 2), cost);
    }

    [Fact]
    public void Bins_are_neighbours_and_each_stands_out_from_the_noise()
    {
        var bins = Draw([.. Enumerable.Repeat(25L, 128)], mayShrink: false);

        Assert.All(bins.BinOfCell.Zip(bins.BinOfCell.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0, 1));
        Assert.InRange(bins.BinOfCell[^1] + 1, 15, 32);
        Assert.All(Enumerable.Range(0, bins.BinOfCell[^1]), bin => Assert.True(MassOf(bins, bin) >= 30));
    }

    [Fact]
    public void A_heap_is_a_bin_of_its_own_and_leaves_bins_to_the_values_beside_it()
    {
        var counts = Enumerable.Repeat(100L, 64).ToArray();
        counts[10] = 100_000;

        var bins = Draw(counts, mayShrink: false);

        Assert.Single(bins.BinOfCell, bin => bin == bins.BinOfCell[10]);
        Assert.InRange(bins.BinOfCell[^1] + 1, 25, 35);
    }

    [Fact]
    public void Empty_cells_at_the_ends_are_left_out_where_bounds_were_learned_and_kept_where_they_are_declared()
    {
        var counts = new long[40];
        Array.Fill(counts, 3000, 10, 20);

        var learned = Draw(counts, mayShrink: true);
        var declared = Draw(counts, mayShrink: false);

        // 0.25 % of the values are 150: ten empty cells are ruled out with one standard deviation, 32, to spare.
        Assert.Equal((10, 20), (learned.First, learned.Weights.Length));
        Assert.Equal((0, 40), (declared.First, declared.Weights.Length));
    }

    [Fact]
    public void Cells_are_kept_where_the_noise_could_hide_too_many_values()
    {
        var counts = new long[40];
        Array.Fill(counts, 100, 10, 20);

        // 0.25 % of the values are 5, half a standard deviation of the noise.
        Assert.All(Enumerable.Range(0, 50), seed => Assert.Equal(40, Draw(counts, mayShrink: true, seed).Weights.Length));
    }

    [Fact]
    public void Cells_that_hold_little_share_their_bin_evenly_and_narrow_ones_get_as_much_less()
    {
        var thin = Draw([.. Enumerable.Repeat(4L, 100)], mayShrink: false);
        var uneven = new HierarchicalBinning(10, [new CellScale([.. Enumerable.Range(0, 100).Select(cell => cell % 10 == 0 ? 0.01 : 1)], MayShrink: false)])
            .Draw(new MarginalCounts([[.. Enumerable.Range(0, 100).Select(cell => cell % 10 == 0 ? 0 : 5L)]]), new Sensitivity(1, 1, 1, 1), new SeededNoise(1)).Columns[0];

        // Noise of 10 on each, cut at 0 alone, would be 55 off in the mean square.
        Assert.InRange(thin.Weights.Average(weight => (weight - 4) * (weight - 4)), 0, 25);
        Assert.InRange(uneven.Weights.Where((_, cell) => cell % 10 == 0).Sum() / uneven.Weights.Sum(), 0, 0.06);
    }

    [Fact]
    public void Cells_that_stand_out_within_a_bin_keep_what_they_hold()
    {
        long[] counts = [.. Enumerable.Range(0, 64).Select(cell => cell % 4 == 0 ? 700L : 20)];

        var bins = Draw(counts, mayShrink: false);

        Assert.All(bins.Weights.Index(), cell => Assert.InRange(cell.Item, counts[cell.Index] - 45, counts[cell.Index] + 45));
    }

    [Fact]
    public void Counts_beyond_the_cells_are_no_bin()
    {
        var bins = new HierarchicalBinning(10, [new CellScale([1, 1], MayShrink: false)])
            .Draw(new MarginalCounts([[500, 500, 900]]), new Sensitivity(1, 1, 1, 1), new SeededNoise(1)).Columns[0];

        Assert.Equal([0, 1], bins.BinOfCell);
    }

    private static double MassOf(NoisyBins bins, int bin) => bins.Weights.Where((_, cell) => bins.BinOfCell[cell] == bin).Sum();

    private static NoisyBins Draw(long[] counts, bool mayShrink, int seed = 1) =>
        new HierarchicalBinning(10, [new CellScale([.. counts.Select(_ => 1.0)], mayShrink)])
            .Draw(new MarginalCounts([counts]), new Sensitivity(1, 1, 1, 1), new SeededNoise(seed)).Columns[0];
}
