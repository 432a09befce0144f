using System.Numerics;
using MathNet.Numerics.Distributions;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class GaussianTests
{
    public static TheoryData<int, int> Parameters => new()
    {
        { 1, 10 },
        { 1, 2 },
        { 1, 1 },
        { 7, 3 },
        { 100, 1 },
        { 1_000_000, 1 },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void The_fast_form_has_exactly_the_stated_distribution(int p, int q)
    {
        var draws = new long[1_000_000];
        ExactSamplers.AddDiscreteGaussian(draws, new Rational(p, q), new SeededNoise(1));

        AssertGaussian(draws, (double)p / q);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void The_wide_form_has_exactly_the_stated_distribution(int p, int q)
    {
        var noise = new SeededNoise(2);
        var sigmaSquared = new Rational(p, q);
        var draws = new long[100_000];
        foreach (ref var draw in draws.AsSpan())
            draw = (long)ExactSamplers.DiscreteGaussian(sigmaSquared, noise);

        AssertGaussian(draws, (double)p / q);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(102.01)]
    [InlineData(123456.789)]
    public void Every_double_is_a_parameter_of_exactly_the_stated_distribution(double sigmaSquared)
    {
        var draws = new long[200_000];
        ExactSamplers.AddDiscreteGaussian(draws, Rational.RoundUp(sigmaSquared, 1074), new SeededNoise(3));

        AssertGaussian(draws, sigmaSquared);
    }

    [Theory]
    [InlineData(26)]
    [InlineData(40)]
    [InlineData(60)]
    public void Noise_far_larger_than_the_fast_range_does_not_overflow(int log2Sigma)
    {
        var draws = new long[50_000];
        ExactSamplers.AddDiscreteGaussian(draws, BigInteger.One << (2 * log2Sigma), new SeededNoise(4));

        var counts = new long[20];
        foreach (var draw in draws)
            counts[(int)(20 * Normal.CDF(0, Math.ScaleB(1, log2Sigma), draw))]++;
        ChiSquare.AssertFits(counts, [.. Enumerable.Repeat(1.0, 20)]);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1_000_000, 1)]
    [InlineData(3, (1 << 25) - 1)]
    [InlineData((1 << 26) + 1, 1)]
    public void All_widths_draw_the_same_noise(int p, int q)
    {
        var sigmaSquared = new Rational(p, q);
        Assert.True(GaussianSampler<ulong>.Fits(sigmaSquared));
        var wide = SamplerDraws.Of<BigInteger, GaussianSampler<BigInteger>>(new(sigmaSquared));

        Assert.Equal(wide, SamplerDraws.Of<ulong, GaussianSampler<ulong>>(new(sigmaSquared)));
        Assert.Equal(wide, SamplerDraws.Of<UInt128, GaussianSampler<UInt128>>(new(sigmaSquared)));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(102.01)]
    [InlineData(1e15)]
    public void The_128_bit_width_draws_the_same_noise_as_the_unbounded_one(double value)
    {
        var sigmaSquared = Rational.RoundUp(value, 1074);
        Assert.False(GaussianSampler<ulong>.Fits(sigmaSquared));
        Assert.True(GaussianSampler<UInt128>.Fits(sigmaSquared));

        var wide = SamplerDraws.Of<BigInteger, GaussianSampler<BigInteger>>(new(sigmaSquared));
        Assert.Equal(wide, SamplerDraws.Of<UInt128, GaussianSampler<UInt128>>(new(sigmaSquared)));
    }

    // a = t^2 = 8193^2, so that 64 bits hold 63 steps; 70 heads of 1/e lead beyond. The coin that keeps the draw is then tossed once for
    // each whole unit of its exponent, and the words make it show heads every time.
    [Fact]
    public void A_draw_beyond_the_width_is_finished_exactly()
    {
        const long p = 1L << 26;
        const long t = 8193;
        const int v = 70;
        var m = (BigInteger)v * t * t - p;
        var units = (int)(m * m / (2 * (BigInteger)p * t * t));
        ulong[] heads = [0, ulong.MaxValue];
        ulong[] words =
        [
            1, 0,
            .. Enumerable.Repeat(heads, v).SelectMany(pair => pair), ulong.MaxValue,
            .. Enumerable.Repeat(heads, units).SelectMany(pair => pair), ulong.MaxValue,
        ];

        var noise = new ScriptedNoise(words);
        var draw = new GaussianSampler<ulong>(p).Draw(noise.Reader(), out var negative);

        Assert.Equal((ulong)(v * t), draw);
        Assert.False(negative);
        Assert.Equal(0, noise.WordsLeft);
    }

    [Theory]
    [InlineData("4", "1", "3")]
    [InlineData("1", "2", "1")]
    [InlineData("340282366920938463426481119284349108225", "1", "18446744073709551616")]
    [InlineData("340282366920938463426481119284349108224", "1", "18446744073709551615")]
    public void The_scale_of_the_proposal_is_the_first_integer_above_sigma(string p, string q, string t)
    {
        Assert.Equal(BigInteger.Parse(t), GaussianSampler<BigInteger>.ScaleAbove(new Rational(BigInteger.Parse(p), BigInteger.Parse(q))));
    }

    [Fact]
    public void A_parameter_of_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.DiscreteGaussian(0, new SeededNoise(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.AddDiscreteGaussian(new long[1], 0, new SeededNoise(5)));
    }

    private static void AssertGaussian(long[] draws, double sigmaSquared)
    {
        var radius = (int)Math.Ceiling(9 * Math.Sqrt(sigmaSquared)) + 1;
        ChiSquare.AssertFits(draws, radius, z => Math.Exp(-z * z / (2 * sigmaSquared)), width: Math.Max(1, radius / 100));
    }
}
