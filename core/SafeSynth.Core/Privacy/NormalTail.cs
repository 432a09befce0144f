using MathNet.Numerics;

namespace SafeSynth.Privacy;

/// <summary>The upper tail of the standard normal distribution.</summary>
internal static class NormalTail
{
    /// <summary>The z with Pr[N(0, 1) >= z] = <paramref name="probability"/>, for probabilities in (0, 1).</summary>
    public static double UpperQuantile(double probability) => Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);
}
