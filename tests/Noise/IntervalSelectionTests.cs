using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class IntervalSelectionTests
{
    [Theory]
    [InlineData(1, 3, 1_000_000)]
    [InlineData(7, 2, 50_000)]
    [InlineData(1, 1000, 50_000)]
    public void Integers_are_drawn_in_proportion_to_exp_of_their_score(int numerator, int denominator, int draws)
    {
        ScoredInterval[] intervals = [new(-5, 3, -4), new(-2, 1, 2), new(-1, 7, 1), new(6, 40, -3)];
        var counts = new long[51];
        var noise = new SeededNoise(numerator);

        for (var draw = 0; draw < draws; draw++)
            counts[IntervalSelection.Draw(intervals, new Rational(numerator, denominator), noise) + 5]++;

        ChiSquare.AssertFits(
            counts, [.. intervals.SelectMany(interval => Enumerable.Repeat(Math.Exp(interval.Score * (double)numerator / denominator), interval.Points))]);
    }

    /// <summary>The best point has weight 1, and 2^30 points beside it exp(-20) each: a share of 2.2 to 1.</summary>
    [Fact]
    public void Many_bad_points_outweigh_one_good_one_as_their_number_says()
    {
        ScoredInterval[] intervals = [new(0, 1, 0), new(1, 1 << 30, -20)];
        var noise = new SeededNoise(1);

        var good = (long)Enumerable.Range(0, 20_000).Count(_ => IntervalSelection.Draw(intervals, 1, noise) == 0);

        ChiSquare.AssertFits([good, 20_000 - good], [1, (1 << 30) * Math.Exp(-20)]);
    }

    /// <summary>
    /// The first 15 words are all ones, so that R is within 2^-960 of 1: points beyond the first horizon have to be looked at.
    /// </summary>
    [Fact]
    public void Points_beyond_the_horizon_are_drawn_when_chance_will_have_it()
    {
        ScoredInterval[] intervals = [new(0, 1, 0), new(1, 1, -600)];
        var noise = new ScriptedNoise([.. Enumerable.Repeat(ulong.MaxValue, 15), .. Enumerable.Repeat(0x5A5A5A5A5A5A5A5AUL, 512)]);

        Assert.Equal(1, IntervalSelection.Draw(intervals, 1, noise));
    }

    [Fact]
    public void Nothing_to_draw_from_and_a_rate_of_zero_are_refused()
    {
        Assert.Throws<ArgumentException>(() => IntervalSelection.Draw([], 1, new SeededNoise(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => IntervalSelection.Draw([new(0, 1, 0)], Rational.Zero, new SeededNoise(1)));
    }
}
