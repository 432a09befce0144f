using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>Gaussian DP: squares of mu = sensitivity / sigma add up, and the curve is exact (Dong, Roth, Su 2022, corollary 3.3).</summary>
/// <remarks>
/// For the continuous Gaussian and what is computed from it, such as the rounded Gaussian. The discrete Gaussian is not post-processing of
/// a continuous one and is refused; so is everything that would cost more than it must when forced under a Gaussian curve.
/// </remarks>
public sealed class GdpAccountant : AdditiveAccountant
{
    internal static GdpAccountant Instance { get; } = new();

    public override string Name => "GDP";

    private protected override Rational? Cost(PrivacyEvent spent) => spent switch
    {
        GaussianEvent g => g.L2 * g.L2 / (g.Sigma * g.Sigma),
        RoundedGaussianEvent g => g.L2Squared / g.SigmaSquared,
        _ => null,
    };

    private protected override PrivacyCurve Curve(double total) => new GaussianCurve(RoundedUp.Root(total));

    private protected override double Limit(double epsilon, double delta)
    {
        var mu = GaussianConversion.Mu(epsilon, delta);
        return Math.Max(0, Math.BitDecrement(mu * mu));
    }

    private sealed class GaussianCurve(double mu) : PrivacyCurve
    {
        internal override double TruePositiveRate(double falsePositiveRate) => TradeOffCurve.OfGaussian(mu, falsePositiveRate);

        internal override double FalsePositiveRate(double truePositiveRate) => TradeOffCurve.LeastAlarmsOfGaussian(mu, truePositiveRate);

        private protected override double DeltaAt(double epsilon) => GaussianConversion.Delta(mu, epsilon);

        private protected override double EpsilonAt(double delta) => GaussianConversion.Epsilon(mu, delta);
    }
}
