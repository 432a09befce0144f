using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>Chooses how groups are named, from public facts.</summary>
internal static class GroupSelection
{
    /// <summary>The mechanism within rho and delta that names a group at the lower count.</summary>
    /// <remarks>
    /// Truncated geometric noise is best where a unit touches few groups and much may be spent; Gaussian noise where it touches many, since
    /// its cost follows the root of their number, and where rho is small, since rho understates what a pure mechanism could do.
    /// </remarks>
    public static (Mechanism<KeyCounts, ReleasedKeys> Mechanism, long Threshold) Within(double rho, double delta, Sensitivity sensitivity)
    {
        var geometric = TruncatedGeometricSelection.Spending(rho, delta, sensitivity);
        var gaussian = Gaussian(rho, delta, sensitivity);
        return geometric.Threshold <= gaussian.Threshold ? (geometric, geometric.Threshold) : gaussian;
    }

    /// <summary>The mechanism within rho and delta that is exactly Gaussian but for its delta.</summary>
    public static (Mechanism<KeyCounts, ReleasedKeys> Mechanism, long Threshold) Gaussian(double rho, double delta, Sensitivity sensitivity)
    {
        var gaussian = new GaussianPartitionSelection(RoundedGaussian.SigmaFor(rho, sensitivity), delta);
        return (gaussian, gaussian.ThresholdFor(sensitivity));
    }

    /// <summary>The pure mechanism within epsilon, of which every key that a unit can touch has its share, and delta.</summary>
    public static (Mechanism<KeyCounts, ReleasedKeys> Mechanism, long Threshold) Pure(double epsilon, double delta, Sensitivity sensitivity)
    {
        var rhoOfAllKeys = epsilon * epsilon / (2.0 * sensitivity.L0);
        var geometric = TruncatedGeometricSelection.Spending(rhoOfAllKeys, delta, sensitivity);
        return (geometric, geometric.Threshold);
    }
}
