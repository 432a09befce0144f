using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Exact uniform integers below a bound, at any width.</summary>
/// <remarks>
/// <para>Up to 64 bits (Lemire 2019, "Fast random integer generation in an interval"): for a uniform word w, write w n = 2^64 h + l and
/// redraw while l &lt; 2^64 mod n. For one h, the values of l step by n through [0, 2^64); the part that is kept, [2^64 mod n, 2^64), is
/// floor(2^64 / n) steps long, so exactly that many words w lead to each h in [0, n), and h is uniform.</para>
/// <para>Above: as many bits as n has, redrawn until they are below n; at most two rounds on average.</para>
/// <para>The words consumed depend on n and the words, never on the integer type, so every width returns the same draws.</para>
/// </remarks>
internal static class Uniform
{
    /// <summary>A uniform integer in [0, n); n at least 1.</summary>
    public static ulong Below(ulong n, NoiseReader reader)
    {
        var high = Math.BigMul(reader.Next(), n, out var low);
        if (low < n)
        {
            var surplus = (0 - n) % n;
            while (low < surplus)
                high = Math.BigMul(reader.Next(), n, out low);
        }

        return high;
    }

    /// <summary>A uniform integer in [0, n); n at least 1.</summary>
    public static T Below<T>(T n, NoiseReader reader)
        where T : struct, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(ulong) || n <= T.CreateTruncating(ulong.MaxValue))
            return T.CreateTruncating(Below(ulong.CreateTruncating(n), reader));

        var bits = n.GetShortestBitLength();
        while (true)
        {
            var draw = T.Zero;
            var missing = bits;
            for (; missing >= 64; missing -= 64)
                draw = (draw << 64) | T.CreateTruncating(reader.Next());
            if (missing > 0)
                draw = (draw << missing) | T.CreateTruncating(reader.Next() >> (64 - missing));
            if (draw < n)
                return draw;
        }
    }
}
