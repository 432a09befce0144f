using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>Pure DP: epsilons add up (Dwork, McSherry, Nissim, Smith 2006).</summary>
/// <remarks>
/// Laplace noise of scale b on L1 sensitivity s is (s / b)-DP, and so is its discrete kin; the exponential mechanism states its
/// epsilon, and so does every <see cref="PureEvent"/>.
/// The sum e gives delta = 0 from epsilon = e on. Below, every e-DP release is post-processing of randomised response that tells the
/// truth with probability 1 / (1 + exp(-e)) (Kairouz, Oh, Viswanath 2015, theorem 2.1), whose curve is
///   delta(epsilon) = (1 - exp(epsilon - e)) / (1 + exp(-e)).
/// </remarks>
public sealed class PureAccountant : AdditiveAccountant
{
    internal static PureAccountant Instance { get; } = new();

    public override string Name => "pure";

    /// <summary>What is left of an epsilon after an event, exactly; null if that does not cover it.</summary>
    internal Rational? Rest(Rational epsilon, PrivacyEvent spent)
    {
        Rational? rest = epsilon;
        foreach (var (part, times) in new EventCounts([spent]).Parts)
            rest = rest is { } left ? Difference(left, times * PriceOf(part)) : null;
        return rest;
    }

    private protected override Rational? Cost(PrivacyEvent spent) => spent switch
    {
        LaplaceEvent l => l.L1 / l.Scale,
        DiscreteLaplaceEvent l => l.L1 / l.Scale,
        ExponentialEvent e => e.Epsilon,
        PureEvent e => e.Epsilon,
        _ => null,
    };

    private protected override PrivacyCurve Curve(double total) => new RandomisedResponse(total);

    private protected override double Limit(double epsilon, double delta) => epsilon;

    private static Rational? Difference(Rational left, Rational cost) => left < cost
        ? null
        : new Rational(left.Numerator * cost.Denominator - cost.Numerator * left.Denominator, left.Denominator * cost.Denominator);

    private sealed class RandomisedResponse(double total) : PrivacyCurve
    {
        private const double RoundingError = 1e-15;

        private protected override double DeltaAt(double epsilon) => epsilon >= total
            ? 0
            : Math.Min(1, (1 + 8 * RoundingError) * -NearZero.ExpM1(epsilon - total) / (1 + Math.Exp(-total)));

        private protected override double EpsilonAt(double delta)
        {
            if (delta == 0)
                return total;
            var lost = delta * (1 + Math.Exp(-total));
            return lost >= 1 ? 0 : Math.Clamp(total + NearZero.Log1P(-lost * (1 - 8 * RoundingError)) + RoundingError * total, 0, total);
        }
    }
}
