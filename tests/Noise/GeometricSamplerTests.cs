using System.Numerics;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class GeometricSamplerTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(7, 3)]
    [InlineData(1000, 1)]
    public void The_noise_that_is_added_to_selection_scores_has_exactly_the_stated_distribution(int t, int s)
    {
        var scale = (double)t / s;
        var radius = (int)Math.Ceiling(40 * scale);
        long[] Drawn(BigInteger[] sums) => Array.ConvertAll(sums, sum => (long)sum);

        ChiSquare.AssertFits(
            Drawn(ExactSamplers.PlusGeometric(new long[1_000_000], new Rational(t, s), new SeededNoise(1))),
            radius, z => z < 0 ? 0 : Math.Exp(-z / scale), width: Math.Max(1, radius / 400));
        ChiSquare.AssertFits(
            Drawn(ExactSamplers.PlusDiscreteLaplace(new long[1_000_000], new Rational(t, s), new SeededNoise(2))),
            radius, z => Math.Exp(-Math.Abs(z) / scale), width: Math.Max(1, radius / 400));
    }

    [Fact]
    public void Sums_are_not_clamped()
    {
        Assert.True(ExactSamplers.PlusGeometric([long.MaxValue], BigInteger.One << 50, new SeededNoise(3))[0] > long.MaxValue);
        Assert.True(ExactSamplers.PlusGeometric([0], BigInteger.One << 200, new SeededNoise(4))[0] > BigInteger.One << 128);
        Assert.True(BigInteger.Abs(ExactSamplers.PlusDiscreteLaplace([0], BigInteger.One << 200, new SeededNoise(5))[0]) > BigInteger.One << 128);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData((1L << 55) - 1, 1)]
    public void All_widths_draw_the_same_noise(long t, long s)
    {
        var scale = new Rational(t, s);
        var wide = SamplerDraws.Of<BigInteger, GeometricSampler<BigInteger>>(new(scale));

        Assert.All(wide, draw => Assert.True(draw >= 0));
        Assert.Equal(wide, SamplerDraws.Of<ulong, GeometricSampler<ulong>>(new(scale)));
        Assert.Equal(wide, SamplerDraws.Of<UInt128, GeometricSampler<UInt128>>(new(scale)));
    }

    [Fact]
    public void A_scale_of_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.PlusGeometric(new long[1], 0, new SeededNoise(6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.PlusDiscreteLaplace(new long[1], 0, new SeededNoise(6)));
    }
}
