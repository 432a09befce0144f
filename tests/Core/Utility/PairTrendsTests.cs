using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class PairTrendsTests
{
    [Fact]
    public void Opposite_correlations_are_worth_nothing_and_a_lost_one_half()
    {
        var real = MadeTables.Read("x,y", "1,1", "2,2", "3,3", "4,4");

        Assert.Equal(0, MadeTables.Measure(new PairTrends(), MadeTables.Read("x,y", "1,4", "2,3", "3,2", "4,1"), real)["PairTrends"], 1e-12);
        Assert.Equal(0.5, MadeTables.Measure(new PairTrends(), MadeTables.Read("x,y", "1,1", "1,2", "2,1", "2,2"), real)["PairTrends"], 1e-12);
    }

    [Fact]
    public void Rows_that_miss_a_number_do_not_count()
    {
        var real = MadeTables.Read("x,y", "1,1", "2,2", "3,3", ",9");

        Assert.Equal(1, MadeTables.Measure(new PairTrends(), MadeTables.Read("x,y", "1,1", "2,2", "3,3", "4,"), real)["PairTrends"], 1e-12);
    }

    [Fact]
    public void Categories_and_numbers_are_compared_by_their_table()
    {
        var released = MadeTables.Read("x,c", "0,a", "0,b", "10,a", "10,b");
        var real = MadeTables.Read("x,c", "0,a", "0,a", "10,b", "10,b");

        Assert.Equal(0.5, MadeTables.Measure(new PairTrends(), released, real)["PairTrends"], 1e-12);
    }

    [Fact]
    public void A_number_that_does_not_vary_has_no_correlation()
    {
        var released = MadeTables.Read("x,y", "1,1", "1,2", "1,3");

        Assert.Empty(MadeTables.Measure(new PairTrends(), released, MadeTables.Read("x,y", "1,1", "2,2", "3,3")));
    }
}
