namespace SafeSynth.Privacy;

/// <summary>What (order, divergence)-Renyi DP implies at that one order, rounded up.</summary>
/// <remarks>
/// Canonne, Kamath, Steinke 2020, proposition 12; Asoodeh et al. 2020: with a = order and r = divergence,
///   epsilon = r + ln(1 - 1/a) - (ln delta + ln a) / (a - 1),
///   delta = exp((a - 1) (r - epsilon)) / (a - 1) * (1 - 1/a)^a.
/// Results are moved against ourselves by more than the rounding errors of their terms.
/// </remarks>
internal static class RenyiConversion
{
    // Every term is good to a few units in the last place; this is 32 of them, on the sum of the absolute values of the terms.
    private const double RoundingError = 32 * 1.1102230246251565e-16;

    public static double Epsilon(double order, double divergence, double delta)
    {
        if (delta == 0)
            return divergence == 0 ? 0 : double.PositiveInfinity;
        var gain = -NearZero.Log1P(-1 / order);
        var tail = -Math.Log(delta) / (order - 1);
        var saved = Math.Log(order) / (order - 1);
        return Math.Max(0, divergence - gain + tail - saved + RoundingError * (divergence + gain + tail + saved));
    }

    public static double Delta(double order, double divergence, double epsilon)
    {
        var gained = (order - 1) * divergence;
        var paid = (order - 1) * epsilon;
        var size = Math.Log(order - 1);
        var factor = -order * NearZero.Log1P(-1 / order);
        var log = gained - paid - size - factor + RoundingError * (gained + paid + Math.Abs(size) + factor);
        return double.IsNaN(log) ? 1 : Math.Min(1, Math.BitIncrement(Math.BitIncrement(Math.Exp(log))));
    }

    /// <summary>The largest divergence at this order that keeps (epsilon, delta), rounded down; negative where none does.</summary>
    public static double Divergence(double order, double epsilon, double delta)
    {
        var atNone = Epsilon(order, 1, delta) - 1;
        return epsilon - atNone - RoundingError * (epsilon + Math.Abs(atNone) + 1);
    }
}
