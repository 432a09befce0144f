using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SafeSynth.Marginals;

/// <summary>Exponential and logarithm that give the same bits on every machine, unlike the platform's own.</summary>
/// <remarks>Only correctly rounded operations in a fixed order; no fused multiply-add, whose presence differs between processors.</remarks>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;   // the first 33 bits of ln 2, so that k * Ln2High is exact
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>e to the x for x of at most 700, within 1 ulp or so; exactly 0 below -708.</summary>
    public static double Exp(double x) => Exp(Vector256.Create(x)).ToScalar();

    /// <summary>Four exponentials; see <see cref="Exp(double)"/>.</summary>
    /// <remarks>
    /// x = k ln 2 + r with |r| at most (ln 2) / 2; e^r by its Taylor series to r^13 (remainder below 2^-57); 2^k by the
    /// exponent bits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        const double toInteger = 6755399441055744.0;   // 1.5 * 2^52: adding it rounds to an integer, kept in the low bits
        var shifted = (x * Vector256.Create(1.4426950408889634)) + Vector256.Create(toInteger);
        var k = shifted - Vector256.Create(toInteger);
        var r = x - (k * Vector256.Create(Ln2High)) - (k * Vector256.Create(Ln2Low));

        var r2 = r * r;
        var r4 = r2 * r2;
        var p2 = Vector256.Create(1.0 / 2) + (r * Vector256.Create(1.0 / 6));
        var p4 = Vector256.Create(1.0 / 24) + (r * Vector256.Create(1.0 / 120));
        var p6 = Vector256.Create(1.0 / 720) + (r * Vector256.Create(1.0 / 5040));
        var p8 = Vector256.Create(1.0 / 40320) + (r * Vector256.Create(1.0 / 362880));
        var p10 = Vector256.Create(1.0 / 3628800) + (r * Vector256.Create(1.0 / 39916800));
        var p12 = Vector256.Create(1.0 / 479001600) + (r * Vector256.Create(1.0 / 6227020800));
        var tail = p2 + (r2 * p4) + (r4 * (p6 + (r2 * p8) + (r4 * (p10 + (r2 * p12)))));
        var power = Vector256<double>.One + (r + (r2 * tail));

        var scale = ((shifted.AsInt64() + Vector256.Create(1023L)) << 52).AsDouble();
        return Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(x, Vector256.Create(-708.0)), power * scale, Vector256<double>.Zero);
    }

    /// <summary>The natural logarithm of a normal positive number, within 1 ulp or so; negative infinity of 0.</summary>
    /// <remarks>
    /// x = 2^k m with m in [sqrt(1/2), sqrt 2); with s = (m - 1)/(m + 1), log m = 2 artanh s, by its series to s^21 (remainder
    /// below 2^-58 relative).
    /// </remarks>
    public static double Log(double x)
    {
        if (x == 0) return double.NegativeInfinity;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }
        var f = m - 1;
        var s = f / (2 + f);
        var z = s * s;
        var series = 2.0 / 21;
        for (var n = 19; n >= 3; n -= 2) series = (series * z) + (2.0 / n);
        // 2 s = f - s f, and f is exact.
        return (k * Ln2High) + (f - ((s * (f - (z * series))) - (k * Ln2Low)));
    }
}
