using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators.Constraints;

/// <summary>Says what declared constraints mean in the codes of a model's columns.</summary>
/// <remarks>
/// A column that is not modelled has no values of its own: it stays empty, and constraints say nothing about what is missing.
/// </remarks>
internal static class RuleMaker
{
    public static IReadOnlyList<RowRule> Of(IReadOnlyList<Constraint> constraints, IReadOnlyList<ModelledColumn> columns, GraphicalModel model)
    {
        var numbers = columns.Select((column, number) => (column.Name, number)).ToDictionary(pair => pair.Name, pair => pair.number, StringComparer.Ordinal);
        var modelled = constraints.Where(constraint => constraint.Columns.All(numbers.ContainsKey)).ToList();
        return
        [
            .. modelled.OfType<ImpossibleValues>().Select(constraint => Impossible(constraint, numbers, columns)).OfType<RowRule>(),
            .. Ascending(modelled.OfType<OrderedColumns>(), numbers)
                .Select(pair => new OrderedRule(pair.Lesser, pair.Greater, columns[pair.Lesser].Domain, columns[pair.Greater].Domain)),
            .. modelled.OfType<DeterminedColumn>()
                .Select(constraint => PartnerChoice.Of(numbers[constraint.Determinant], numbers[constraint.Dependent], constraint.Mapping, columns, model)),
        ];
    }

    // Values that the columns turned out not to have rule out nothing.
    private static ImpossibleRule? Impossible(ImpossibleValues constraint, Dictionary<string, int> numbers, IReadOnlyList<ModelledColumn> columns)
    {
        int[] of = [.. constraint.Values.Select(values => numbers[values.Column])];
        CodeSet[] sets = [.. constraint.Values.Select((values, i) => CodeSet.Of(columns[of[i]].Domain, values.AnyOf))];
        return Array.Exists(sets, set => set.IsEmpty) ? null : ImpossibleRule.Of(of, sets);
    }

    /// <summary>All pairs that an order implies: a pair of bins that no chain between them allows is seen only so.</summary>
    internal static IEnumerable<(int Lesser, int Greater)> Ascending(IEnumerable<OrderedColumns> orders, Dictionary<string, int> numbers)
    {
        var pairs = orders.SelectMany(order => order.Names.Zip(order.Names.Skip(1), (lesser, greater) => (numbers[lesser], numbers[greater]))).ToHashSet();
        for (var before = -1; before < pairs.Count;)
        {
            before = pairs.Count;
            var implied = from one in pairs from next in pairs where one.Item2 == next.Item1 select (one.Item1, next.Item2);
            pairs.UnionWith(implied.ToList());
        }

        return pairs.Order();
    }
}
