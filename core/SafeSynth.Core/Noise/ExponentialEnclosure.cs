using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Encloses exp(-x) between two integers on a binary grid.</summary>
internal static class ExponentialEnclosure
{
    /// <summary>Integers with low &lt;= 2^bits exp(-x) &lt;= high and high - low &lt;= 2.</summary>
    /// <remarks>
    /// With r = x / 2^s below 2^-8, exp(-r) is its alternating Taylor series, and exp(-x) is that squared s times. Work is done with g more
    /// bits, in units of 2^-(bits + g). Rounding r down moves the result by at most 1 unit, each of the N terms is rounded down by less
    /// than 1.01, and the tail after the first zero term is below 2: the sum is within 2 N + 3. One squaring of an enclosure inside [0, 1]
    /// at most doubles its width and adds 2, so the final width is below 2^s (4 N + 8), which g makes less than half a step of the result.
    /// </remarks>
    /// <param name="x">The exponent.</param>
    /// <param name="bits">At least 64.</param>
    public static (BigInteger Low, BigInteger High) Of(Rational x, int bits)
    {
        // e > 2.
        if (x >= bits)
            return (BigInteger.Zero, BigInteger.One);

        // N <= (bits + g) / 8 + 2 < bits.
        var squarings = 8 + (int)(x.Numerator / x.Denominator).GetBitLength();
        var guard = squarings + BitOperations.Log2((uint)bits) + 6;
        var work = bits + guard;
        var one = BigInteger.One << work;
        var r = (x.Numerator << work) / (x.Denominator << squarings);

        var sum = BigInteger.Zero;
        var term = one;
        var terms = 0;
        while (!term.IsZero)
        {
            sum += (terms & 1) == 0 ? term : -term;
            terms++;
            term = ((term * r) >> work) / terms;
        }

        var low = sum - (2 * terms + 3);
        var high = BigInteger.Min(one, sum + (2 * terms + 3));
        for (var i = 0; i < squarings; i++)
        {
            low = (low * low) >> work;
            high = CeilingShift(high * high, work);
        }

        return (low >> guard, CeilingShift(high, guard));
    }

    private static BigInteger CeilingShift(BigInteger value, int bits) => -(-value >> bits);
}
