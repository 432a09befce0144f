using System.Numerics;
using CsCheck;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class AdditionTests
{
    [Fact]
    public void A_sum_is_exact_and_clamped_only_beyond_the_range_of_long()
    {
        var corners = Gen.OneOf(long.MinValue, -1L, 0L, 1L, long.MaxValue);
        var longs = Gen.OneOf(Gen.Select(corners, Gen.Long[-2, 2], (corner, step) => unchecked(corner + step)), Gen.Long);
        Gen.Select(longs, longs.Select(value => (ulong)value), Gen.Bool).Sample((value, magnitude, negative) =>
        {
            var exact = negative ? value - (BigInteger)magnitude : value + (BigInteger)magnitude;
            var expected = (long)BigInteger.Clamp(exact, long.MinValue, long.MaxValue);

            Assert.Equal(expected, ExactSamplers.AddClamped(value, magnitude, negative));
            Assert.Equal(expected, ExactSamplers.AddClamped(value, (UInt128)magnitude, negative));
            Assert.Equal(expected, ExactSamplers.AddClamped(value, (BigInteger)magnitude, negative));
        });
    }

    [Fact]
    public void A_magnitude_beyond_64_bits_is_clamped_too()
    {
        Assert.Equal(long.MaxValue, ExactSamplers.AddClamped(long.MinValue, UInt128.One << 64, negative: false));
        Assert.Equal(long.MinValue, ExactSamplers.AddClamped(long.MaxValue, BigInteger.One << 64, negative: true));
        Assert.Equal(long.MaxValue, ExactSamplers.AddClamped(long.MinValue, ulong.MaxValue, negative: false));
        Assert.Equal(long.MinValue, ExactSamplers.AddClamped(long.MaxValue, ulong.MaxValue, negative: true));
    }

    [Fact]
    public void Noise_is_added_to_each_value()
    {
        long[] noise = [0, 0, 0, 0], values = [5, -7, 1000, 0];
        ExactSamplers.AddDiscreteGaussian(noise, 100, new SeededNoise(1));
        ExactSamplers.AddDiscreteGaussian(values, 100, new SeededNoise(1));

        Assert.Equal([5 + noise[0], -7 + noise[1], 1000 + noise[2], noise[3]], values);
        Assert.Equal(4, noise.Distinct().Count());
    }

    [Fact]
    public void Noise_at_the_end_of_the_range_never_wraps_around()
    {
        var values = new long[2000];
        Array.Fill(values, long.MaxValue - 5);
        ExactSamplers.AddDiscreteLaplace(values, 1000, new SeededNoise(2));

        Assert.Contains(long.MaxValue, values);
        Assert.All(values, value => Assert.InRange(value, long.MaxValue - 100_000, long.MaxValue));
    }
}
