using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Mechanisms;

namespace SafeSynth.Tests.Data.Learning;

public sealed class LocatedValuesTests
{
    private static readonly double[] Edges = [-90, -45, -0.01, -0.001, 0, 0.001, 0.01, 45, 90];

    private static readonly GridDomain Latitudes = new(FieldType.Number, CellForm.Decimal6, nullable: false, -90_000_000, 180_000_001, decimals: 6);

    [Theory]
    [InlineData(30, 0, false)]      // three deviations: one of so many empty cells may show as much
    [InlineData(60, 0, true)]
    [InlineData(30, 30, true)]      // two neighbours do not
    public void A_narrow_cell_that_stands_alone_has_to_stand_out_from_the_noise_to_be_kept(long count, long beside, bool isKept)
    {
        double[] mass = [5000, 5000, 0, 0, count, beside, 5000, 5000];
        var located = new LocatedValues(Edges, new OccupiedRange([.. mass.Select(value => (long)value), 0], mass, 0, 7, 8), Sigma: 10);

        var cells = located.CellsOf(Latitudes).CellStarts;

        Assert.Equal(isKept, cells.Contains(90_000_000) && cells.Contains(90_001_000));
    }
}
