using MathNet.Numerics;

namespace SafeSynth.Privacy;

/// <summary>The upper tail of the standard normal distribution.</summary>
internal static class NormalTail
{
    /// <summary>Pr[N(0, 1) >= z].</summary>
    public static double Probability(double z) => SpecialFunctions.Erfc(z / Constants.Sqrt2) / 2;

    /// <summary>The z with Pr[N(0, 1) >= z] = <paramref name="probability"/>, for probabilities in (0, 1).</summary>
    public static double UpperQuantile(double probability) => Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);
}
