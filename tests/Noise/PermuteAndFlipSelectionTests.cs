using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class PermuteAndFlipSelectionTests
{
    private const ulong AllOnes = ulong.MaxValue;

    [Theory]
    [InlineData(1, 1, new long[] { 0, 1, 2, 3 }, 100_000)]
    [InlineData(1, 2, new long[] { 7, 3, -1, 7, 0, 6 }, 1_000_000)]
    [InlineData(1, 1000, new long[] { 1500, -300, 900, 0, 2222 }, 100_000)]
    [InlineData(3, 1, new long[] { -1, -1, -2 }, 100_000)]
    [InlineData(1, 1L << 62, new[] { long.MaxValue, 0, long.MinValue, long.MinValue / 2 }, 100_000)]
    public void A_candidate_is_drawn_with_the_probability_of_being_the_first_heads_in_a_random_order(long p, long q, long[] scores, int draws)
    {
        var probabilities = SelectionProbabilities.PermuteAndFlip(scores, (double)p / q);

        ChiSquare.AssertFits(Counts(scores, new Rational(p, q), seed: 1, draws), probabilities);
    }

    [Fact]
    public void The_only_candidate_is_drawn()
    {
        Assert.All(
            new long[] { 0, long.MinValue, long.MaxValue },
            score => Assert.Equal(0, new PermuteAndFlipSelection([score], 5).Draw(new SeededNoise(2))));
    }

    [Fact]
    public void Only_differences_of_scores_matter()
    {
        long[] scores = [long.MinValue, long.MinValue + 3, long.MinValue + 1];
        long[] shifted = [long.MaxValue - 3, long.MaxValue, long.MaxValue - 2];

        Assert.Equal(Counts(scores, 1, seed: 3, draws: 500), Counts(shifted, 1, seed: 3, draws: 500));
    }

    // Coins of three words each, then places of three words each; the first word of a real leads.
    [Fact]
    public void Of_all_heads_the_candidate_with_the_least_place_is_drawn()
    {
        ulong[] coins = [.. Real(0), .. Real(0), .. Real(1UL << 63), .. Real(0)];
        ulong[] places = [.. Real(5), .. Real(3), .. Real(2), .. Real(4)];

        // exp(-1) is below 1/2: the third candidate's coin shows tails.
        Assert.Equal(1, new PermuteAndFlipSelection([10, 10, 9, 10], 1).Draw(new ScriptedNoise(coins.Concat(places))));
    }

    // The first candidate is the better by 10^15: its coin of 0.000... may show heads or not, until 192 more bits say tails.
    [Fact]
    public void A_coin_next_to_an_edge_is_tossed_on_until_it_is_decided()
    {
        ulong[] first = [.. Real(0), .. Real(0), .. Real(2), .. Real(1)];
        ulong[] second = [.. Real(0), 0, 0, 100, .. Real(0), .. Real(0)];
        var noise = new ScriptedNoise(first.Concat(second));

        Assert.Equal(0, new PermuteAndFlipSelection([1_000_000_000_000_000, 0], 1).Draw(noise));
        Assert.Equal(0, noise.WordsLeft);
    }

    [Fact]
    public void Candidates_that_share_a_place_are_ordered_by_further_bits()
    {
        ulong[] first = [.. Real(0), .. Real(0), .. Real(7), .. Real(7)];
        ulong[] second = [.. Real(0), .. Real(0), .. Real(9), .. Real(8)];

        Assert.Equal(1, new PermuteAndFlipSelection([4, 4], 1).Draw(new ScriptedNoise(first.Concat(second))));
    }

    [Fact]
    public void The_best_candidate_shows_heads_whatever_is_drawn()
    {
        ulong[] first = [AllOnes, AllOnes, AllOnes, 0, 0, 0];
        ulong[] second = [0, AllOnes, AllOnes, 0, 0, 0];

        Assert.Equal(0, new PermuteAndFlipSelection([4], 1).Draw(new ScriptedNoise(first.Concat(second))));
    }

    // Two words for each of three limbs of each candidate: one round, however far apart the scores and whatever is selected.
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(9, 0, -9, 1)]
    [InlineData(long.MinValue, long.MaxValue, 0, 5)]
    public void The_words_that_a_draw_takes_do_not_depend_on_scores_or_outcome(long a, long b, long c, long d)
    {
        var noise = new CountingNoise(new SeededNoise(4));
        var selection = new PermuteAndFlipSelection([a, b, c, d], new Rational(1, 3));
        for (var draw = 1; draw <= 2000; draw++)
        {
            selection.Draw(noise);
            Assert.Equal(draw * 4 * 2 * 3 * sizeof(ulong), noise.Bytes);
        }
    }

    [Fact]
    public void No_candidate_or_no_rate_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PermuteAndFlipSelection([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PermuteAndFlipSelection([1, 2], 0));
    }

    private static ulong[] Real(ulong leading) => [leading, 0, 0];

    private static long[] Counts(long[] scores, Rational c, int seed, int draws)
    {
        var noise = new SeededNoise(seed);
        var selection = new PermuteAndFlipSelection(scores, c);
        var counts = new long[scores.Length];
        for (var i = 0; i < draws; i++)
            counts[selection.Draw(noise)]++;
        return counts;
    }

    private sealed class CountingNoise(INoiseSource noise) : INoiseSource
    {
        public long Bytes { get; private set; }

        public void Fill(Span<byte> buffer)
        {
            Bytes += buffer.Length;
            noise.Fill(buffer);
        }
    }
}
