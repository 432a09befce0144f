namespace SafeSynth.Privacy;

/// <summary>How far the exact answer of a query can move between neighbours, in the norms that mechanisms need.</summary>
/// <param name="L0">Most entries that change.</param>
/// <param name="L1">Largest sum of absolute changes.</param>
/// <param name="L2Squared">Largest sum of squared changes: an integer, so that no root is rounded.</param>
/// <param name="LInf">Largest change of one entry.</param>
public sealed record Sensitivity(long L0, long L1, long L2Squared, long LInf)
{
    /// <summary>The sensitivity of <paramref name="histograms"/> histograms to which every row adds one count each.</summary>
    /// <remarks>
    /// Add/remove: a unit of k rows moves k counts of each histogram, at worst all in one cell, so L1 = LInf = k and L2^2 = k^2 (not k).
    /// Replace: k counts leave and k arrive, at worst from one cell to another: L1 = 2k, L2^2 = 2k^2, LInf = k.
    /// Histograms add up in L0, L1 and L2^2 and share LInf.
    /// </remarks>
    public static Sensitivity OfHistograms(int histograms, PrivacyUnit unit, Neighbors neighbors)
    {
        long rows = unit.MaxRows;
        long moves = neighbors == Neighbors.AddRemove ? 1 : 2;
        return checked(new Sensitivity(
            L0: histograms * moves * rows,
            L1: histograms * moves * rows,
            L2Squared: histograms * moves * rows * rows,
            LInf: rows));
    }
}
