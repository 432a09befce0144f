using SafeSynth.Data;
using SafeSynth.Generators;

namespace SafeSynth.Tests.Generators;

public sealed class BinLimitsTests
{
    private const long MaxCells = 1 << 18;

    [Fact]
    public void Ordered_columns_get_the_balanced_number_and_others_as_many_as_hold_more_rows_than_there_is_noise_on_their_cells()
    {
        // Noise of one in a pair is sqrt(3 / .6), and its partners have 2 and 10 cells.
        var enough = Math.Sqrt(3 / 0.6) * 6;
        var limits = For([Ordered(50), Unordered(100), Unordered(2)], i => i < 60 ? enough + 1 : enough - 1, balanced: 10);

        Assert.Equal([10, 61, 10], limits);
    }

    [Fact]
    public void Values_that_do_not_stand_out_from_their_own_noise_do_not_count()
    {
        Assert.Equal([10, 10], For([Unordered(100), Unordered(2)], _ => 14, balanced: 10, deviation: 5));
    }

    [Fact]
    public void Two_columns_of_many_values_are_cut_until_their_pair_fits_the_model()
    {
        var limits = For([Unordered(1000), Unordered(900), Unordered(2)], _ => 1e9, balanced: 10);

        Assert.True(limits[0] * limits[1] <= MaxCells / 4);
        Assert.All(limits[..2], limit => Assert.InRange(limit, 200, 512));
    }

    [Fact]
    public void Very_many_columns_of_many_values_get_the_balanced_number()
    {
        var limits = For([.. Enumerable.Range(0, 150).Select(_ => Unordered(100))], _ => 1e9, balanced: 18);

        Assert.True(limits.Select(limit => Math.Min(limit, 100)).Sum() is var sum && sum * sum / 2 <= GaussianSteps.MaxCandidateCells * 1.1);
        Assert.All(limits, limit => Assert.InRange(limit, 18, 50));
    }

    [Fact]
    public void A_single_pair_of_columns_of_few_values_stays_as_it_is() =>
        Assert.Equal([10, 10], For([Unordered(3), Unordered(2)], _ => 1, balanced: 10));

    private static ModelledColumn Ordered(int count) => new(
        "x", new GridDomain(FieldType.Integer, CellForm.Integer, nullable: false, origin: 0, count, decimals: 0), Binning.Identity(count), FaultPolicy.Clamp);

    private static ModelledColumn Unordered(int count) => new(
        "x", new CategoryDomain(FieldType.String, Enumerable.Range(0, count).Select(i => $"v{i}"), CellForm.Text, nullable: false, hasOther: false), Binning.Identity(count), FaultPolicy.Clamp);

    private static int[] For(ModelledColumn[] columns, Func<int, double> count, int balanced, double deviation = 1)
    {
        double[][] counts = [.. columns.Select(column => Enumerable.Range(0, column.Size).Select(count).ToArray())];
        return BinLimits.For(
            new OneWayMarginals(columns, counts, [.. counts.Select(of => Array.ConvertAll(of, _ => deviation))]), noise: 1, balanced, MaxCells);
    }
}
