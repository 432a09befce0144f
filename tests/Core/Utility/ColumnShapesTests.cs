using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class ColumnShapesTests
{
    // Distribution functions at 1, 2, 3, 4: released 1/2, 1/2, 1, 1; real 1/4, 1/2, 3/4, 1. The category has shares 1/2 and 3/4 of a.
    [Fact]
    public void Numbers_are_compared_by_Kolmogorov_Smirnov_and_categories_by_total_variation()
    {
        var released = MadeTables.Read("n,c", "1,a", "1,b", "3,a", "3,b");
        var real = MadeTables.Read("n,c", "1,a", "2,a", "3,a", "4,b");

        Assert.Equal(((1 - 0.25) + (1 - 0.25)) / 2, MadeTables.Measure(new ColumnShapes(), released, real)["ColumnShapes"], 1e-12);
    }

    [Fact]
    public void Missing_numbers_have_a_figure_of_their_own()
    {
        var released = MadeTables.Read("n", "1", "2", "", "");
        var real = MadeTables.Read("n", "1", "2", "1", "2");

        var figures = MadeTables.Measure(new ColumnShapes(), released, real);

        Assert.Equal(1, figures["ColumnShapes"], 1e-12);
        Assert.Equal(0.5, figures["ColumnShapes.MissingCells"], 1e-12);
    }
}
