using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>What fits in the integer types that the samplers run on: ulong, UInt128 and, without bound, BigInteger.</summary>
internal static class Width
{
    public static int Bits<T>()
        where T : struct, IBinaryInteger<T> =>
        typeof(T) == typeof(ulong) ? 64 : typeof(T) == typeof(UInt128) ? 128 : int.MaxValue;

    /// <summary>How many steps stay below 2^(width / <paramref name="power"/>), so that their power does not overflow.</summary>
    public static ulong Steps<T>(BigInteger step, int power)
        where T : struct, IBinaryInteger<T> =>
        typeof(T) == typeof(BigInteger)
            ? ulong.MaxValue
            : (ulong)BigInteger.Min(ulong.MaxValue, ((BigInteger.One << (Bits<T>() / power)) - 1) / step);
}
