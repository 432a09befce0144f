namespace SafeSynth.Data.Learning;

/// <summary>What learning the layout of a table may cost: fixed shares of the release's rho, each spent only where its step is needed.</summary>
/// <remarks>Constants by design: shares that followed the data would have to be paid for themselves.</remarks>
internal static class LearningBudget
{
    /// <summary>Types and spellings, from one histogram of cell forms.</summary>
    public const double Forms = 0.03;

    /// <summary>Bounds of ordered columns, from one histogram of magnitudes.</summary>
    public const double Magnitudes = 0.04;

    /// <summary>Category lists, by partition selection.</summary>
    public const double Categories = 0.06;

    /// <summary>Bins of ordered columns, from one fine histogram.</summary>
    public const double Bins = 0.07;

    /// <summary>The share of delta that partition selection gets where category lists have to be learned.</summary>
    public const double ThresholdDelta = 0.1;
}
