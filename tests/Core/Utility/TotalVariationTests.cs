using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class TotalVariationTests
{
    // Shares of (a, b): released 1/2, 1/2; real 3/4, 1/4. Of pairs: released aa bb halves; real ax 1/2, ay 1/4, by 1/4.
    [Fact]
    public void It_is_half_the_sum_of_the_differences_of_shares()
    {
        var released = MadeTables.Read("p,q", "a,x", "b,y", "a,x", "b,y");
        var real = MadeTables.Read("p,q", "a,x", "a,x", "a,y", "b,y");

        var figures = MadeTables.Measure(new TotalVariation(), released, real);

        Assert.Equal(0.125, figures["TotalVariation.OneWay"], 1e-12);
        Assert.Equal(0.25, figures["TotalVariation.TwoWay"], 1e-12);
        Assert.DoesNotContain("TotalVariation.ThreeWay", figures.Keys);
    }

    [Fact]
    public void The_same_rows_have_no_distance_and_rows_without_anything_in_common_have_the_whole()
    {
        var (people, same) = (MadeTables.People(200, 1), MadeTables.People(200, 1));
        var (one, other) = (MadeTables.Read("p,q,r", "a,x,u", "a,x,u"), MadeTables.Read("p,q,r", "b,y,v", "b,y,v"));

        Assert.All(MadeTables.Measure(new TotalVariation(), same, people).Values, value => Assert.Equal(0, value));
        Assert.All(MadeTables.Measure(new TotalVariation(), one, other).Values, value => Assert.Equal(1, value, 1e-12));
    }

    [Fact]
    public void What_is_missing_is_a_value()
    {
        var (released, real) = (MadeTables.Read("p", "1", "1", "1", "1"), MadeTables.Read("p", "1", "1", "1", ""));

        Assert.Equal(0.25, MadeTables.Measure(new TotalVariation(), released, real)["TotalVariation.OneWay"], 1e-12);
    }

    [Fact]
    public void The_worst_marginal_is_named_by_its_columns()
    {
        var (released, real) = (MadeTables.Read("p,q", "a,x", "a,x"), MadeTables.Read("p,q", "a,x", "a,y"));

        Assert.Equal("'q'", new TotalVariation().Measure(MadeTables.Setting(released, real), CancellationToken.None)[0].Worst);
    }
}
