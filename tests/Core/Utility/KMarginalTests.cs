using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class KMarginalTests
{
    [Fact]
    public void It_is_a_thousand_less_five_hundred_times_the_mean_distance()
    {
        var released = MadeTables.Read("p,q,r", "a,x,u", "a,x,u", "b,x,u", "b,y,u");
        var real = MadeTables.Read("p,q,r", "a,x,u", "a,x,u", "a,x,u", "b,y,u");

        // The one triple has the L1 distance |2/4 - 3/4| + |1/4| + 0.
        Assert.Equal(1000 - (500 * 0.5), MadeTables.Measure(new KMarginal(), released, real)["KMarginal"], 1e-9);
    }

    [Fact]
    public void Numbers_count_by_a_hundredth_of_their_range()
    {
        var real = MadeTables.Read("p", "0", "0", "100", "100");

        Assert.Equal(1000, MadeTables.Measure(new KMarginal(), MadeTables.Read("p", "0.9", "0.5", "99.1", "100"), real)["KMarginal"], 1e-9);
        Assert.Equal(500, MadeTables.Measure(new KMarginal(), MadeTables.Read("p", "0.9", "1.1", "98.9", "100"), real)["KMarginal"], 1e-9);
    }
}
