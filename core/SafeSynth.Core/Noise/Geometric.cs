using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>The geometric variable behind both noises: x = u + t v >= 0 with Pr[x] proportional to exp(-x / t), and a fair sign.</summary>
/// <remarks>
/// Canonne, Kamath, Steinke 2020, algorithm 2, for an integer t >= 1. A uniform u in [0, t) is kept with probability exp(-u / t), so
/// Pr[u] is proportional to exp(-u / t); independently Pr[v] is proportional to exp(-v). Every x >= 0 is u + t v for exactly one pair, and
/// exp(-u / t) exp(-v) = exp(-x / t). A draw keeps u with probability at least 1 - 1/e, so there are fewer than 1.6 rounds on average.
/// </remarks>
internal static class Geometric
{
    /// <summary>Draws u (returned), v and the sign; t * <see cref="Bernoulli.FactorLimit"/> must be within the width.</summary>
    public static T Draw<T>(T t, NoiseReader reader, out ulong v, out bool negative)
        where T : struct, IBinaryInteger<T>
    {
        T u;
        do
        {
            // One uniform below 2 t is a uniform below t and a sign.
            var signed = Uniform.Below(t + t, reader);
            negative = T.IsOddInteger(signed);
            u = signed >> 1;
        }
        while (!Bernoulli.TossExp(u, t, reader));

        v = Bernoulli.CountHeadsOfOne(reader);
        return u;
    }
}
