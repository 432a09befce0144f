using System.Numerics;
using System.Runtime.InteropServices;
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
            Assert.Equal(Value(x) * Value(y), Value(product));
        });
    }

    [Fact]
    public void A_sum_is_that_of_the_integers()
    {
        Gen.Select(Pairs(3), Gen.ULong[0, 100]).Sample((pair, extra) =>
        {
            ulong[] sum = [.. pair.Item1, 7];
            var expected = Value(sum) + Value(pair.Item2) + extra;
            FixedPoint.Add(sum, pair.Item2, extra);
            Assert.Equal(expected, Value(sum));
        });
    }

    [Fact]
    public void Below_is_that_of_the_integers()
    {
        Pairs(4).Sample((x, y) =>
        {
            Assert.Equal(Value(x) < Value(y) ? 1 : 0, FixedPoint.IsBelow(x, y));
            Assert.Equal(0, FixedPoint.IsBelow(x, x));
        });
    }

    private static Gen<(ulong[], ulong[])> Pairs(int limbs) => Gen.Select(Limb.Array[limbs], Limb.Array[limbs]);

    private static BigInteger Value(ulong[] limbs) => new(MemoryMarshal.AsBytes(limbs.AsSpan()), isUnsigned: true);
}
