using System.Numerics;
using CsCheck;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class ExponentialSelectionTests
{
    [Theory]
    [InlineData(1, 1, new long[] { 0, 1, 2, 3 }, 100_000)]
    [InlineData(1, 2, new long[] { 7, 3, -1, 7, 0, 6 }, 1_000_000)]
    [InlineData(1, 1000, new long[] { 1500, -300, 900, 0, 2222 }, 100_000)]
    [InlineData(3, 1, new long[] { -1, -1, -2 }, 100_000)]
    [InlineData(1, 1L << 62, new[] { long.MaxValue, 0, long.MinValue, long.MinValue / 2 }, 100_000)]
    public void A_candidate_is_drawn_with_probability_proportional_to_its_weight(long p, long q, long[] scores, int draws)
    {
        ChiSquare.AssertFits(Counts(scores, new Rational(p, q), seed: 1, draws), SelectionProbabilities.Exponential(scores, (double)p / q));
    }

    [Fact]
    public void Candidates_of_equal_score_are_equally_likely()
    {
        var scores = Enumerable.Repeat(long.MinValue, 25).ToArray();

        ChiSquare.AssertFits(Counts(scores, 1, seed: 2, draws: 20_000), [.. Enumerable.Repeat(1.0, 25)]);
    }

    [Fact]
    public void The_only_candidate_is_drawn()
    {
        var noise = new SeededNoise(3);

        Assert.All(new long[] { 0, long.MinValue, long.MaxValue }, score => Assert.Equal(0, new ExponentialSelection([score], 5).Draw(noise)));
    }

    [Fact]
    public void A_candidate_that_is_worse_by_very_much_is_not_drawn_wherever_it_stands()
    {
        const long far = 1_000_000_000_000_000;

        Assert.Equal([500, 0], Counts([far, 0], 1, seed: 4, draws: 500));
        Assert.Equal([0, 500], Counts([0, far], 1, seed: 5, draws: 500));
        Assert.Equal([0, 500, 0], Counts([long.MinValue, long.MaxValue, long.MinValue], BigInteger.Pow(10, 30), seed: 6, draws: 500));
    }

    [Fact]
    public void Only_differences_of_scores_matter()
    {
        long[] scores = [long.MinValue, long.MinValue + 3, long.MinValue + 1];
        long[] shifted = [long.MaxValue - 3, long.MaxValue, long.MaxValue - 2];

        Assert.Equal(Counts(scores, 1, seed: 7, draws: 500), Counts(shifted, 1, seed: 7, draws: 500));
    }

    // R = 0.000... in 192 bits may still be below or above exp(-10^15); the next 192 bits say above.
    [Fact]
    public void A_uniform_next_to_an_edge_is_continued_until_it_is_decided()
    {
        var noise = new ScriptedNoise(0, 0, 0, 1, 0, 0);

        Assert.Equal(1, new ExponentialSelection([0, 1_000_000_000_000_000], 1).Draw(noise));
        Assert.Equal(0, noise.WordsLeft);
    }

    [Fact]
    public void A_uniform_is_compared_exactly_with_a_weight_far_below_double_precision()
    {
        var edge = (ulong)ExponentialEnclosure.Of(100, 192).Low;

        Assert.Equal(0, new ExponentialSelection([0, 100], 1).Draw(new ScriptedNoise(0, 0, edge - 100)));
        Assert.Equal(1, new ExponentialSelection([0, 100], 1).Draw(new ScriptedNoise(0, 0, edge + 100)));
    }

    [Fact]
    public void Weights_are_below_the_exact_ones_by_less_than_the_stated_error()
    {
        var rates = Gen.Select(
            Gen.ULong, Gen.ULong, Gen.Int[0, 64], (n, d, shift) => new Rational((BigInteger)n + 1, ((BigInteger)d + 1) << shift));
        Gen.Select(rates, Gen.OneOf(Gen.Long, Gen.Long[-50, 50]), Gen.OneOf(3, 6)).Sample((c, score, limbs) =>
        {
            long[] scores = [score, 20];
            var weights = new ExponentialWeights(scores, c, limbs);
            for (var i = 0; i < scores.Length; i++)
            {
                var exact = ExponentialEnclosure.Of(c * ((BigInteger)scores.Max() - scores[i]), 64 * limbs + 100);
                var low = Limbs.Read(weights.Weight(i));

                Assert.True(low << 100 <= exact.High);
                Assert.True(exact.Low < (low + ExponentialWeights.Error) << 100);
            }
        }, iter: 300);
    }

    [Fact]
    public void No_candidate_or_no_rate_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ExponentialSelection([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialSelection([1, 2], 0));
    }

    private static long[] Counts(long[] scores, Rational c, int seed, int draws)
    {
        var noise = new SeededNoise(seed);
        var selection = new ExponentialSelection(scores, c);
        var counts = new long[scores.Length];
        for (var i = 0; i < draws; i++)
            counts[selection.Draw(noise)]++;
        return counts;
    }
}
