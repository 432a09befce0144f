using System.Numerics;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class UniformTests
{
    private const int Draws = 1_000_000;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Every_integer_below_a_small_bound_is_equally_likely(int bound)
    {
        using var reader = new NoiseReader(new SeededNoise(1), NoiseReader.ForManyDraws);
        var counts = new long[bound];
        for (var i = 0; i < Draws; i++)
            counts[Uniform.Below((ulong)bound, reader)]++;

        ChiSquare.AssertFits(counts, Equal(bound));
    }

    [Fact]
    public void The_only_integer_below_one_is_zero()
    {
        Assert.Equal(0, ExactSamplers.UniformBelow(1, new SeededNoise(2)));
    }

    // Of 2^64, 3/4, 3/5 and 4/7: without the right rejection some residues would be led to by twice as many words.
    [Theory]
    [InlineData(13835058055282163712, 3)]
    [InlineData(11068046444225730969, 3)]
    [InlineData(10540996613548315209, 4)]
    public void A_bound_that_does_not_divide_the_words_leaves_no_bias(ulong bound, int modulus)
    {
        using var reader = new NoiseReader(new SeededNoise(3), NoiseReader.ForManyDraws);
        var counts = new long[modulus];
        for (var i = 0; i < Draws; i++)
            counts[Uniform.Below(bound, reader) % (ulong)modulus]++;

        ChiSquare.AssertFits(counts, Equal(modulus));
    }

    [Fact]
    public void Integers_below_a_bound_of_many_words_are_equally_likely()
    {
        var bound = BigInteger.Pow(10, 40);
        using var reader = new NoiseReader(new SeededNoise(4), NoiseReader.ForManyDraws);
        var leading = new long[10];
        var residues = new long[10];
        for (var i = 0; i < Draws; i++)
        {
            var draw = Uniform.Below(bound, reader);
            leading[(int)(draw * 10 / bound)]++;
            residues[(int)(draw % 10)]++;
        }

        ChiSquare.AssertFits(leading, Equal(10));
        ChiSquare.AssertFits(residues, Equal(10));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("13835058055282163712")]
    [InlineData("18446744073709551616")]
    [InlineData("18446744073709551617")]
    [InlineData("123456789012345678901234567890")]
    public void All_widths_draw_the_same_integers(string text)
    {
        var bound = BigInteger.Parse(text);
        using var narrow = new NoiseReader(new SeededNoise(5), NoiseReader.ForManyDraws);
        using var middle = new NoiseReader(new SeededNoise(5), NoiseReader.ForManyDraws);
        using var wide = new NoiseReader(new SeededNoise(5), NoiseReader.ForManyDraws);
        for (var i = 0; i < 10_000; i++)
        {
            var expected = Uniform.Below(bound, wide);
            Assert.Equal(expected, Uniform.Below((UInt128)bound, middle));
            if (bound <= ulong.MaxValue)
                Assert.Equal(expected, Uniform.Below((ulong)bound, narrow));
        }
    }

    [Fact]
    public void A_bound_of_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.UniformBelow(0, new SeededNoise(6)));
    }

    private static double[] Equal(int count) => [.. Enumerable.Repeat(1.0, count)];
}
