using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SafeSynth.Noise;

/// <summary>Numbers of a fixed count of 64-bit limbs, least significant first; operations take the same steps for all values.</summary>
internal static class FixedPoint
{
    /// <summary>The product of two numbers of equal length. Of fractions in [0, 1), the upper half is the product rounded down.</summary>
    /// <param name="x">L limbs.</param>
    /// <param name="y">L limbs.</param>
    /// <param name="product">2 L limbs, overwritten; the last L are the upper half.</param>
    public static void Multiply(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, Span<ulong> product)
    {
        product.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            ulong carry = 0;
            for (var j = 0; j < y.Length; j++)
            {
                // At most (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1.
                var sum = Math.BigMul(x[i], y[j]) + product[i + j] + carry;
                product[i + j] = (ulong)sum;
                carry = (ulong)(sum >> 64);
            }

            product[i + y.Length] = carry;
        }
    }

    /// <summary>Adds <paramref name="addend"/>, and <paramref name="extra"/> last places, to a sum that is one limb longer.</summary>
    public static void Add(Span<ulong> sum, ReadOnlySpan<ulong> addend, ulong extra)
    {
        UInt128 carry = extra;
        for (var i = 0; i < addend.Length; i++)
        {
            carry += sum[i];
            carry += addend[i];
            sum[i] = (ulong)carry;
            carry >>= 64;
        }

        sum[addend.Length] += (ulong)carry;
    }

    /// <summary>1 when x is below y, else 0.</summary>
    public static int IsBelow(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y)
    {
        ulong borrow = 0;
        for (var i = 0; i < x.Length; i++)
        {
            // The borrow out of the top bit, from the bits alone (Warren, Hacker's Delight, section 2-13): comparisons may be compiled to
            // jumps.
            var difference = x[i] - y[i] - borrow;
            borrow = ((~x[i] & y[i]) | (~(x[i] ^ y[i]) & difference)) >> 63;
        }

        return (int)borrow;
    }

    /// <summary>Overwrites a number by another of the same length if <paramref name="condition"/> is 1; leaves it as it is if 0.</summary>
    public static void Replace(Span<ulong> number, ReadOnlySpan<ulong> other, ulong condition)
    {
        var mask = 0 - condition;
        for (var i = 0; i < number.Length; i++)
            number[i] ^= (number[i] ^ other[i]) & mask;
    }

    /// <summary>Spells a non-negative integer that is known to fit.</summary>
    public static void Write(BigInteger value, Span<ulong> limbs)
    {
        limbs.Clear();
        if (!value.TryWriteBytes(MemoryMarshal.AsBytes(limbs), out _, isUnsigned: true))
            throw new ArgumentOutOfRangeException(nameof(value), "The integer has more limbs than there are.");
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(limbs, limbs);
    }
}
