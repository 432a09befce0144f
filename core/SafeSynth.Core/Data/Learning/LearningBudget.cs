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

    /// <summary>Whether a field leaves something to be learned, so far as public facts tell.</summary>
    public static bool LeavesOpen(Field field) =>
        field.Role != FieldRole.Drop && !(field.HasDomain && (field.Enum is not null || field.Type is FieldType.Integer or FieldType.Date));

    /// <summary>The most that learning about some open fields may take: a step that no field can need takes nothing.</summary>
    public static double MaxShare(IReadOnlyList<Field> open)
    {
        var categories = open.Any(field => !field.HasDomain && field.Type is null or FieldType.String);
        var ordered = open.Any(field => field.Type is null or FieldType.Integer or FieldType.Number or FieldType.Date or FieldType.DateTime);
        return (open.Count > 0 ? Forms : 0) + (categories ? Categories : 0) + (ordered ? Magnitudes + Bins : 0);
    }
}
