using SafeSynth.Data;

namespace SafeSynth.Plans;

/// <summary>Reads what a plan declares of rows, and which rows it asks for: see <c>docs/constraints.md</c>.</summary>
internal static class ConstraintReader
{
    /// <exception cref="MalformedFileException">SS0112: it is no list of constraints.</exception>
    public static IReadOnlyList<Constraint> Of(JsonItem? list) => list is null ? [] : [.. list.AsList().Select(Constraint)];

    /// <summary>Values by column: one, or a list of them.</summary>
    /// <exception cref="MalformedFileException">SS0112: it is no such object.</exception>
    public static IReadOnlyList<ColumnValues> ValuesOf(JsonItem item) =>
        [.. item.AsEntries().Select(entry => new ColumnValues(entry.Name, [.. entry.Value.AsListOrOne().Select(value => value.IsNull ? null : value.AsWritten())]))];

    private static Constraint Constraint(JsonItem item)
    {
        var members = item.AsMembers("impossible", "determines", "mapping", "ordered");
        var (impossible, determines, ordered) = (members["impossible"], members["determines"], members["ordered"]);
        if (new[] { impossible, determines, ordered }.OfType<JsonItem>().Count() != 1)
            throw item.Fault("a constraint has exactly one of the members impossible, determines and ordered.");
        if (members["mapping"] is { } stray && determines is null)
            throw stray.Fault("a mapping goes with determines alone.");

        if (impossible is not null)
            return new ImpossibleValues(ValuesOf(impossible));
        if (ordered is not null)
            return new OrderedColumns(NamesOf(ordered));
        return NamesOf(determines!) is [var determinant, var dependent]
            ? new DeterminedColumn(determinant, dependent) { Mapping = MappingOf(members["mapping"]) }
            : throw determines!.Fault("two columns are expected here: the one that decides, and the one that is decided.");
    }

    private static IReadOnlyList<string> NamesOf(JsonItem list) => [.. list.AsList().Select(name => name.AsText())];

    private static Dictionary<string, string>? MappingOf(JsonItem? item) =>
        item?.AsEntries().ToDictionary(entry => entry.Name, entry => entry.Value.AsWritten(), StringComparer.Ordinal);
}
