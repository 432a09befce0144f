using SafeSynth.Attacks;
using SafeSynth.Gates;

namespace SafeSynth.Tests.Gates;

public sealed class SuspicionTests
{
    private static readonly double[] Scores = [5, 3, 3, 3, double.NaN, 4, 3, double.NegativeInfinity];

    [Fact]
    public void Equals_share_the_places_that_they_take()
    {
        var suspicion = new Suspicion(Scores);
        bool[] isMember = [true, true, false, true, false, false, false, false];

        Assert.Equal(1, suspicion.TiedAtTop);
        Assert.Equal(1, suspicion.Hits(2, isMember), 1e-12);
        Assert.Equal(1 + (2 * 2 / 4.0), suspicion.Hits(4, isMember), 1e-12);
    }

    [Fact]
    public void The_rank_sum_is_that_of_the_area_under_the_curve()
    {
        double[] scores = [5, 3, 3, 3, 1, 4, 3, 0];
        bool[] isMember = [true, true, false, true, false, false, false, true];

        var twice = new Suspicion(scores).RankWeights().Where((_, target) => isMember[target]).Sum();

        // Ranks count from 1, weights from 1/2: four members make up two.
        Assert.Equal(new RocCurve(scores, isMember).Area, ((twice / 2) + 2 - (4 * 5 / 2)) / 16, 1e-12);
    }

    [Fact]
    public void What_is_no_number_is_suspected_least()
    {
        Assert.Equal([0, 5], new Suspicion(Scores).First(2, [0, 1, 2, 3, 4, 5, 6, 7]));
        Assert.Equal(1, new Suspicion(Scores).RankWeights()[4]);
    }
}
