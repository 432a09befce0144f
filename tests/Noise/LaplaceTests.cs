using System.Numerics;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class LaplaceTests
{
    public static TheoryData<int, int> Scales => new()
    {
        { 1, 4 },
        { 1, 1 },
        { 7, 3 },
        { 10, 1 },
        { 1000, 1 },
    };

    [Theory]
    [MemberData(nameof(Scales))]
    public void The_fast_form_has_exactly_the_stated_distribution(int t, int s)
    {
        var draws = new long[1_000_000];
        ExactSamplers.AddDiscreteLaplace(draws, new Rational(t, s), new SeededNoise(1));

        AssertLaplace(draws, (double)t / s);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void The_wide_form_has_exactly_the_stated_distribution(int t, int s)
    {
        var noise = new SeededNoise(2);
        var scale = new Rational(t, s);
        var draws = new long[100_000];
        foreach (ref var draw in draws.AsSpan())
            draw = (long)ExactSamplers.DiscreteLaplace(scale, noise);

        AssertLaplace(draws, (double)t / s);
    }

    // Numerators and denominators of 54, of 60 and 100, and of 130 bits: one scale for each width.
    [Theory]
    [InlineData("18014398509481983", "9007199254740993")]
    [InlineData("1267650600228229401496703205376", "1152921504606846977")]
    [InlineData("1361129467683753853853498429727072845824", "453709822561251284617832809909024281941")]
    public void Scales_of_many_digits_have_exactly_the_stated_distribution(string t, string s)
    {
        var scale = new Rational(BigInteger.Parse(t), BigInteger.Parse(s));
        var draws = new long[100_000];
        ExactSamplers.AddDiscreteLaplace(draws, scale, new SeededNoise(3));

        var size = scale.ToDoubleDown();
        if (size < 1e6)
            AssertLaplace(draws, size);
        else
            AssertContinuousLaplace(draws, size);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(7, 3)]
    [InlineData(1000, 1)]
    [InlineData((1L << 55) - 1, (1L << 54) - 1)]
    [InlineData((1L << 55) - 1, 1)]
    public void All_widths_draw_the_same_noise(long t, long s)
    {
        var scale = new Rational(t, s);
        var wide = SamplerDraws.Of<BigInteger, LaplaceSampler<BigInteger>>(new(scale));

        Assert.Equal(wide, SamplerDraws.Of<ulong, LaplaceSampler<ulong>>(new(scale)));
        Assert.Equal(wide, SamplerDraws.Of<UInt128, LaplaceSampler<UInt128>>(new(scale)));
    }

    // t is just below 2^55, so that 64 bits hold 512 steps; 600 heads of 1/e lead beyond.
    [Fact]
    public void A_draw_beyond_the_width_is_finished_exactly()
    {
        const long t = (1L << 55) - 1;
        ulong[] words = [1, 0, .. Enumerable.Repeat(new[] { 0UL, ulong.MaxValue }, 600).SelectMany(pair => pair), ulong.MaxValue];
        foreach (var s in new[] { 1, 1L << 54 })
        {
            var scale = new Rational(t, s);
            var narrow = new LaplaceSampler<ulong>(scale).Draw(new ScriptedNoise(words).Reader(), out _);
            var wide = new LaplaceSampler<BigInteger>(scale).Draw(new ScriptedNoise(words).Reader(), out _);

            Assert.Equal((BigInteger)t * 600 / s, wide);
            Assert.Equal(BigInteger.Min(wide, ulong.MaxValue), narrow);
        }
    }

    [Fact]
    public void A_scale_of_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.DiscreteLaplace(0, new SeededNoise(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSamplers.AddDiscreteLaplace(new long[1], 0, new SeededNoise(4)));
    }

    private static void AssertLaplace(long[] draws, double scale)
    {
        var radius = (int)Math.Ceiling(40 * scale);
        ChiSquare.AssertFits(draws, radius, z => Math.Exp(-Math.Abs(z) / scale), width: Math.Max(1, radius / 400));
    }

    // Above 10^6 the grid is far finer than what the draws resolve.
    private static void AssertContinuousLaplace(long[] draws, double scale)
    {
        var counts = new long[20];
        foreach (var draw in draws)
        {
            var tail = 0.5 * Math.Exp(-Math.Abs((double)draw) / scale);
            counts[(int)(20 * (draw < 0 ? tail : 1 - tail))]++;
        }

        ChiSquare.AssertFits(counts, [.. Enumerable.Repeat(1.0, 20)]);
    }
}
