using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>What a pure budget of epsilon comes to in zCDP, and which epsilon comes to that.</summary>
/// <remarks>
/// Epsilon-DP implies (epsilon^2 / 2)-zCDP (Bun and Steinke 2016, proposition 1.4). The converse is false: an epsilon is found again only
/// of a rho that is known to stand for one. Rho is the least double that is enough and epsilon the greatest that rho covers, so the way
/// there and back is exact: squares of neighbouring doubles are more than one double apart.
/// </remarks>
internal static class PureConversion
{
    // Beyond, squares overflow.
    private const double LargestEpsilon = 1e150;

    /// <summary>Epsilon^2 / 2, rounded up; of the largest epsilon that has a square where that is smaller.</summary>
    /// <param name="epsilon">0 or more.</param>
    public static double Rho(double epsilon)
    {
        var exact = Exactly(Math.Min(epsilon, LargestEpsilon));
        return (exact * exact / 2).ToDoubleUp();
    }

    /// <summary>The greatest epsilon, of those that have squares, with epsilon^2 / 2 of at most rho.</summary>
    /// <param name="rho">0 or more.</param>
    public static double Epsilon(double rho)
    {
        if (rho >= LargestEpsilon * LargestEpsilon / 2)
            return LargestEpsilon;
        var root = Math.Sqrt(2 * rho);
        var exact = Exactly(root);
        return exact * exact / 2 <= Exactly(rho) ? root : Math.BitDecrement(root);
    }

    private static Rational Exactly(double value) => Rational.RoundDown(value, fractionBits: 1074);
}
