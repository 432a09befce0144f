using SafeSynth.Privacy;

namespace SafeSynth.Data.Learning;

/// <summary>What learning the layout of a table may cost, in rho: fixed shares, each spent only where its step is needed.</summary>
/// <param name="Rho">The most that all steps together may spend.</param>
/// <remarks>Constants by design: shares that followed the data would have to be paid for themselves.</remarks>
internal readonly record struct LearningBudget(double Rho)
{
    /// <summary>The shares of a release's rho that the steps may take; the rest is a generator's.</summary>
    public const double FormsShare = 0.03, MagnitudesShare = 0.04, CloserLookShare = 0.02, CategoriesShare = 0.06, ValuesShare = 0.02, RoundnessShare = 0.01,
        BinsShare = 0.04;

    /// <summary>The share of delta that partition selection gets where category lists or common values may have to be learned.</summary>
    public const double ThresholdDelta = 0.1;

    private const double LearningShare = FormsShare + MagnitudesShare + CloserLookShare + CategoriesShare + ValuesShare + RoundnessShare + BinsShare;

    /// <summary>
    /// The delta of either selection, of lists or of values: half of what is set apart, and a last digit less, since sums are rounded up.
    /// </summary>
    public static double SelectionDelta(ZcdpCost release) => Math.BitDecrement(release.Delta / 2);

    /// <summary>The part of a release's budget that is set apart for learning.</summary>
    public static LearningBudget Within(ZcdpCost release) => new(LearningShare * release.Rho);

    /// <summary>Types and spellings, from one histogram of cell forms.</summary>
    public double Forms => Rho * (FormsShare / LearningShare);

    /// <summary>Bounds of ordered columns, from one histogram of magnitudes.</summary>
    public double Magnitudes => Rho * (MagnitudesShare / LearningShare);

    /// <summary>Bounds of columns whose values lie in a few of those cells, from one histogram of even cells.</summary>
    public double CloserLook => Rho * (CloserLookShare / LearningShare);

    /// <summary>Category lists, by partition selection.</summary>
    public double Categories => Rho * (CategoriesShare / LearningShare);

    /// <summary>Common values of ordered columns of many values, by partition selection.</summary>
    public double Values => Rho * (ValuesShare / LearningShare);

    /// <summary>On how round values the others heap, from one histogram of roundness.</summary>
    public double Roundness => Rho * (RoundnessShare / LearningShare);

    /// <summary>Bins of ordered columns, from one fine histogram.</summary>
    public double Bins => Rho * (BinsShare / LearningShare);
}
