using SafeSynth.Privacy;

namespace SafeSynth.Data.Learning;

/// <summary>What learning the layout of a table may cost, in rho: fixed shares, each spent only where its step is needed.</summary>
/// <param name="Rho">The most that all steps together may spend.</param>
/// <remarks>Constants by design: shares that followed the data would have to be paid for themselves.</remarks>
internal readonly record struct LearningBudget(double Rho)
{
    private const double FormsShare = 0.03, MagnitudesShare = 0.04, CloserLookShare = 0.02, CategoriesShare = 0.06, BinsShare = 0.07;
    private const double ReleaseShare = FormsShare + MagnitudesShare + CloserLookShare + CategoriesShare + BinsShare;

    /// <summary>The part of a release's budget that is set apart for learning.</summary>
    public static LearningBudget Within(ZcdpCost release) => new(ReleaseShare * release.Rho);

    /// <summary>Types and spellings, from one histogram of cell forms.</summary>
    public double Forms => Rho * (FormsShare / ReleaseShare);

    /// <summary>Bounds of ordered columns, from one histogram of magnitudes.</summary>
    public double Magnitudes => Rho * (MagnitudesShare / ReleaseShare);

    /// <summary>Bounds of columns whose values lie in a few of those cells, from one histogram of even cells.</summary>
    public double CloserLook => Rho * (CloserLookShare / ReleaseShare);

    /// <summary>Category lists, by partition selection.</summary>
    public double Categories => Rho * (CategoriesShare / ReleaseShare);

    /// <summary>Bins of ordered columns, from one fine histogram.</summary>
    public double Bins => Rho * (BinsShare / ReleaseShare);

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
        return (open.Count > 0 ? FormsShare : 0) + (categories ? CategoriesShare : 0) + (ordered ? MagnitudesShare + CloserLookShare + BinsShare : 0);
    }
}
