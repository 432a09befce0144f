using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Adds Gaussian noise of one standard deviation to every count and rounds to integers.</summary>
/// <remarks>
/// Guarantee: mu-GDP with mu = L2 / sigma, hence (L2^2 / (2 sigma^2))-zCDP, for the unit and neighbours under which the query states its
///   L2 sensitivity.
/// Proof: exact counts plus N(0, sigma^2) in every coordinate are mu-GDP (Dong, Roth, Su 2022, theorem 2.7, and by the rotational symmetry
///   of the normal distribution for vectors), and (mu^2 / 2)-zCDP (Bun and Steinke 2016, proposition 1.6). What is released is a function
///   of those sums, each of them rounded to the nearest integer, so both hold of it: post-processing. Nothing else is rounded: the integer
///   is decided by as many digits of the real draw as it takes. Every integer is possible whatever the exact count.
/// Why beside the discrete Gaussian: that one is no post-processing of a Gaussian, so its price in GDP is not mu; this one's is exactly.
/// </remarks>
public sealed class RoundedGaussian(Rational sigma) : Mechanism<MarginalCounts, MarginalCounts>
{
    // Standard deviations are multiples of 2^-20: fine enough to waste nothing, short enough for 64-bit arithmetic.
    private const int GridBits = 20;

    /// <summary>The noise's standard deviation.</summary>
    public double Sigma => sigma.ToDoubleUp();

    public override PrivacyEvent CostOf(Sensitivity sensitivity) => new RoundedGaussianEvent(sigma * sigma, sensitivity.L2Squared);

    internal override MarginalCounts Draw(MarginalCounts exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var noisy = new MarginalCounts([.. exact.Cells.Select(cells => (long[])cells.Clone())]);
        foreach (var cells in noisy.Cells)
            ExactSamplers.AddRoundedGaussian(cells, sigma, noise);
        return noisy;
    }

    internal override void Spell(MarginalCounts answer, CanonicalBytes bytes) => answer.Spell(bytes);

    /// <summary>The mechanism that spends at most <paramref name="rho"/> = mu^2 / 2, and as little less as its grid allows.</summary>
    public static RoundedGaussian Spending(double rho, Sensitivity sensitivity) => new(SigmaFor(rho, sensitivity));

    /// <summary>A standard deviation that costs at most rho.</summary>
    public static Rational SigmaFor(double rho, Sensitivity sensitivity) => SigmaKeeping(Math.Sqrt(2 * rho), sensitivity);

    /// <summary>
    /// The mechanism that keeps <paramref name="mu"/>-GDP on a query of this sensitivity, with as little noise as its grid allows.
    /// </summary>
    /// <param name="mu">Positive.</param>
    /// <param name="sensitivity">Of the query.</param>
    public static RoundedGaussian Keeping(double mu, Sensitivity sensitivity) => new(SigmaKeeping(mu, sensitivity));

    private static Rational SigmaKeeping(double mu, Sensitivity sensitivity) =>
        Rational.RoundUp(Math.Sqrt(sensitivity.L2Squared) / mu * (1 + 1e-12), GridBits);
}
