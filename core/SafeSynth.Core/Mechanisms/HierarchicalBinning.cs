using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Counts the fine cells of each column and merges neighbours to bins that stand out from the noise.</summary>
/// <param name="sigma">The noise's standard deviation.</param>
/// <param name="scales">For each histogram, the cells in order that its first counts are of; further counts are not merged.</param>
/// <remarks>
/// Guarantee: mu-GDP with mu = L2 / sigma, hence (L2^2 / (2 sigma^2))-zCDP, for the unit and neighbours under which the query states its L2
/// sensitivity.
/// Proof: the counts are released by the rounded Gaussian (<see cref="RoundedGaussian"/>); bins are a function of noisy
///   counts, which is post-processing. Where cells were placed by earlier noisy answers, both add up under adaptive composition.
/// The hierarchy: cells lie where coarser histograms saw values, the finer the more; here they are merged from the finest up, so that
///   each bin holds a 32nd of the values beside heaps, and three standard deviations of its own noise. See <see cref="NoisyBins"/>.
/// Source: "NoiseFirst" of Xu, Zhang, Xiao, Yang, Yu, Winslett 2013 ("Differentially private histogram publication"), greedy and to equal
///   mass. Not PrivTree (Zhang, Xiao, Xie 2016): its Laplace noise for all d columns together has a scale of 3 / epsilon, hence a deviation
///   of 3 sqrt(2) times this sigma at the same rho, and buys depth, of which two adaptive levels of 128 cells need none.
/// </remarks>
public sealed class HierarchicalBinning(Rational sigma, IReadOnlyList<CellScale> scales) : Mechanism<MarginalCounts, BinnedColumns>
{
    private readonly RoundedGaussian _noisy = new(sigma);

    public override PrivacyEvent CostOf(Sensitivity sensitivity) => _noisy.CostOf(sensitivity);

    /// <summary>The mechanism that spends at most <paramref name="rho"/> on a query of this sensitivity.</summary>
    public static HierarchicalBinning Spending(double rho, Sensitivity sensitivity, IReadOnlyList<CellScale> scales) =>
        new(RoundedGaussian.SigmaFor(rho, sensitivity), scales);

    internal override BinnedColumns Draw(MarginalCounts exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var noisy = _noisy.Draw(exact, sensitivity, noise);
        return new BinnedColumns([.. scales.Zip(noisy.Cells, (scale, counts) => NoisyBins.Merge(scale, counts, _noisy.Sigma))]);
    }

    internal override void Spell(BinnedColumns answer, CanonicalBytes bytes)
    {
        // All else in the answer follows from these.
        foreach (var bins in answer.Columns)
            bytes.Add(bins.NoisyCounts);
    }
}

/// <summary>
/// How many values each cell may hold, in order, and whether empty ones at the ends may be left out: not where the bounds are declared.
/// </summary>
public readonly record struct CellScale(double[] Widths, bool MayShrink);

/// <summary>The bins of each histogram.</summary>
public sealed record BinnedColumns(IReadOnlyList<NoisyBins> Columns);
