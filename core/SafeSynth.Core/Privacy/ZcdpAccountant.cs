using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A cost in delta-approximate rho-zCDP (Bun and Steinke 2016, definition 8.1).</summary>
public readonly record struct ZcdpCost(double Rho, double Delta)
{
    /// <summary>Costs add up under adaptive composition (Bun and Steinke 2016, lemma 8.2); rounded up.</summary>
    public static ZcdpCost operator +(ZcdpCost a, ZcdpCost b) => new(RoundedUp.Sum(a.Rho, b.Rho), RoundedUp.Sum(a.Delta, b.Delta));
}

/// <summary>Prices events in zero-concentrated differential privacy. Every figure is rounded up.</summary>
/// <remarks>
/// Gaussian, discrete, rounded (post-processing) or neither: rho = L2^2 / (2 sigma^2) (Bun and Steinke 2016, proposition 1.6; Canonne,
/// Kamath, Steinke 2020, theorem 14). Laplace, discrete or not: epsilon = L1 / scale, and epsilon-DP implies rho = epsilon^2 / 2 (Bun and
/// Steinke 2016, proposition 1.4). Permute-and-flip, report noisy max, above threshold: the same of their epsilon. Exponential mechanism:
/// its loss has range epsilon, hence rho = epsilon^2 / 8 (Cesar and Rogers 2021, lemma 3.4). Partition selection: the rounded Gaussian's
/// rho; delta is the chance to release any key that only one unit holds.
/// </remarks>
public sealed class ZcdpAccountant : AdditiveAccountant
{
    internal static ZcdpAccountant Instance { get; } = new();

    public override string Name => "zCDP";

    /// <summary>The cost of one event.</summary>
    /// <exception cref="SafeSynthException">SS2002: the event is of a kind this accountant does not know.</exception>
    public static ZcdpCost Price(PrivacyEvent spent)
    {
        var counts = new EventCounts([spent]);
        return new(Instance.Total(counts), counts.OwnDelta);
    }

    /// <summary>The cost of all events together.</summary>
    public static ZcdpCost Price(IEnumerable<PrivacyEvent> events) =>
        events.Aggregate(default(ZcdpCost), (sum, spent) => sum + Price(spent));

    private protected override Rational? Cost(PrivacyEvent spent) => spent switch
    {
        DiscreteGaussianEvent g => g.L2Squared / (2 * g.SigmaSquared),
        RoundedGaussianEvent g => g.L2Squared / (2 * g.SigmaSquared),
        GaussianEvent g => g.L2 * g.L2 / (2 * g.Sigma * g.Sigma),
        DiscreteLaplaceEvent l => Squared(l.L1 / l.Scale, 2),
        LaplaceEvent l => Squared(l.L1 / l.Scale, 2),
        ExponentialEvent e => Squared(e.Epsilon, 8),
        PureEvent e => Squared(e.Epsilon, 2),
        _ => null,
    };

    private protected override PrivacyCurve Curve(double total) => new ZcdpCurve(total);

    private protected override double Limit(double epsilon, double delta) => ZcdpConversion.Rho(epsilon, delta);

    private static Rational Squared(Rational epsilon, long divisor) => epsilon * epsilon / divisor;

    private sealed class ZcdpCurve(double rho) : PrivacyCurve
    {
        private protected override double DeltaAt(double epsilon) => ZcdpConversion.Delta(rho, epsilon);

        private protected override double EpsilonAt(double delta) => ZcdpConversion.Epsilon(rho, delta);
    }
}
