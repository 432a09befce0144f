using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Finds between which cells of a public scale the values of each column lie.</summary>
/// <param name="sigma">The noise's standard deviation.</param>
/// <param name="edges">
/// For each histogram the ascending edges of its cells. A histogram has a count for each cell, then one for all that lies in none.
/// </param>
/// <remarks>
/// Guarantee: mu-GDP with mu = L2 / sigma, hence (L2^2 / (2 sigma^2))-zCDP, for the unit and neighbours under which the query states its L2
/// sensitivity.
/// Proof: the counts are released by the rounded Gaussian (<see cref="RoundedGaussian"/>); the range is a function of
///   noisy counts and public edges, which is post-processing.
/// What to expect: a cell that holds ten standard deviations of the noise is missed with a probability below 10^-5, and one of 100,000
///   histograms of 320 empty cells shows a cell as occupied. See <see cref="OccupiedRange"/>.
/// Source: the noisy histogram over a public scale of Wilson, Zhang, Lam, Desfontaines, Simmons-Marengo, Gipson 2020 ("Differentially
///   private SQL with bounded user contribution", section 5.1.1, approximate bounds), with Gaussian noise and a rule for tails.
/// </remarks>
public sealed class ApproximateBounds(Rational sigma, IReadOnlyList<double[]> edges) : Mechanism<MarginalCounts, OccupiedRanges>
{
    private readonly RoundedGaussian _noisy = new(sigma);

    /// <summary>The standard deviation of the noise on each count.</summary>
    public double Sigma => _noisy.Sigma;

    public override PrivacyEvent CostOf(Sensitivity sensitivity) => _noisy.CostOf(sensitivity);

    /// <summary>The mechanism that spends at most <paramref name="rho"/> on a query of this sensitivity.</summary>
    public static ApproximateBounds Spending(double rho, Sensitivity sensitivity, IReadOnlyList<double[]> edges) =>
        new(RoundedGaussian.SigmaFor(rho, sensitivity), edges);

    internal override OccupiedRanges Draw(MarginalCounts exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var noisy = _noisy.Draw(exact, sensitivity, noise);
        return new OccupiedRanges([.. edges.Zip(noisy.Cells, (scale, counts) => OccupiedRange.Find(scale, counts, Sigma))]);
    }

    internal override void Spell(OccupiedRanges answer, CanonicalBytes bytes)
    {
        // All else in the answer follows from these.
        foreach (var range in answer.Columns)
            bytes.Add(range.NoisyCounts);
    }
}

/// <summary>One range for each histogram.</summary>
public sealed record OccupiedRanges(IReadOnlyList<OccupiedRange> Columns);
