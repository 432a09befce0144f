using System.Numerics;
using CsCheck;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class FixedPointTests
{
    // All zeros and all ones in a limb are what carries and borrows stumble over.
    private static readonly Gen<ulong> Limb = Gen.OneOf(Gen.OneOf(0UL, 1UL, ulong.MaxValue, ulong.MaxValue - 1), Gen.ULong);

    [Fact]
    public void A_product_is_that_of_the_integers()
    {
        Pairs(3).Sample((x, y) =>
        {
            var product = new ulong[6];
            FixedPoint.Multiply(x, y, product);
            Assert.Equal(Limbs.Read(x) * Limbs.Read(y), Limbs.Read(product));
        });
    }

    [Fact]
    public void A_sum_is_that_of_the_integers()
    {
        Gen.Select(Pairs(3), Gen.ULong[0, 100]).Sample((pair, extra) =>
        {
            ulong[] sum = [.. pair.Item1, 7];
            var expected = Limbs.Read(sum) + Limbs.Read(pair.Item2) + extra;
            FixedPoint.Add(sum, pair.Item2, extra);
            Assert.Equal(expected, Limbs.Read(sum));
        });
    }

    [Fact]
    public void Below_is_that_of_the_integers()
    {
        Pairs(4).Sample((x, y) =>
        {
            Assert.Equal(Limbs.Read(x) < Limbs.Read(y) ? 1 : 0, FixedPoint.IsBelow(x, y));
            Assert.Equal(0, FixedPoint.IsBelow(x, x));
        });
    }

    [Fact]
    public void An_integer_survives_being_written_and_read()
    {
        Limb.Array[4].Sample(limbs =>
        {
            var copy = new ulong[4];
            FixedPoint.Write(Limbs.Read(limbs), copy);

            Assert.Equal(limbs, copy);
            Assert.Equal((((((BigInteger)limbs[3] << 64) + limbs[2] << 64) + limbs[1]) << 64) + limbs[0], Limbs.Read(limbs));
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.Write(BigInteger.One << 128, new ulong[2]));
    }

    private static Gen<(ulong[], ulong[])> Pairs(int limbs) => Gen.Select(Limb.Array[limbs], Limb.Array[limbs]);
}
