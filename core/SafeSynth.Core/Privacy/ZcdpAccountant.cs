using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A cost in delta-approximate rho-zCDP (Bun and Steinke 2016, definition 8.1).</summary>
public readonly record struct ZcdpCost(double Rho, double Delta)
{
    /// <summary>Costs add up under adaptive composition (Bun and Steinke 2016, lemma 8.2); rounded up.</summary>
    public static ZcdpCost operator +(ZcdpCost a, ZcdpCost b) => new(Sum(a.Rho, b.Rho), Sum(a.Delta, b.Delta));

    // A correctly rounded sum is within half a step of the true one, so the next double is above it; with a zero it is exact.
    private static double Sum(double a, double b) => a == 0 || b == 0 ? a + b : Math.BitIncrement(a + b);
}

/// <summary>Prices events in zero-concentrated differential privacy. Every figure is rounded up.</summary>
public static class ZcdpAccountant
{
    /// <summary>The cost of one event.</summary>
    /// <remarks>
    /// Discrete Gaussian: rho = L2^2 / (2 sigma^2) (Canonne, Kamath, Steinke 2020, theorem 14).
    /// Rounded Gaussian: the same (Bun and Steinke 2016, proposition 1.6), because rounding is post-processing.
    /// Discrete Laplace: epsilon = L1 / scale, and epsilon-DP implies rho = epsilon^2 / 2 (Bun and Steinke 2016, proposition 1.4).
    /// Exponential mechanism: its loss has range epsilon, hence rho = epsilon^2 / 8 (Cesar and Rogers 2021, lemma 3.4).
    /// Partition selection: the Gaussian's rho; delta is the chance to release any key that only one unit holds.
    /// </remarks>
    /// <exception cref="SafeSynthException">SS2002: the event is of a kind this accountant does not know.</exception>
    public static ZcdpCost Price(PrivacyEvent spent) => spent switch
    {
        DiscreteGaussianEvent g => new(Gaussian(g.SigmaSquared, g.L2Squared), 0),
        RoundedGaussianEvent r => new(Gaussian(r.SigmaSquared, r.L2Squared), 0),
        PartitionSelectionEvent p => new(Gaussian(p.SigmaSquared, p.L2Squared), p.Delta),
        DiscreteLaplaceEvent l => new(Squared(l.L1 / l.Scale, 2), 0),
        ExponentialEvent e => new(Squared(e.Epsilon, 8), 0),
        _ => throw BudgetFault.UnknownEvent(spent.Mechanism),
    };

    /// <summary>The cost of all events together.</summary>
    public static ZcdpCost Price(IEnumerable<PrivacyEvent> events) =>
        events.Aggregate(default(ZcdpCost), (sum, spent) => sum + Price(spent));

    private static double Gaussian(Rational sigmaSquared, long l2Squared) =>
        (l2Squared / (2 * sigmaSquared)).ToDoubleUp();

    private static double Squared(Rational epsilon, long divisor) =>
        (epsilon * epsilon / divisor).ToDoubleUp();
}
