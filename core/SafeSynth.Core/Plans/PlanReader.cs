using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>
/// Reads a plan from JSON: see <c>docs/plan.md</c>. Nothing but <c>epsilon</c> has to be there, and nothing unknown may be.
/// </summary>
public static class PlanReader
{
    private static readonly string[] Known = ["epsilon", "delta", "unit", "neighbors", "generator", "workload", "publicData", "size", "rows", "seed", "schema", "constraints", "where", "account", "$schema"];

    /// <exception cref="SafeSynthException">SS0121: the file, or the schema that it names, cannot be read. Others as of
    /// <see cref="Parse"/>.</exception>
    public static DpPlan Read(string path) => Parse(JsonFile.TextOf("plan", path), path);

    /// <param name="json">The plan.</param>
    /// <param name="path">What messages call it; paths in it are relative to its own.</param>
    /// <exception cref="MalformedFileException">SS0112: the text is not a plan, or its schema is not one.</exception>
    /// <exception cref="SafeSynthException">SS01nn: the plan or its schema asks for what cannot be.</exception>
    public static DpPlan Parse(string json, string path)
    {
        var members = JsonFile.Parse("plan", path, json).AsMembers(Known);
        return new DpPlan(GuaranteeOf(members))
        {
            Schema = SchemaOf(members["schema"], path),
            Constraints = ConstraintReader.Of(members["constraints"]),
            Where = members["where"] is { } where ? ConstraintReader.ValuesOf(where) : [],
            Generator = members["generator"] is { } name ? GeneratorCatalog.Find(name.AsText()).Info.Name : null,
            Workload = WorkloadOf(members["workload"]),
            PublicDataFile = members["publicData"] is { } known ? Beside(path, known.AsText()) : null,
            Size = SizeOf(members["size"]),
            Rows = RowsOf(members["rows"]),
            Seed = members["seed"]?.AsWhole<ulong>(),
            Account = AccountOf(members["account"]),
        };
    }

    private static Guarantee GuaranteeOf(JsonMembers members) => new(
        (members["epsilon"] ?? throw PlanFault.EpsilonMissing()).AsNumber(),
        members["delta"]?.AsNumber() ?? Guarantee.DefaultDelta,
        UnitOf(members["unit"]),
        members["neighbors"]?.AsOneOf(("addRemove", Neighbors.AddRemove), ("replaceOne", Neighbors.ReplaceOne)) ?? Neighbors.AddRemove);

    private static PrivacyUnit UnitOf(JsonItem? item)
    {
        if (item is null)
            return PrivacyUnit.Row;
        var members = item.AsMembers("column", "maxRows");
        return PrivacyUnit.Key(members.Required("column").AsText(), members.Required("maxRows").AsWhole<int>());
    }

    private static PlanAccount? AccountOf(JsonItem? item)
    {
        if (item is null)
            return null;
        var members = item.AsMembers("name", "epsilon", "delta", "composition");
        var limit = new Guarantee((members["epsilon"] ?? throw PlanFault.EpsilonMissing()).AsNumber(), members["delta"]?.AsNumber() ?? Guarantee.DefaultDelta);
        return new PlanAccount(
            members["name"]?.AsText(), limit.Epsilon, limit.Delta,
            members["composition"]?.AsOneOf(("zcdp", Composition.Zcdp), ("gdp", Composition.Gdp)) ?? Composition.Zcdp);
    }

    private static Workload WorkloadOf(JsonItem? item)
    {
        if (item is null)
            return Workload.AllPairs;
        var members = item.AsMembers("ways", "target", "sets");
        return new Workload
        {
            Ways = members["ways"]?.AsWhole<int>() ?? Workload.AllPairs.Ways,
            Target = members["target"]?.AsText(),
            Sets = [.. members["sets"]?.AsList().Select(set => set.AsList().Select(column => column.AsText()).ToArray()) ?? []],
        };
    }

    private static long? RowsOf(JsonItem? item) =>
        item?.AsWhole<long>() is not { } rows ? null : rows >= 0 ? rows : throw PlanFault.RowsOutOfRange(rows);

    private static long? SizeOf(JsonItem? item) =>
        item?.AsWhole<long>() is not { } size ? null : size > 0 ? size : throw PlanFault.SizeOutOfRange(size);

    private static string Beside(string plan, string file) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(plan))!, file);

    private static Schema SchemaOf(JsonItem? item, string path) =>
        item is null ? Schema.Empty
        : item.IsText ? SchemaReader.Read(Beside(path, item.AsText()))
        : SchemaReader.Of(item);
}
