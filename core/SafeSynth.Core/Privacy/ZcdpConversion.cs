namespace SafeSynth.Privacy;

/// <summary>Converts rho-zCDP (zero-concentrated DP) to (epsilon, delta)-DP and back, at the best of all Renyi orders.</summary>
/// <remarks>
/// <para>Canonne, Kamath, Steinke 2020, proposition 12 (for one order, also Asoodeh et al. 2020):
///   delta = min over a of exp((a - 1)(a rho - epsilon)) / (a - 1) * (1 - 1/a)^a, or, solved for epsilon,
///   epsilon = min over a of rho a + ln(1 - 1/a) - (ln delta + ln a) / (a - 1).</para>
/// <para>With b = a - 1, setting the derivatives to zero gives the best order as the root of an increasing function:
///   for epsilon, rho b^2 + ln(1 + b) = ln(1 / delta);   for delta, rho (2 b + 1) - ln(1 + 1/b) = epsilon.
/// For rho both equations hold; eliminating rho leaves a decreasing function of b.</para>
/// <para>Rounding. The bound holds at every b, so an inexact root costs tightness, never validity. The value at b is then moved against
/// ourselves by more than the rounding errors of its terms: epsilon and delta are never too small, rho never too large.</para>
/// </remarks>
public static class ZcdpConversion
{
    // Every term is good to a few units in the last place; this is 32 of them, on the sum of the absolute values of the terms.
    private const double RoundingError = 32 * 1.1102230246251565e-16;

    // Against ourselves, a smaller rho is taken for this one, and a greater epsilon for its reciprocal; so that no product overflows.
    private const double LeastRho = 1e-100;

    private const double LeastOrder = 1e-300;

    /// <summary>The least epsilon that rho-zCDP implies at this delta, rounded up.</summary>
    /// <param name="rho">0 or more.</param>
    /// <param name="delta">0 to 1; at 0 the answer is infinite unless rho is 0.</param>
    public static double Epsilon(double rho, double delta)
    {
        Demand.NotNegative(rho, nameof(rho));
        Demand.Probability(delta);
        if (rho == 0 || delta == 1)
            return 0;
        if (delta == 0 || double.IsPositiveInfinity(rho))
            return double.PositiveInfinity;

        rho = Math.Max(rho, LeastRho);
        var log = -Math.Log(delta);
        var b = Root(b => rho * b * b + Log1P(b) - log, Math.Sqrt(log / rho));
        var moment = rho * (1 + b);
        var gain = Log1P(1 / b);
        var tail = log / b;
        var saved = Log1P(b) / b;
        return Math.Max(0, moment - gain + tail - saved + RoundingError * (moment + gain + tail + saved));
    }

    /// <summary>The least delta that rho-zCDP implies at this epsilon, rounded up.</summary>
    /// <param name="rho">0 or more.</param>
    /// <param name="epsilon">0 or more.</param>
    public static double Delta(double rho, double epsilon)
    {
        Demand.NotNegative(rho, nameof(rho));
        Demand.NotNegative(epsilon, nameof(epsilon));
        if (rho == 0 || double.IsPositiveInfinity(epsilon))
            return 0;
        if (double.IsPositiveInfinity(rho))
            return 1;

        rho = Math.Max(rho, LeastRho);
        epsilon = Math.Min(epsilon, 1 / LeastRho);
        var b = Root(b => rho * (2 * b + 1) - Log1P(1 / b) - epsilon, (epsilon + 1) / rho + 1);
        var moment = b * rho * (1 + b);
        var paid = b * epsilon;
        var order = Math.Log(b);
        var factor = (1 + b) * Log1P(1 / b);
        var log = moment - paid - order - factor + RoundingError * (moment + paid + Math.Abs(order) + factor);
        return Math.Min(1, Math.BitIncrement(Math.BitIncrement(Math.Exp(log))));
    }

    /// <summary>The largest rho whose epsilon at this delta is at most <paramref name="epsilon"/>, rounded down.</summary>
    /// <param name="epsilon">0 or more.</param>
    /// <param name="delta">0 or more, below 1; at 0 the answer is 0 unless epsilon is infinite.</param>
    public static double Rho(double epsilon, double delta)
    {
        Demand.NotNegative(epsilon, nameof(epsilon));
        Demand.Probability(delta);
        ArgumentOutOfRangeException.ThrowIfEqual(delta, 1);
        if (double.IsPositiveInfinity(epsilon))
            return double.PositiveInfinity;
        if (delta == 0)
            return 0;

        var log = -Math.Log(delta);
        double RhoAt(double b) => (log - Log1P(b)) / b / b;
        var b = Root(b => epsilon + Log1P(1 / b) - RhoAt(b) * (1 + 2 * b), 1 / delta);
        var rho = RhoAt(b);
        var slack = RoundingError;
        while (Epsilon(rho * (1 - slack), delta) > epsilon)
            slack *= 2;
        return rho * (1 - slack);
    }

    /// <summary>Where an increasing function of an order changes sign, by bisection of the logarithm; an end where it does not.</summary>
    private static double Root(Func<double, double> increasing, double greatest)
    {
        var low = Math.Log(LeastOrder);
        var high = Math.Log(greatest);
        while (true)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
                return Math.Exp(middle);
            if (increasing(Math.Exp(middle)) < 0)
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>ln(1 + x) for x >= 0, to full relative precision however small x is.</summary>
    private static double Log1P(double x) => x < 1 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x);
}
