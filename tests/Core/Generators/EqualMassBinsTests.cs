using SafeSynth.Data;
using SafeSynth.Generators;

namespace SafeSynth.Tests.Generators;

public sealed class EqualMassBinsTests
{
    [Fact]
    public void Columns_of_few_bins_stay_as_they_are()
    {
        var column = Ordered(8, nullable: false);

        Assert.Same(column, Merge(column, Enumerable.Repeat(1.0, 8), maxBins: 8).Columns[0]);
    }

    [Fact]
    public void Neighbours_of_an_ordered_column_are_merged_into_bins_of_about_equal_mass_and_a_heavy_value_stays_alone()
    {
        var merged = Merge(Ordered(100, nullable: false), Enumerable.Range(0, 100).Select(i => i == 40 ? 5000.0 : 10), maxBins: 11);

        var bins = merged.Columns[0].Bins;
        Assert.Equal(bins.BinOfCell.Order(), bins.BinOfCell);
        Assert.InRange(bins.BinCount, 10, 11);
        Assert.Single(bins.BinOfCell, bin => bin == bins.BinOfCell[40]);
        Assert.All(merged.Counts[0].Where(count => count != 5000), count => Assert.InRange(count, 40, 160));
    }

    [Fact]
    public void Values_without_an_order_are_merged_by_their_mass()
    {
        double[] counts = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 100.0 : 1)];
        var domain = new CategoryDomain(FieldType.String, Enumerable.Range(0, 40).Select(i => $"v{i}"), CellForm.Text, nullable: false, hasOther: false);

        var bins = Merge(new ModelledColumn("x", domain, Binning.Identity(40), FaultPolicy.Clamp), counts, maxBins: 21).Columns[0].Bins;

        Assert.Equal(20, Enumerable.Range(0, 40).Where(i => i % 2 == 0).Select(i => bins.BinOfCell[i]).Distinct().Count());
        Assert.Single(Enumerable.Range(0, 40).Where(i => i % 2 == 1).Select(i => bins.BinOfCell[i]).Distinct());
    }

    [Fact]
    public void Missing_is_never_merged_and_counts_add_up()
    {
        var merged = Merge(Ordered(50, nullable: true), Enumerable.Range(0, 51).Select(i => i == 50 ? 1.0 : 100), maxBins: 5);

        Assert.Equal(merged.Columns[0].Size, merged.Counts[0].Length);
        Assert.Equal(1, merged.Counts[0][^1]);
        Assert.Equal(5001, merged.Counts[0].Sum());
        Assert.Equal(51.0, merged.Deviations[0].Sum(deviation => deviation * deviation), 1e-9);
    }

    [Fact]
    public void What_does_not_stand_out_from_noise_is_no_bin_of_its_own()
    {
        var merged = Merge(Ordered(100, nullable: false), Enumerable.Repeat(1.0, 100), maxBins: 50, deviation: 4);

        // A run of m cells holds m and has noise of 4 sqrt(m): 3 deviations are reached from 144 cells on.
        Assert.Equal(1, merged.Columns[0].Size);
    }

    [Fact]
    public void Inside_a_bin_values_are_drawn_by_their_counts()
    {
        var bins = Merge(Ordered(4, nullable: false), [30, 10, 20, 60], maxBins: 2).Columns[0].Bins;

        Assert.Equal([0, 0, 0, 1], bins.BinOfCell);
        Assert.Equal([0.5, 1.0 / 6, 1.0 / 3, 1], Enumerable.Range(0, 4).Select(bins.ShareInBin), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static ModelledColumn Ordered(int count, bool nullable) => new(
        "x", new GridDomain(FieldType.Integer, CellForm.Integer, nullable, origin: 0, count, decimals: 0), Binning.Identity(count), FaultPolicy.Clamp);

    private static OneWayMarginals Merge(ModelledColumn column, IEnumerable<double> counts, int maxBins, double deviation = 1)
    {
        double[] all = [.. counts];
        return EqualMassBins.Merge(new OneWayMarginals([column], [all], [Array.ConvertAll(all, _ => deviation)]), [maxBins]);
    }
}
