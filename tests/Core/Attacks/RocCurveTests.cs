using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class RocCurveTests
{
    [Fact]
    public void The_area_is_the_share_of_pairs_that_are_ordered_rightly_ties_counting_half()
    {
        var random = new Random(7);
        double[] scores = [.. Enumerable.Range(0, 60).Select(_ => (double)random.Next(10))];
        bool[] isMember = [.. Enumerable.Range(0, 60).Select(_ => random.Next(2) == 0)];

        var pairs = from m in Enumerable.Range(0, 60) where isMember[m] from o in Enumerable.Range(0, 60) where !isMember[o] select (m, o);
        var won = pairs.Average(pair => scores[pair.m] > scores[pair.o] ? 1 : scores[pair.m] < scores[pair.o] ? 0 : 0.5);

        Assert.Equal(won, new RocCurve(scores, isMember).Area, 1e-12);
    }

    [Fact]
    public void A_rate_is_that_of_a_threshold_that_exists()
    {
        var curve = new RocCurve([5, 4, 4, 3, 2, 1], [true, true, false, true, false, false]);

        Assert.Equal(1 / 3.0, curve.TruePositiveRate(0), 1e-12);
        Assert.Equal(1 / 3.0, curve.TruePositiveRate(0.3), 1e-12);
        Assert.Equal(1, curve.TruePositiveRate(0.34), 1e-12);
        Assert.Equal(2 / 3.0, curve.Advantage, 1e-12);
    }

    [Fact]
    public void Perfect_scores_have_area_one_and_equal_ones_a_half()
    {
        Assert.Equal(1, new RocCurve([2, 2, 1, 0], [true, true, false, false]).Area);
        Assert.Equal(0.5, new RocCurve([1, 1, 1, 1], [true, true, false, false]).Area);
    }
}
