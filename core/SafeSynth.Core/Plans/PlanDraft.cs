using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>
/// Drafts a plan from the names of columns alone: what is known is filled in, and all that may be declared is there as null.
/// </summary>
/// <remarks>
/// A member that is null counts as left out, so that a draft is a plan as it stands: of the guarantee that was asked for, with nothing
/// declared. A column whose name says that it names people or single records is marked as what it would be taken for anyway.
/// </remarks>
public static class PlanDraft
{
    private const string Blanks = """
        "type": null, "constraints": { "required": null, "minimum": null, "maximum": null, "enum": null }
        """;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A plan in JSON, one line for each column.</summary>
    /// <param name="plan">What is asked of the release; its schema, workload, public data, constraints, condition and account are passed
    /// over.</param>
    /// <param name="columns">The columns of the data, in order.</param>
    /// <exception cref="SafeSynthException">SS0103: the column that names the person is none of them.</exception>
    public static string Write(DpPlan plan, IReadOnlyList<string> columns)
    {
        var (guarantee, unit) = (plan.Guarantee, plan.Guarantee.Unit);
        if (unit.KeyColumn is { } key && !columns.Contains(key))
            throw PlanFault.UnknownKeyColumn(key, columns);

        var json = new StringBuilder("{\n");
        Member("epsilon", Number(guarantee.Epsilon));
        Member("delta", Number(guarantee.Delta));
        Member("unit", unit.KeyColumn is null ? "null" : $$"""{ "column": {{Text(unit.KeyColumn)}}, "maxRows": {{Number(unit.MaxRows)}} }""");
        Member("neighbors", Text(guarantee.Neighbors == Neighbors.AddRemove ? "addRemove" : "replaceOne"));
        Member("generator", plan.Generator is { } generator ? Text(generator) : "null");
        Member("workload", "null");
        Member("publicData", "null");
        Member("constraints", "null");
        Member("where", "null");
        Member("size", plan.Size is { } size ? Number(size) : "null");
        Member("rows", plan.Rows is { } rows ? Number(rows) : "null");
        Member("seed", plan.Seed is { } seed ? Number(seed) : "null");
        Member("account", "null");
        json.Append("  \"schema\": {\n    \"fields\": [\n");
        json.AppendJoin(",\n", columns.Select(column => $"      {Field(column, unit)}"));
        return json.Append("\n    ],\n    \"missingValues\": [\"\"]\n  }\n}\n").ToString();

        void Member(string name, string value) => json.Append(CultureInfo.InvariantCulture, $"  \"{name}\": {value},\n");
    }

    private static string Field(string column, PrivacyUnit unit) => IdentifierNames.RegeneratedKindOf(new Field(column), unit) is null
        ? $$"""{ "name": {{Text(column)}}, {{Blanks}} }"""
        : $$"""{ "name": {{Text(column)}}, "role": "regenerate" }""";

    private static string Text(string text) => JsonSerializer.Serialize(text, Readable);

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture).Replace('E', 'e');
}
