using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Data;

public sealed class TextureTests
{
    /// <summary>
    /// Codes from 0 for 5,000 upwards; multiples of 1,000 are 500 times as likely as other values of their cell, others of 100 not there at
    /// all.
    /// </summary>
    private static Binning Bins(int origin = 5000)
    {
        var grain = Grain.Of(FieldType.Integer);
        double[] densities = [.. Enumerable.Repeat(1.0, grain.Classes.Count)];
        densities[grain.ClassOf(1000)] = densities[grain.ClassOf(10_000)] = 500;
        densities[grain.ClassOf(100)] = densities[grain.ClassOf(500)] = densities[grain.ClassOf(5000)] = 0;
        return new Binning([0, 1, 1500, 9000], [10, 20, 70], [0, 1, 1], new Texture(grain, origin, densities));
    }

    [Fact]
    public void Values_of_a_cell_are_drawn_by_the_density_of_their_class()
    {
        var (bins, random) = (Bins(), new SampleRandom(1));
        var values = Enumerable.Range(0, 30_000).Select(_ => 5000 + bins.Draw(1, random)).ToList();

        // The first cell, from 5,001 to 6,499, has 6,000 and 1,484 values of single weight; the second, up to 13,999, seven thousands.
        Assert.Equal((20 / 90.0) * 500 / (500 + 1485), values.Count(value => value == 6000) / 30_000.0, 0.01);
        Assert.Equal((70 / 90.0) * 500 / ((6 * 500) + 7425), values.Count(value => value == 9000) / 30_000.0, 0.01);
        Assert.DoesNotContain(values, value => value % 100 == 0 && value % 1000 != 0);
        Assert.All(values, value => Assert.InRange(value, 5001, 13_999));
    }

    [Fact]
    public void Rows_that_share_out_a_bin_are_drawn_alike()
    {
        var (bins, codes) = (Bins(), new long[9000]);

        bins.DrawEvenly(1, [.. Enumerable.Range(0, 9000)], codes, new SampleRandom(2));

        Assert.Equal(2000, codes.Count(code => code < 1500));
        Assert.Equal(2000 * 500 / (500 + 1485), codes.Count(code => code == 1000), 150.0);
    }

    [Fact]
    public void Codes_that_alone_may_be_drawn_hold_what_the_texture_gives_them()
    {
        var (within, shares) = Bins().Within(new CodeSet([(1000, 1001), (1001, 1100)]));

        // 6,000 itself and 99 values above it.
        Assert.Equal(0, shares[0]);
        Assert.Equal(20 / 90.0 * (500 + 99) / (500 + 1485), shares[1], 1e-9);
        var random = new SampleRandom(3);
        Assert.Equal(500 / 599.0, Enumerable.Range(0, 10_000).Count(_ => within.Draw(1, random) == 1000) / 10_000.0, 0.02);
    }

    [Fact]
    public void A_cell_none_of_whose_values_has_a_density_is_even()
    {
        var bins = new Binning([0, 4, 8], [1, 1], [0, 1], new Texture(Grain.Of(FieldType.Integer), 0, new double[Grain.Of(FieldType.Integer).Classes.Count]));
        var random = new SampleRandom(4);

        Assert.Equal([4, 5, 6, 7], Enumerable.Range(0, 200).Select(_ => bins.Draw(1, random)).Distinct().Order());
    }

    [Fact]
    public void Common_values_are_cut_out_of_their_cells()
    {
        var cut = new Binning([0, 4, 8], [1, 1], [0, 0]).CutAround([0, 5, 7]);

        Assert.Equal([0, 1, 4, 5, 6, 7, 8], cut.CellStarts);
        Assert.Equal(6, cut.BinCount);
    }
}
