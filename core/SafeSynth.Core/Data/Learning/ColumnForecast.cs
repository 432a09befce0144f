using SafeSynth.Mechanisms;

namespace SafeSynth.Data.Learning;

/// <summary>
/// What public facts say of one column before anything is asked: what learning about it may need, and what may come of it.
/// </summary>
/// <remarks>Each answer is an upper bound of what <see cref="LearningColumn"/> decides when the noisy answers are there.</remarks>
internal sealed class ColumnForecast(Field field, IdentifierKind? identifier, bool isText)
{
    public Field Field { get; } = field;

    /// <summary>Whether a model may see the column: text of which hardly a value can be named is made up in the end.</summary>
    public bool IsModelled => Field.Role is not (FieldRole.Drop or FieldRole.Text) && identifier is null;

    /// <summary>Whether anything at all is learned about the column.</summary>
    public bool IsOpen => NeedsVote || MayNeedCategories || MayNeedBins;

    public bool NeedsVote { get; } = LayoutLearner.NeedsVote(field, identifier is not null, isText);

    public bool MayNeedCategories => IsModelled && !Field.HasDomain && Field.Type is null or FieldType.String;

    public bool MayNeedBins =>
        IsModelled && MayBeOrdered && !(Field.HasDomain && DeclaredCount(decimals: 15) <= LearningColumn.MaxUnbinned);

    private bool MayBeOrdered => Field.Enum is null && Field.Type is not (FieldType.String or FieldType.Boolean);

    /// <summary>
    /// The most codes that a model sees of the column, missing among them; null where they depend on values that are yet to be listed.
    /// </summary>
    /// <param name="categories">The most values that a learned list names; null where nobody knows.</param>
    public long? MostCodes(long? categories)
    {
        if (Field.Enum is not null || Field.Type == FieldType.Boolean)
            return Declared(decimals: 0).Size;
        if (Field.HasDomain)
            return Missing + (DeclaredCount(decimals: 0) > LearningColumn.MaxUnbinned ? NoisyBins.MostBins
                : Math.Min(DeclaredCount(decimals: 15), LearningColumn.MaxUnbinned));

        // A learned list has one value more, for all others.
        long? listed = MayNeedCategories ? categories + 1 : 0;
        return Missing + (listed is { } values ? Math.Max(values, MayBeOrdered ? NoisyBins.MostBins : 0) : null);
    }

    private int Missing => Field.Required && Field.Faults != FaultPolicy.Missing ? 0 : 1;

    private long DeclaredCount(int decimals) => Declared(decimals).Count;

    // Decimal places of numbers are learned: the more there are, the more values.
    private Domain Declared(int decimals) =>
        DeclaredDomain.Of(Field, FormTypes.DefaultOf(Field.Type ?? FieldType.String), Field.Type == FieldType.Number ? decimals : 0);
}
