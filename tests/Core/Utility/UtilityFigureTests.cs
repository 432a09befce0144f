using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class UtilityFigureTests
{
    [Theory]
    [InlineData(0.85, Better.Higher, 0.95, 0.55, 0.75)]
    [InlineData(0.04, Better.Lower, 0.02, 0.1, 0.75)]
    [InlineData(0.97, Better.Higher, 0.95, 0.55, 1.05)]     // better than real rows
    [InlineData(0.12, Better.Lower, 0.02, 0.1, -0.25)]      // worse than no relation at all
    public void How_far_a_release_came_is_the_share_of_the_way_from_what_knows_no_relation_to_real_rows(
        double value, Better better, double real, double independent, double reached)
    {
        Assert.Equal(reached, new UtilityFigure("x", value, better) { Real = real, Independent = independent }.Reached!.Value, 1e-12);
    }

    /// <remarks>A learner of shuffled columns may be worse than no learner at all.</remarks>
    [Theory]
    [InlineData(0.85, Better.Higher, 0.9, 0.3, 0.5, 0.875)]
    [InlineData(0.12, Better.Lower, 0.1, 0.4, 0.2, 0.8)]
    public void The_most_common_answer_counts_where_it_is_better_than_shuffled_columns(
        double value, Better better, double real, double independent, double majority, double reached)
    {
        Assert.Equal(reached, new UtilityFigure("x", value, better) { Real = real, Independent = independent, Majority = majority }.Reached!.Value, 1e-12);
    }

    [Theory]
    [InlineData(0.5, null, 0.1)]
    [InlineData(0.5, 0.9, null)]
    [InlineData(0.5, 0.9, 0.5)]     // single columns are the same after shuffling
    [InlineData(0.5, 0.4, 0.45)]    // real rows are no better
    public void Where_there_is_no_such_way_nothing_is_said(double value, double? real, double? independent)
    {
        Assert.Null(new UtilityFigure("x", value, Better.Higher) { Real = real, Independent = independent }.Reached);
    }
}
