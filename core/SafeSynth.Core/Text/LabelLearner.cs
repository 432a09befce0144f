using SafeSynth.Data;
using SafeSynth.Mechanisms;

namespace SafeSynth.Texts;

/// <summary>What labels there are: as declared, or those that enough people use.</summary>
/// <remarks>
/// Labels are learned by one partition selection: every unit counts once for each label that it uses (<see cref="KeyUnitQuery"/>). Texts
/// whose label is missing, or is none of these, take no part in what is learned by label.
/// </remarks>
internal static class LabelLearner
{
    /// <summary>The share that learning labels takes of the release's rho, of its epsilon, and of what is set apart of delta.</summary>
    public const double Share = 0.02, EpsilonShare = 0.05, DeltaShare = 0.1;

    /// <summary>More labels than noise would leave anything of.</summary>
    private const int MostLabels = 1024;

    /// <summary>Whether labels have to be learned.</summary>
    public static bool IsNeeded(TextPlan plan) => plan.LabelColumn is { } label && !FieldOf(plan, label).HasDomain;

    /// <summary>How many labels are declared; null where none are.</summary>
    public static int? DeclaredCount(TextPlan plan) =>
        plan.LabelColumn is { } label && FieldOf(plan, label) is { HasDomain: true } field ? (int)Declared(field).Domain.Size : null;

    /// <summary>Refuses declared labels, and attributes, of which there are too many.</summary>
    /// <exception cref="Plans.SafeSynthException">SS0214.</exception>
    public static void Check(TextPlan plan)
    {
        foreach (var field in plan.Attributes.Prepend(plan.LabelColumn).OfType<string>().Select(column => FieldOf(plan, column)).Where(field => field.HasDomain))
        {
            var values = Declared(field).Domain.Size;
            if (values > MostLabels)
                throw TextFault.TooManyLabels(field.Name, values, MostLabels);
        }
    }

    /// <summary>The column of labels; null where texts have none, or none that may be named.</summary>
    public static ModelledColumn? Learn(IPrivateData data, TextPlan plan, TextNoise noise)
    {
        if (plan.LabelColumn is not { } label)
            return null;
        var field = FieldOf(plan, label);
        if (field.HasDomain)
            return Declared(field);

        var named = noise.Select(data, new KeyUnitQuery(label), noise.IsLaplace ? EpsilonShare : Share, DeltaShare);
        return named.Count == 0 ? null : Named(label, named.Select(key => key.Text));
    }

    /// <summary>The labels of a release without a guarantee: as declared, or all that there are, up to as many as there may be.</summary>
    public static ModelledColumn? Read(UnprotectedTexts texts, TextPlan plan)
    {
        if (plan.LabelColumn is not { } label)
            return null;
        var field = FieldOf(plan, label);
        return field.HasDomain ? Declared(field) : texts.ValuesOf(label) is { Count: > 0 } values ? Named(label, values) : null;
    }

    private static ModelledColumn Named(string label, IEnumerable<string> values)
    {
        var domain = new CategoryDomain(FieldType.String, values.Take(MostLabels), CellForm.Text, nullable: false, hasOther: false);
        return new ModelledColumn(label, domain, Binning.Identity(domain.Count), FaultPolicy.Missing);
    }

    /// <summary>The column of declared values of a field that declares them.</summary>
    internal static ModelledColumn Declared(Field field)
    {
        var domain = DeclaredDomain.Of(field with { Required = true }, FormTypes.DefaultOf(field.Type ?? FieldType.String), decimals: 0);
        return new ModelledColumn(field.Name, domain, Binning.Identity(Math.Min(domain.Count, MostLabels + 1)), field.FaultPolicy);
    }

    /// <summary>What is declared of a column.</summary>
    internal static Field FieldOf(TextPlan plan, string column) =>
        plan.Schema.Fields.FirstOrDefault(field => field.Name == column) ?? new Field(column);
}
