using SafeSynth.Data;
using SafeSynth.Data.Learning;

namespace SafeSynth.Plans;

/// <summary>Refuses constraints that public facts alone show to be impossible, before any row is read.</summary>
internal static class ConstraintCheck
{
    /// <param name="plan">The plan.</param>
    /// <param name="fields">What is declared of each column of the data.</param>
    /// <exception cref="SafeSynthException">SS0174 to SS0179.</exception>
    public static void Check(DpPlan plan, IReadOnlyList<Field> fields)
    {
        if (plan.Constraints.Count == 0)
            return;
        var byName = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        bool IsMadeUp(Field field) =>
            field.Role is FieldRole.Drop or FieldRole.Text || IdentifierNames.RegeneratedKindOf(field, plan.Guarantee.Unit) is not null;

        foreach (var constraint in plan.Constraints)
        {
            foreach (var column in constraint.Columns)
            {
                if (!byName.TryGetValue(column, out var field))
                    throw ConstraintFault.UnknownColumn(column, byName.Keys);
                if (IsMadeUp(field))
                    throw ConstraintFault.MadeUpColumn(column);
            }

            Check(constraint, byName);
        }

        CheckOrders([.. plan.Constraints.OfType<OrderedColumns>()], byName);
        CheckDependencies([.. plan.Constraints.OfType<DeterminedColumn>()]);
        foreach (var impossible in plan.Constraints.OfType<ImpossibleValues>())
            CheckAgainstMappings(impossible, [.. plan.Constraints.OfType<DeterminedColumn>()]);
    }

    private static void Check(Constraint constraint, Dictionary<string, Field> fields)
    {
        var (kind, fewest) = constraint switch
        {
            ImpossibleValues => ("impossible", 1),
            OrderedColumns => ("ordered", 2),
            _ => ("determines", 2),
        };
        if (constraint.Columns.Count < fewest || constraint.Columns.Distinct().Count() < constraint.Columns.Count)
            throw ConstraintFault.TooFewColumns(kind, fewest);

        switch (constraint)
        {
            case ImpossibleValues { Values: var values }:
                if (values.FirstOrDefault(one => one.AnyOf.Count == 0) is { } nothing)
                    throw ConstraintFault.NoValue(nothing.Column);
                foreach (var (column, text) in values.SelectMany(one => one.AnyOf.Select(text => (one.Column, text))))
                    RequireKnown(fields[column], text);
                if (values is [var only] && DeclaredDomain.IfDeclared(fields[only.Column]) is { } domain && CodeSet.Of(domain, only.AnyOf).ContainsAll(0, domain.Size))
                    throw ConstraintFault.Contradiction($"every value that column '{only.Column}' is declared to have is called impossible");
                break;
            case DeterminedColumn { Mapping: { } mapping } dependency:
                foreach (var (value, partner) in mapping)
                {
                    RequireKnown(fields[dependency.Determinant], value);
                    RequireKnown(fields[dependency.Dependent], partner);
                }

                break;
            default:
                break;
        }
    }

    // Values of undeclared domains are looked for when they are known.
    private static void RequireKnown(Field field, string? text)
    {
        if (!string.IsNullOrEmpty(text) && DeclaredDomain.IfDeclared(field) is { } domain && CodeSet.Of(domain, [text]).IsEmpty)
            throw ConstraintFault.UnknownValue(field.Name, text);
    }

    private static void CheckOrders(IReadOnlyList<OrderedColumns> orders, Dictionary<string, Field> fields)
    {
        foreach (var order in orders)
        {
            var first = KindOf(fields[order.Names[0]]);
            foreach (var name in order.Names.Where(name => KindOf(fields[name]) is null || KindOf(fields[name]) != first))
                throw ConstraintFault.Unordered(name, fields[name].Type is { } type ? DeclaredDomain.NameOf(type) : "that is not declared");
        }

        foreach (var (lesser, greater) in Closure(orders.SelectMany(order => order.Names.Zip(order.Names.Skip(1)))))
        {
            if (lesser == greater)
                throw ConstraintFault.Contradiction($"column '{lesser}' is to be at most a column that is to be at most it");
            if (DeclaredDomain.BoundsOf(fields[lesser]).Minimum > DeclaredDomain.BoundsOf(fields[greater]).Maximum)
                throw ConstraintFault.Contradiction($"column '{lesser}' is to be at most column '{greater}', but its minimum is above the other's maximum");
        }
    }

    // Numbers compare with numbers, and other types with themselves.
    private static FieldType? KindOf(Field field) => field.Type switch
    {
        FieldType.Integer or FieldType.Number => FieldType.Number,
        FieldType.Date or FieldType.DateTime => field.Type,
        _ => null,
    };

    private static void CheckDependencies(IReadOnlyList<DeterminedColumn> dependencies)
    {
        if (dependencies.GroupBy(one => one.Dependent).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw ConstraintFault.Contradiction($"column '{twice.Key}' is determined twice. Keep the finest column that determines it");
        foreach (var (column, other) in Closure(dependencies.Select(one => (one.Determinant, one.Dependent))).Where(pair => pair.Item1 == pair.Item2))
            throw ConstraintFault.Contradiction($"column '{column}' determines a column that determines it. Keep one direction");
    }

    private static void CheckAgainstMappings(ImpossibleValues impossible, IReadOnlyList<DeterminedColumn> dependencies)
    {
        foreach (var dependency in dependencies.Where(one => one.Mapping is not null && impossible.Values.Count == 2))
        {
            var named = impossible.Values.ToDictionary(values => values.Column, values => values.AnyOf);
            if (!dependency.Columns.All(named.ContainsKey))
                continue;
            foreach (var (value, partner) in dependency.Mapping!)
            {
                if (named[dependency.Determinant].Contains(value) && named[dependency.Dependent].Contains(partner))
                    throw ConstraintFault.Contradiction(
                        $"'{value}' of column '{dependency.Determinant}' goes with '{partner}' of column '{dependency.Dependent}', which is called impossible");
            }
        }
    }

    private static HashSet<(string, string)> Closure(IEnumerable<(string From, string To)> edges)
    {
        var closure = edges.ToHashSet();
        for (var before = -1; before < closure.Count;)
        {
            before = closure.Count;
            var implied = from one in closure from next in closure where one.To == next.From select (one.From, next.To);
            closure.UnionWith(implied.ToList());
        }

        return closure;
    }
}
