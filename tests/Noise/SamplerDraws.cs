using System.Numerics;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

/// <summary>Draws of a sampler from one fixed stream, to compare the widths of a sampler draw by draw.</summary>
internal static class SamplerDraws
{
    public static IReadOnlyList<BigInteger> Of<T, TSampler>(TSampler sampler)
        where T : struct, IBinaryInteger<T>
        where TSampler : struct, ISampler<T>
    {
        using var reader = new NoiseReader(new SeededNoise(0), NoiseReader.ForManyDraws);
        var draws = new BigInteger[10_000];
        foreach (ref var draw in draws.AsSpan())
        {
            draw = BigInteger.CreateChecked(sampler.Draw(reader, out var negative));
            if (negative)
                draw = -draw;
        }

        return draws;
    }
}
