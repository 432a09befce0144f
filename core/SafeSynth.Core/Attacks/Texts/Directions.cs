using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SafeSynth.Attacks;

/// <summary>Directions of length 1, as embedders give them.</summary>
internal static class Directions
{
    private const int AtOnce = 16;

    /// <summary>For each direction the nearest of others: its cosine, and which it is; the first of equals.</summary>
    public static (float[] Cosines, int[] Of) Nearest(float[][] directions, float[][] others, CancellationToken cancel)
    {
        var (cosines, nearest) = (new float[directions.Length], new int[directions.Length]);
        Array.Fill(cosines, float.NegativeInfinity);
        Parallel.For(0, (directions.Length + AtOnce - 1) / AtOnce, new ParallelOptions { CancellationToken = cancel }, block =>
        {
            // Some at a time, so that each of the others is fetched from memory once for all of them.
            var end = Math.Min(directions.Length, (block + 1) * AtOnce);
            for (var other = 0; other < others.Length; other++)
            {
                for (var at = block * AtOnce; at < end; at++)
                {
                    if (Cosine(directions[at], others[other]) is var cosine && cosine > cosines[at])
                        (cosines[at], nearest[at]) = (cosine, other);
                }
            }
        });
        return (cosines, nearest);
    }

    // Eight sums side by side, added up in one order on every machine.
    private static float Cosine(float[] one, float[] other)
    {
        var ones = MemoryMarshal.Cast<float, Vector256<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector256<float>>(other);
        var sums = Vector256<float>.Zero;
        for (var i = 0; i < ones.Length; i++)
            sums += ones[i] * others[i];
        var cosine = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            cosine += sums[lane];
        for (var i = ones.Length * Vector256<float>.Count; i < one.Length; i++)
            cosine += one[i] * other[i];
        return cosine;
    }
}
