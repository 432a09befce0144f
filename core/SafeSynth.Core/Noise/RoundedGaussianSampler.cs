using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>A draw of N(0, sigma^2), sigma = s / d, rounded to the nearest integer: exactly, not a rounding of an approximation.</summary>
/// <remarks>
/// <para><b>Law.</b> Pr[n] = Phi((n + 1/2) / sigma) - Phi((n - 1/2) / sigma). The absolute value k + x of a standard normal variable comes
/// from <see cref="HalfNormal"/>, the sign from a fair coin, and rounding is symmetric (a half has probability 0), so the magnitude is
///   m = floor(sigma (k + x) + 1/2) = floor((s k + s x + d / 2) / d),
/// with s and d scaled so that d is even. Both signs of m = 0 are zero: they are the two halves of its interval.</para>
/// <para><b>Decision.</b> Of x it is known that v &lt;= 2^64 x &lt; v + 1. Write s v = 2^64 h + l. If l + s &lt;= 2^64, then h &lt;= s x
/// &lt; h + 1, so m = floor((s k + h + d / 2) / d), as d / 2 and s k are integers. Otherwise both ends of the interval of x are rounded as
/// big integers; when they disagree, x is given 64 more digits, and so on. The integer that is returned is that of the one real x:
/// exact.</para>
/// <para><b>Termination.</b> For each k, rounding jumps at no more than sigma + 1 places, so b digits of x stay undecided in no more than
/// sigma + 1 of its 2^b intervals. There k + x has a density of at most .8 exp(-k^2 / 2), which sums to 1.4 over k: more than b digits are
/// needed with probability below 1.4 (sigma + 1) 2^-b, which goes to 0.</para>
/// <para>The words consumed depend on sigma and the words, never on the integer type, so both widths return the same draws.</para>
/// </remarks>
internal readonly struct RoundedGaussianSampler<T> : ISampler<T>
    where T : struct, IBinaryInteger<T>
{
    private const int FastBits = 56;
    private const ulong FastWhole = (1UL << (64 - FastBits)) - 2;

    private readonly BigInteger _s;
    private readonly BigInteger _d;
    private readonly ulong _fastS;
    private readonly ulong _fastD;

    /// <param name="sigma">Positive, and such that it <see cref="Fits"/>.</param>
    public RoundedGaussianSampler(Rational sigma)
    {
        (_s, _d) = Scaled(sigma);
        if (typeof(T) == typeof(ulong))
            (_fastS, _fastD) = ((ulong)_s, (ulong)_d);
    }

    /// <summary>Whether this width can draw at this sigma: s and d below 2^56 leave room for k up to 254.</summary>
    public static bool Fits(Rational sigma)
    {
        var (s, d) = Scaled(sigma);
        return typeof(T) == typeof(BigInteger) || (s.GetBitLength() <= FastBits && d.GetBitLength() <= FastBits);
    }

    public T Draw(NoiseReader reader, out bool negative)
    {
        var k = HalfNormal.Draw(reader, out var x);
        negative = (reader.Next() & 1) != 0;
        if (typeof(T) == typeof(ulong) && k <= FastWhole)
        {
            var high = Math.BigMul(_fastS, x.Head, out var low);
            if (low <= 0 - _fastS)
                return T.CreateTruncating((_fastS * k + high + _fastD / 2) / _fastD);
        }

        return T.CreateSaturating(Refine(k, ref x, reader));
    }

    private BigInteger Refine(ulong k, ref LazyUniform x, NoiseReader reader)
    {
        for (var words = 1; ; words++)
        {
            // The upper end itself is not reached, hence the last place less.
            var from = (BigInteger)k << (64 * words) | x.Leading(words, reader);
            var half = (_d / 2) << (64 * words);
            var unit = _d << (64 * words);
            var low = (_s * from + half) / unit;
            if (low == (_s * (from + 1) + half - 1) / unit)
                return low;
        }
    }

    private static (BigInteger S, BigInteger D) Scaled(Rational sigma) => sigma.Denominator.IsEven
        ? (sigma.Numerator, sigma.Denominator)
        : (2 * sigma.Numerator, 2 * sigma.Denominator);
}
