using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>Chooses how groups are named, from public facts.</summary>
internal static class GroupSelection
{
    /// <summary>The mechanism within rho and delta that names a group at the lower count.</summary>
    /// <remarks>
    /// Truncated geometric noise is best where a unit touches few groups and much may be spent; Gaussian noise where it touches many, since its cost
    /// follows the root of their number, and where rho is small, since rho understates what a pure mechanism could do.
    /// </remarks>
    public static Mechanism<KeyCounts, ReleasedKeys> Within(double rho, double delta, Sensitivity sensitivity)
    {
        var geometric = TruncatedGeometricSelection.Spending(rho, delta, sensitivity);
        var gaussian = new GaussianPartitionSelection(RoundedGaussian.SigmaFor(rho, sensitivity), delta);
        return geometric.Threshold <= gaussian.ThresholdFor(sensitivity) ? geometric : gaussian;
    }
}
