using SafeSynth.Data;

namespace SafeSynth.Plans;

/// <summary>Reads what is declared public about a table from a Frictionless Table Schema (versions 1 and 2) in JSON.</summary>
/// <remarks>
/// The standard's whole vocabulary is accepted, and what synthesis has no use for is ignored; a member outside it is refused, so that
/// no typo is lost. Two members of a field are our own: <c>role</c> (model, regenerate, drop) and <c>faults</c> (missing, clamp, drop).
/// </remarks>
public static class SchemaReader
{
    private static readonly string[] Known =
    [
        "fields", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch", "name", "title", "description", "$schema",
    ];

    /// <exception cref="SafeSynthException">SS0121: the file cannot be read. Others as of <see cref="Parse"/>.</exception>
    public static Schema Read(string path) => Parse(JsonFile.TextOf("schema", path), path);

    /// <param name="json">The schema.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="MalformedFileException">SS0112: the text is not such a schema.</exception>
    /// <exception cref="SafeSynthException">SS0105 to SS0111, SS0122 or SS0123: a field declares what cannot be.</exception>
    public static Schema Parse(string json, string path) => Of(JsonFile.Parse("schema", path, json));

    /// <summary>The schema that an object of some file describes.</summary>
    internal static Schema Of(JsonItem item)
    {
        var members = item.AsMembers(Known);
        var missing = MissingValues(members["missingValues"]);
        var fields = new List<Field>();
        foreach (var declared in members.Required("fields").AsList())
        {
            var field = FieldReader.Of(declared, missing);
            if (fields.Any(earlier => earlier.Name == field.Name))
                throw PlanFault.DuplicateField(field.Name);
            fields.Add(field);
        }

        foreach (var key in KeysOfOneColumn(members))
        {
            var index = fields.FindIndex(field => field.Name == key.AsText());
            fields[index >= 0 ? index : throw key.Fault($"no field is named '{key.AsText()}'.")] = fields[index] with { Unique = true };
        }

        fields.ForEach(DeclaredDomain.Check);
        return new Schema(fields) { MissingValues = missing };
    }

    // The empty text is missing in any case. Version 2 may add a label to each text.
    private static string[] MissingValues(JsonItem? list) =>
    [
        .. (list?.AsList() ?? []).Select(value => value.IsObject ? value.AsMembers("value", "label").Required("value") : value)
            .Select(value => value.AsText()).Where(text => text.Length > 0).Distinct(),
    ];

    // A key of several columns says nothing about any one of them.
    private static IEnumerable<JsonItem> KeysOfOneColumn(JsonMembers members) =>
        (members["uniqueKeys"]?.AsList() ?? []).Append(members["primaryKey"]).OfType<JsonItem>()
            .Select(key => key.AsListOrOne()).Where(columns => columns.Count == 1).Select(columns => columns[0]);
}
