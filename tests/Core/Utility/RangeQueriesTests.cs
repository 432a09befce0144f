using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class RangeQueriesTests
{
    [Fact]
    public void The_same_rows_give_the_same_answers_and_unlike_ones_others()
    {
        var real = MadeTables.People(500, 1);

        Assert.All(MadeTables.Measure(new RangeQueries(), MadeTables.People(500, 1), real).Values, value => Assert.Equal(0, value));
        Assert.All(MadeTables.Measure(new RangeQueries(), MadeTables.People(500, 2), real).Values, value => Assert.InRange(value, 1e-4, 1));
    }

    // Every condition is on the one value that real rows have: 1 of 4 released rows meets it, all real ones do.
    [Fact]
    public void The_error_is_the_difference_of_shares()
    {
        var figures = MadeTables.Measure(new RangeQueries(), MadeTables.Read("n", "5", "6", "7", "8"), MadeTables.Read("n", "5", "5", "5"));

        Assert.Equal(0.75, figures["RangeQueries"], 1e-12);
        Assert.Equal(0.75, figures["RangeQueries.Relative"], 1e-12);
    }

    [Fact]
    public void Missing_numbers_can_be_asked_for()
    {
        var figures = MadeTables.Measure(new RangeQueries(), MadeTables.Read("n", "5", "5", "", ""), MadeTables.Read("n", "", "", ""));

        Assert.Equal(0.5, figures["RangeQueries"], 1e-12);
    }
}
