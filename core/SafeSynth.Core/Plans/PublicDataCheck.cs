using SafeSynth.Data;
using SafeSynth.Generators;

namespace SafeSynth.Plans;

/// <summary>Refuses public data that are of no use to a release, before a private row is read.</summary>
internal static class PublicDataCheck
{
    /// <param name="plan">The plan.</param>
    /// <param name="fields">What is declared of each column of the private data.</param>
    /// <param name="generator">The generator of the release.</param>
    /// <exception cref="SafeSynthException">SS0168 to SS0170, SS0181: the public data were not read, or are of no use.</exception>
    public static void Check(DpPlan plan, IReadOnlyList<Field> fields, GeneratorInfo generator)
    {
        if ((plan.PublicData?.Name ?? plan.PublicDataFile) is null)
            return;
        if (!generator.UsesPublicData)
            throw PlanFault.PublicDataUnused(
                generator.Name, GeneratorCatalog.All.Select(one => one.Info).Where(info => info.UsesPublicData).Select(info => info.Name));
        if (plan.PublicData is not { } known)
            throw PlanFault.PublicDataUnread(plan.PublicDataFile!);
        if (fields.FirstOrDefault(field => field.Role is not (FieldRole.Drop or FieldRole.Regenerate or FieldRole.Text) && !known.ColumnNames.Contains(field.Name)) is { } field)
            throw PlanFault.PublicDataLacks(known.Name, field.Name);
        if (known.For(fields).RowCount == 0)
            throw PlanFault.PublicDataEmpty(known.Name);
    }
}
