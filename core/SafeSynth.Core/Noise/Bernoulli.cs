using System.Numerics;
using System.Runtime.CompilerServices;

namespace SafeSynth.Noise;

/// <summary>Exact coins of probability n / d and exp(-n / d), at any width.</summary>
/// <remarks>
/// <para><b>n / d.</b> Let U be a uniform real in [0, 1) whose binary digits are the words w1, w2, ... The coin is U &lt; n / d, decided by
/// as many words as it takes: with one word, U lies in [w, w + 1) / 2^64, so with the remainder r = 2^64 n - w d,
///   r &lt;= 0 means U >= n / d;   r >= d means U &lt; n / d;   else U &lt; n / d if and only if the rest of U, uniform again, is
/// below r / d, which has probability at most 2^-64. No rounding anywhere: the probability is n / d exactly.</para>
/// <para><b>exp(-x), x = n / d &lt;= 1</b> (Canonne, Kamath, Steinke 2020, algorithm 1, after von Neumann). Toss coins of probability
/// x / k for k = 1, 2, ... until the first tail, at k = K. Pr[K > k] = x^k / k!, and the sum of Pr[K > k] - Pr[K > k + 1] over even k is
///   Pr[K odd] = 1 - x + x^2 / 2! - x^3 / 3! + ... = exp(-x).
/// For x > 1, exp(-x) = exp(-1) exp(-(x - 1)): one coin for each factor, until a tail.</para>
/// <para>The words consumed depend on n, d and the words, never on the integer type, so every width returns the same draws.</para>
/// </remarks>
internal static class Bernoulli
{
    /// <summary>Below this k, x / k is tossed as one coin, n / (k d); from here on as two, n / d and 1 / k.</summary>
    /// <remarks>Callers leave this factor of room above d, which makes a fixed width safe for every k.</remarks>
    public const int FactorLimit = 256;

    /// <summary>True with probability n / d, for 0 &lt;= n &lt;= d &lt; 2^64 and d &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Toss(ulong n, ulong d, NoiseReader reader)
    {
        // high >= n means r <= 0; high <= n - 2 means r > 2^64 > d.
        var high = Math.BigMul(reader.Next(), d, out var low);
        return high != n - 1 ? high < n : TossRest(low, d, reader);
    }

    /// <summary>True with probability n / d, for 0 &lt;= n &lt;= d &lt; 2^127 and d &gt; 0.</summary>
    public static bool Toss(UInt128 n, UInt128 d, NoiseReader reader)
    {
        var word = reader.Next();
        var carry = Math.BigMul(word, (ulong)d, out var low);
        var high = Math.BigMul(word, (ulong)(d >> 64)) + carry;
        if (high >= n)
            return false;

        // r = 2^64 (n - high) - low; from n - high >= 2^64 on it exceeds 2^127 > d.
        var gap = n - high;
        if (gap > ulong.MaxValue)
            return true;
        var remainder = (gap << 64) - low;
        return remainder >= d || Toss(remainder, d, reader);
    }

    /// <summary>True with probability n / d, for 0 &lt;= n &lt;= d and d &gt; 0.</summary>
    public static bool Toss(BigInteger n, BigInteger d, NoiseReader reader)
    {
        var remainder = (n << 64) - reader.Next() * d;
        return remainder.Sign > 0 && (remainder >= d || Toss(remainder, d, reader));
    }

    /// <summary>True with probability exp(-n / d), for n &gt;= 0, d &gt; 0 and d * <see cref="FactorLimit"/> within the width.</summary>
    public static bool TossExp<T>(T n, T d, NoiseReader reader)
        where T : struct, IBinaryInteger<T>
    {
        for (; n > d; n -= d)
        {
            if (!TossExpOfOne(reader))
                return false;
        }

        var kd = d;
        for (ulong k = 1; ; k++, kd += d)
        {
            var heads = k < FactorLimit ? Toss(n, kd, reader) : Toss(n, d, reader) && Toss(1, k, reader);
            if (!heads)
                return (k & 1) != 0;
        }
    }

    /// <summary>True with probability 1 / e.</summary>
    public static bool TossExpOfOne(NoiseReader reader)
    {
        // x = 1: the first coin always shows heads.
        ulong k = 2;
        while (Toss(1, k, reader))
            k++;
        return (k & 1) != 0;
    }

    /// <summary>The number of heads before the first tail of coins of probability 1 / e: Pr[v] = (1 - 1/e) exp(-v).</summary>
    public static ulong CountHeadsOfOne(NoiseReader reader)
    {
        ulong heads = 0;
        while (TossExpOfOne(reader))
            heads++;
        return heads;
    }

    private static bool TossRest(ulong low, ulong d, NoiseReader reader)
    {
        // Here r = 2^64 - low.
        return low <= 0 - d || Toss(0 - low, d, reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Toss<T>(T n, T d, NoiseReader reader)
        where T : struct, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(ulong))
            return Toss(ulong.CreateTruncating(n), ulong.CreateTruncating(d), reader);
        if (typeof(T) == typeof(UInt128))
            return Toss(UInt128.CreateTruncating(n), UInt128.CreateTruncating(d), reader);
        return Toss(BigInteger.CreateTruncating(n), BigInteger.CreateTruncating(d), reader);
    }
}
