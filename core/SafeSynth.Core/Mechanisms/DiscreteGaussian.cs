using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Adds discrete Gaussian noise of one variance parameter to every count.</summary>
/// <remarks>
/// Guarantee: (L2^2 / (2 sigma^2))-zCDP for the unit and neighbours under which the query states its L2 sensitivity.
/// Proof: the Renyi divergence of order a between two discrete Gaussians whose means are integers m apart is at most a m^2 / (2 sigma^2)
///   (Canonne, Kamath, Steinke 2020, proposition 5); independent coordinates add up to a L2^2 / (2 sigma^2), the definition of
///   rho-zCDP with rho = L2^2 / (2 sigma^2). Integers only: every integer is possible whatever the exact count.
/// </remarks>
public sealed class DiscreteGaussian(Rational sigmaSquared) : Mechanism<MarginalCounts, MarginalCounts>
{
    // Variance parameters are multiples of 2^-20: fine enough to waste nothing, short enough for 64-bit arithmetic.
    private const int GridBits = 20;

    /// <summary>The noise's standard deviation, but for a difference below 10^-9 of it at any useful scale.</summary>
    public double Sigma => Math.Sqrt(sigmaSquared.ToDoubleUp());

    public override PrivacyEvent CostOf(Sensitivity sensitivity) => new DiscreteGaussianEvent(sigmaSquared, sensitivity.L2Squared);

    internal override MarginalCounts Draw(MarginalCounts exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var noisy = new MarginalCounts([.. exact.Cells.Select(cells => (long[])cells.Clone())]);
        foreach (var cells in noisy.Cells)
            ExactSamplers.AddDiscreteGaussian(cells, sigmaSquared, noise);
        return noisy;
    }

    internal override void Spell(MarginalCounts answer, CanonicalBytes bytes) => answer.Spell(bytes);

    /// <summary>
    /// The mechanism that spends at most <paramref name="rho"/> on a query of this sensitivity, and as little less as its grid allows.
    /// </summary>
    public static DiscreteGaussian Spending(double rho, Sensitivity sensitivity) => new(SigmaSquaredFor(rho, sensitivity));

    /// <summary>A variance parameter that costs at most rho, within a billionth of the smallest.</summary>
    public static Rational SigmaSquaredFor(double rho, Sensitivity sensitivity) =>
        Rational.RoundUp(sensitivity.L2Squared / (2 * rho * (1 - 1e-9)), GridBits);
}
