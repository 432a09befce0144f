using System.Numerics;

namespace SafeSynth.Tests;

/// <summary>The integers that limbs spell, least significant first.</summary>
internal static class Limbs
{
    public static BigInteger Read(ReadOnlySpan<ulong> limbs)
    {
        var value = BigInteger.Zero;
        for (var i = limbs.Length - 1; i >= 0; i--)
            value = (value << 64) | limbs[i];
        return value;
    }
}
