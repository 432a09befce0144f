using System.Numerics;
using System.Security.Cryptography;

namespace SafeSynth.Marginals;

/// <summary>Repeatable random numbers for drawing synthetic records from a fitted model. Never for noise.</summary>
/// <remarks>
/// xoshiro256** 1.0 (Blackman and Vigna 2021), its 256-bit state filled from the seed by SplitMix64 (Steele, Lea, Flood
/// 2014). The same seed gives the same numbers on every machine and in every version. Not cryptographic: sampling from a model
/// is post-processing, so its randomness protects nothing. Not for concurrent use.
/// </remarks>
public sealed class SampleRandom
{
    private ulong _s0, _s1, _s2, _s3;

    public SampleRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>A source with a seed from the operating system: different numbers every time.</summary>
    public static SampleRandom FromSystem()
    {
        Span<byte> seed = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(seed);
        return new SampleRandom(BitConverter.ToUInt64(seed));
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform multiple of 2^-53 in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in 0 .. bound - 1, exactly (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            var tooFew = (0u - range) % range;   // 2^32 mod bound
            while ((uint)product < tooFew) product = (NextBits() >> 32) * range;
        }
        return (int)(product >> 32);
    }

    /// <summary>The same for bounds beyond 32 bits.</summary>
    public long Next(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var product = (UInt128)NextBits() * range;
        if ((ulong)product < range)
        {
            var tooFew = (0ul - range) % range;   // 2^64 mod bound
            while ((ulong)product < tooFew) product = (UInt128)NextBits() * range;
        }
        return (long)(ulong)(product >> 64);
    }

    /// <summary>Puts the items into a uniformly random order.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
