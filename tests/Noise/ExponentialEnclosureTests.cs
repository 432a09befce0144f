using System.Numerics;
using CsCheck;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class ExponentialEnclosureTests
{
    private static readonly Gen<Rational> Exponents =
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 70], (n, d, shift) => new Rational(n, ((BigInteger)d + 1) << shift) * 700);

    // The first 70 decimals of 1/e (OEIS A068985).
    [Fact]
    public void One_over_e_is_enclosed()
    {
        var decimals = BigInteger.Parse("3678794411714423215955237701614608674458111310317678345078368016974614");
        var (low, high) = ExponentialEnclosure.Of(1, 220);
        var scale = BigInteger.Pow(10, 70);

        Assert.True(low * scale <= (decimals + 1) << 220);
        Assert.True(high * scale >= decimals << 220);
        Assert.True(high - low <= 2);
    }

    [Fact]
    public void An_enclosure_is_two_steps_wide_at_most_and_holds_the_finer_one()
    {
        Gen.Select(Exponents, Gen.Int[64, 400]).Sample((x, bits) =>
        {
            var coarse = ExponentialEnclosure.Of(x, bits);
            var fine = ExponentialEnclosure.Of(x, bits + 300);

            Assert.True(coarse.Low >= 0 && coarse.High <= BigInteger.One << bits);
            Assert.True(coarse.High - coarse.Low <= 2);
            Assert.True(coarse.Low << 300 <= fine.High && fine.Low <= coarse.High << 300);
        });
    }

    [Fact]
    public void An_enclosure_agrees_with_double_precision()
    {
        Exponents.Where(x => x < 700).Sample(x =>
        {
            var (low, high) = ExponentialEnclosure.Of(x, 1200);
            var expected = Math.Exp(-x.ToDoubleDown());
            var scale = BigInteger.One << 1200;

            Assert.InRange(new Rational((low + high) / 2, scale).ToDoubleDown(), expected * (1 - 1e-12), expected * (1 + 1e-12));
        });
    }

    [Fact]
    public void The_exponential_of_zero_and_of_what_is_beyond_the_grid_are_enclosed()
    {
        var one = BigInteger.One << 128;

        Assert.InRange(ExponentialEnclosure.Of(0, 128).Low, one - 2, one);
        Assert.Equal(one, ExponentialEnclosure.Of(0, 128).High);
        Assert.Equal((BigInteger.Zero, BigInteger.One), ExponentialEnclosure.Of(BigInteger.Pow(10, 40), 128));
    }
}
