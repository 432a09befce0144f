using System.Numerics;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class BernoulliTests
{
    private const int Draws = 1_000_000;

    public static TheoryData<string, string> Fractions => new()
    {
        { "1", "2" },
        { "1", "3" },
        { "999", "1000" },
        { "1", "1000" },
        { "12297829382473034410", "18446744073709551615" },
        { "123456789012345678901234567890", "1000000000000000000000000000000" },
        { "1000000000000000000000000000000000000000000", "7000000000000000000000000000000000000000001" },
    };

    public static TheoryData<int, int> Exponents => new()
    {
        { 1, 100 },
        { 1, 2 },
        { 999, 1000 },
        { 1, 1 },
        { 5, 2 },
        { 7, 1 },
    };

    [Theory]
    [MemberData(nameof(Fractions))]
    public void A_coin_shows_heads_with_its_probability(string numerator, string denominator)
    {
        var (n, d) = (BigInteger.Parse(numerator), BigInteger.Parse(denominator));
        using var reader = new NoiseReader(new SeededNoise(1), NoiseReader.ForManyDraws);

        AssertHeads(new Rational(n, d).ToDoubleDown(), () => Bernoulli.Toss(n, d, reader));
    }

    [Theory]
    [MemberData(nameof(Exponents))]
    public void An_exponential_coin_shows_heads_with_its_probability(int n, int d)
    {
        using var narrow = new NoiseReader(new SeededNoise(2), NoiseReader.ForManyDraws);
        using var wide = new NoiseReader(new SeededNoise(3), NoiseReader.ForManyDraws);

        AssertHeads(Math.Exp(-(double)n / d), () => Bernoulli.TossExp((ulong)n, (ulong)d, narrow));
        AssertHeads(Math.Exp(-(double)n / d), () => Bernoulli.TossExp((BigInteger)n, (BigInteger)d, wide));
    }

    [Fact]
    public void A_coin_of_probability_one_always_shows_heads_and_of_zero_never()
    {
        var noise = new SeededNoise(4);
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(ExactSamplers.Bernoulli(1, noise));
            Assert.False(ExactSamplers.Bernoulli(0, noise));
            Assert.True(ExactSamplers.BernoulliExp(0, noise));
            Assert.False(ExactSamplers.BernoulliExp(BigInteger.Pow(10, 30), noise));
        }
    }

    [Fact]
    public void A_probability_above_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.Bernoulli(new Rational(3, 2), new SeededNoise(5)));
    }

    // 1/3 is 0.0101..., so the word 0101...01 leaves the coin open, and the next word is compared with 1/3 again.
    [Theory]
    [InlineData(0x5555555555555554, 0, true)]
    [InlineData(0x5555555555555556, 0, false)]
    [InlineData(0x5555555555555555, 0x5555555555555554, true)]
    [InlineData(0x5555555555555555, 0x5555555555555556, false)]
    public void A_word_on_the_edge_is_followed_by_another_that_decides(ulong first, ulong second, bool heads)
    {
        Assert.Equal(heads, Bernoulli.Toss(1UL, 3UL, new ScriptedNoise(first, second).Reader()));
        Assert.Equal(heads, Bernoulli.Toss((UInt128)1, 3, new ScriptedNoise(first, second).Reader()));
        Assert.Equal(heads, Bernoulli.Toss((BigInteger)1, 3, new ScriptedNoise(first, second).Reader()));
    }

    // Words next to floor(2^64 n / d) are those on which a wrong comparison would show.
    [Fact]
    public void All_widths_agree_on_the_words_around_the_edge()
    {
        var seeds = new Random(6);
        for (var i = 0; i < 20_000; i++)
        {
            var d = ((BigInteger)seeds.NextInt64(1, long.MaxValue) >> seeds.Next(63)) + 1;
            var n = d * seeds.NextInt64(0, long.MaxValue) / long.MaxValue + seeds.Next(2);
            var edge = (ulong)BigInteger.Min((n << 64) / d, ulong.MaxValue);
            ulong[] words = [unchecked(edge + (ulong)seeds.Next(-2, 3)), (ulong)seeds.NextInt64(), 1, 1];

            var wide = new ScriptedNoise(words);
            var middle = new ScriptedNoise(words);
            var narrow = new ScriptedNoise(words);
            var expected = Bernoulli.Toss(n, d, wide.Reader());
            Assert.Equal(expected, Bernoulli.Toss((ulong)n, (ulong)d, narrow.Reader()));
            Assert.Equal(expected, Bernoulli.Toss((UInt128)n, (UInt128)d, middle.Reader()));
            Assert.Equal(wide.WordsLeft, narrow.WordsLeft);
            Assert.Equal(wide.WordsLeft, middle.WordsLeft);
        }
    }

    [Fact]
    public void The_128_bit_width_agrees_around_the_edge_of_large_denominators()
    {
        var seeds = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var d = (((BigInteger)seeds.NextInt64() << 63) + seeds.NextInt64() >> seeds.Next(60)) + 1;
            var n = d * seeds.NextInt64(0, long.MaxValue) / long.MaxValue + seeds.Next(2);
            var edge = (ulong)BigInteger.Min((n << 64) / d, ulong.MaxValue);
            ulong[] words = [unchecked(edge + (ulong)seeds.Next(-2, 3)), (ulong)seeds.NextInt64(), 1, 1, 1];

            var wide = new ScriptedNoise(words);
            var middle = new ScriptedNoise(words);
            Assert.Equal(Bernoulli.Toss(n, d, wide.Reader()), Bernoulli.Toss((UInt128)n, (UInt128)d, middle.Reader()));
            Assert.Equal(wide.WordsLeft, middle.WordsLeft);
        }
    }

    // 255 coins n / (k d), then pairs n / d and 1 / k; the first tail is at k = 256 + pairs.
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(44, false)]
    [InlineData(45, true)]
    public void A_run_of_heads_beyond_the_width_neither_overflows_nor_stops_short(int pairs, bool heads)
    {
        const ulong d = 1UL << 55;
        ulong[] words = [.. Enumerable.Repeat(0UL, 255 + 2 * pairs), 0, ulong.MaxValue];

        Assert.Equal(heads, Bernoulli.TossExp(d, d, new ScriptedNoise(words).Reader()));
        Assert.Equal(heads, Bernoulli.TossExp((UInt128)d << 64, (UInt128)d << 64, new ScriptedNoise(words).Reader()));
        Assert.Equal(heads, Bernoulli.TossExp((BigInteger)d, d, new ScriptedNoise(words).Reader()));
    }

    [Fact]
    public void The_run_of_coins_of_one_over_e_is_geometric()
    {
        using var reader = new NoiseReader(new SeededNoise(8), NoiseReader.ForManyDraws);
        var counts = new long[60];
        for (var i = 0; i < Draws; i++)
            counts[Bernoulli.CountHeadsOfOne(reader)]++;

        ChiSquare.AssertFits(counts, [.. Enumerable.Range(0, 60).Select(v => Math.Exp(-v))]);
    }

    private static void AssertHeads(double probability, Func<bool> toss)
    {
        var heads = Enumerable.Range(0, Draws).LongCount(_ => toss());
        ChiSquare.AssertFits([heads, Draws - heads], [probability, 1 - probability]);
    }
}
