using System.Numerics;
using MathNet.Numerics.Distributions;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class RoundedGaussianSamplerTests
{
    [Theory]
    [InlineData(3, 10)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(355, 113)]
    [InlineData(1000, 1)]
    public void The_fast_form_has_exactly_the_stated_distribution(int s, int d)
    {
        var draws = new long[1_000_000];
        ExactSamplers.AddRoundedGaussian(draws, new Rational(s, d), new SeededNoise(1));

        AssertRoundedGaussian(draws, (double)s / d);
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(1000, 1)]
    public void The_wide_form_has_exactly_the_stated_distribution(int s, int d)
    {
        var noise = new SeededNoise(2);
        var draws = new long[100_000];
        foreach (ref var draw in draws.AsSpan())
            draw = (long)ExactSamplers.RoundedGaussian(new Rational(s, d), noise);

        AssertRoundedGaussian(draws, (double)s / d);
    }

    [Theory]
    [InlineData(40, 1_000_000)]
    [InlineData(60, 50_000)]
    public void Noise_far_larger_than_the_fast_range_does_not_overflow(int log2Sigma, int count)
    {
        var draws = new long[count];
        ExactSamplers.AddRoundedGaussian(draws, BigInteger.One << log2Sigma, new SeededNoise(4));

        var counts = new long[100];
        foreach (var draw in draws)
            counts[(int)(100 * Normal.CDF(0, Math.ScaleB(1, log2Sigma), draw))]++;
        ChiSquare.AssertFits(counts, [.. Enumerable.Repeat(1.0, 100)]);
        foreach (var modulus in new[] { 2, 3, 16 })
        {
            var residues = new long[modulus];
            foreach (var draw in draws)
                residues[(int)((draw % modulus + modulus) % modulus)]++;
            ChiSquare.AssertFits(residues, [.. Enumerable.Repeat(1.0, modulus)]);
        }
    }

    [Fact]
    public void A_sum_beyond_the_range_is_clamped()
    {
        var draws = new long[1000];
        ExactSamplers.AddRoundedGaussian(draws, BigInteger.One << 100, new SeededNoise(5));

        Assert.All(draws, draw => Assert.True(draw is long.MinValue or long.MaxValue));
        Assert.Equal(2, draws.Distinct().Count());
    }

    [Theory]
    [InlineData("3/10")]
    [InlineData("1")]
    [InlineData("1/36028797018963967")]
    [InlineData("1048577/1048576")]
    [InlineData("1099511627776")]
    [InlineData("36028797018963967")]
    [InlineData("36028797018963967/36028797018963966")]
    public void Both_widths_draw_the_same_noise(string text)
    {
        var parts = text.Split('/');
        var sigma = new Rational(BigInteger.Parse(parts[0]), parts.Length > 1 ? BigInteger.Parse(parts[1]) : 1);
        Assert.True(RoundedGaussianSampler<ulong>.Fits(sigma));

        Assert.Equal(
            SamplerDraws.Of<BigInteger, RoundedGaussianSampler<BigInteger>>(new(sigma)),
            SamplerDraws.Of<ulong, RoundedGaussianSampler<ulong>>(new(sigma)));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(3.3)]
    [InlineData(1e15)]
    public void Every_double_of_a_useful_size_is_drawn_by_the_fast_form(double sigma)
    {
        Assert.True(RoundedGaussianSampler<ulong>.Fits(Rational.RoundUp(sigma, 1074)));
    }

    // Two words say k = 0; then x; then a step that leads down no further, so x is kept; then the sign.
    [Theory]
    [InlineData(0UL, 0)]
    [InlineData(ulong.MaxValue / 20 * 9, 4)]
    [InlineData(ulong.MaxValue / 20 * 9 + 9, 5)]
    [InlineData(ulong.MaxValue - 1, 10)]
    public void A_draw_is_sigma_times_the_real_that_was_drawn_rounded_to_the_nearest_integer(ulong head, long expected)
    {
        var noise = new ScriptedNoise(0, ulong.MaxValue, head, ulong.MaxValue, 0);

        var draw = new RoundedGaussianSampler<ulong>(10).Draw(noise.Reader(), out var negative);

        Assert.Equal((ulong)expected, draw);
        Assert.False(negative);
        Assert.Equal(0, noise.WordsLeft);
    }

    // With sigma = 3/2, rounding jumps at x = 1/3 = .0101...: every word that repeats these digits leaves it open.
    [Theory]
    [InlineData(0x5555555555555554UL, 0)]
    [InlineData(0x5555555555555556UL, 1)]
    public void Digits_are_drawn_until_the_rounding_is_decided(ulong third, long expected)
    {
        const ulong sameAsBoundary = 0x5555555555555555;
        foreach (var wide in new[] { false, true })
        {
            var noise = new ScriptedNoise(0, ulong.MaxValue, sameAsBoundary, ulong.MaxValue, 0, sameAsBoundary, third);
            var sigma = new Rational(3, 2);

            var draw = wide
                ? new RoundedGaussianSampler<BigInteger>(sigma).Draw(noise.Reader(), out _)
                : new RoundedGaussianSampler<ulong>(sigma).Draw(noise.Reader(), out _);

            Assert.Equal(expected, draw);
            Assert.Equal(0, noise.WordsLeft);
        }
    }

    [Theory]
    [InlineData(4UL, 5UL, true)]
    [InlineData(5UL, 4UL, false)]
    public void Reals_that_share_digits_are_compared_by_later_ones_which_they_keep(ulong tail, ulong otherTail, bool below)
    {
        var noise = new ScriptedNoise(9, 9, 7, 7, tail, otherTail);
        var reader = noise.Reader();
        var (x, y) = (new LazyUniform(reader), new LazyUniform(reader));

        Assert.Equal(below, x.IsBelow(ref y, reader));
        Assert.Equal(!below, y.IsBelow(ref x, reader));
        Assert.Equal((((BigInteger)9 << 64 | 7) << 64) | tail, x.Leading(3, reader));
        Assert.Equal(0, noise.WordsLeft);
    }

    [Fact]
    public void A_parameter_of_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.RoundedGaussian(0, new SeededNoise(6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.AddRoundedGaussian(new long[1], 0, new SeededNoise(6)));
    }

    private static void AssertRoundedGaussian(long[] draws, double sigma)
    {
        var radius = (int)Math.Ceiling(9 * sigma) + 1;
        ChiSquare.AssertFits(
            draws, radius, z => Normal.CDF(0, sigma, -Math.Abs(z) + 0.5) - Normal.CDF(0, sigma, -Math.Abs(z) - 0.5), width: Math.Max(1, radius / 100));
    }
}
