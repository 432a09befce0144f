using SafeSynth.Data;
using SafeSynth.Data.Learning;

namespace SafeSynth.Plans;

/// <summary>
/// Refuses conditions that public facts alone show to be impossible, before any row is read. What has to be learned first is looked for in
/// the model.
/// </summary>
internal static class ConditionCheck
{
    /// <param name="plan">The plan.</param>
    /// <param name="fields">What is declared of each column of the data.</param>
    /// <exception cref="SafeSynthException">SS0171 to SS0173.</exception>
    public static void Check(DpPlan plan, IReadOnlyList<Field> fields)
    {
        var asked = new Dictionary<string, CodeSet>(StringComparer.Ordinal);
        foreach (var values in plan.Where)
        {
            var field = fields.FirstOrDefault(field => field.Name.Equals(values.Column, StringComparison.OrdinalIgnoreCase))
                ?? throw ConditionFault.UnknownColumn(values.Column, fields.Select(field => field.Name));
            if (field.Role is FieldRole.Drop or FieldRole.Text || IdentifierNames.RegeneratedKindOf(field, plan.Guarantee.Unit) is not null)
                throw ConditionFault.MadeUpColumn(field.Name);
            RequireValues(values, field);
            if (DeclaredDomain.IfDeclared(field) is not { } domain)
                continue;
            var codes = CodeSet.Of(domain, values.AnyOf);
            if (asked.TryGetValue(field.Name, out var before) && !codes.Overlaps(before))
                throw ConditionFault.Impossible(plan.Where);
            asked[field.Name] = codes;
        }

        foreach (var impossible in plan.Constraints.OfType<ImpossibleValues>())
        {
            if (impossible.Values.All(values => plan.Where.Any(one => one.Column.Equals(values.Column, StringComparison.OrdinalIgnoreCase) && Implies(one, values, fields))))
                throw ConditionFault.Impossible(plan.Where);
        }
    }

    private static void RequireValues(ColumnValues values, Field field)
    {
        if (values.AnyOf.Count == 0)
            throw ConditionFault.NoValue(field.Name);
        if (DeclaredDomain.IfDeclared(field) is { } domain)
        {
            foreach (var unknown in values.AnyOf.Where(value => CodeSet.Of(domain, [value]).IsEmpty))
                throw ConditionFault.UnknownValue(field.Name, domain, unknown);
            return;
        }

        foreach (var value in values.AnyOf)
        {
            if (string.IsNullOrEmpty(value) && field.Required && field.Faults != FaultPolicy.Missing)
                throw ConditionFault.NeverMissing(field.Name);
            if (!string.IsNullOrEmpty(value) && field.Type is (FieldType.Integer or FieldType.Number or FieldType.Date or FieldType.DateTime) and var type
                && !ValueRange.TryParse(value, type, out _))
                throw ConditionFault.OtherType(field.Name, value, DeclaredDomain.NameOf(type));
        }
    }

    // Whether whatever is asked for is among the values that are called impossible; of values that nobody declared, if they are the same
    // words.
    private static bool Implies(ColumnValues asked, ColumnValues impossible, IReadOnlyList<Field> fields) =>
        DeclaredDomain.IfDeclared(fields.First(field => field.Name == impossible.Column)) is { } domain
            ? !CodeSet.Of(domain, asked.AnyOf).Overlaps(CodeSet.Of(domain, impossible.AnyOf).Complement(domain.Size))
            : asked.AnyOf.All(impossible.AnyOf.Contains);
}
