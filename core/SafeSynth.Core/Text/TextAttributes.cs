using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>Declared columns beside the texts, for whose values texts are written.</summary>
internal static class TextAttributes
{
    /// <summary>More combinations of values than noise would leave anything of.</summary>
    public const int MostCombinations = 1 << 12;

    /// <summary>Refuses attributes that cannot be used.</summary>
    /// <exception cref="SafeSynthException">SS0230: one is not declared. SS0231: there are too many. SS0232: the generator has no use for
    /// them.</exception>
    public static void Check(TextPlan plan, ITextGenerator generator)
    {
        if (plan.Attributes.Count > 0 && !generator.Traits.TakesAttributes)
            throw TextFault.NotHeeded(generator.Info.Name, "attributes");
        if (plan.Attributes.FirstOrDefault(attribute => !LabelLearner.FieldOf(plan, attribute).HasDomain) is { } undeclared)
            throw TextFault.UndeclaredAttribute(undeclared);
        var combinations = Of(plan).Aggregate(1.0, (product, column) => product * column.Domain.Size);
        if (combinations > MostCombinations)
            throw TextFault.TooManyAttributes(combinations, MostCombinations);
    }

    /// <summary>The attributes as their domains are declared, in the plan's order.</summary>
    public static IReadOnlyList<ModelledColumn> Of(TextPlan plan) =>
        [.. plan.Attributes.Select(attribute => LabelLearner.Declared(LabelLearner.FieldOf(plan, attribute)))];
}
