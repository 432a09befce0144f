using System.Text.RegularExpressions;
using SafeSynth.Data;

namespace SafeSynth.Plans;

/// <summary>Reads one field descriptor of a Table Schema.</summary>
internal static partial class FieldReader
{
    private static readonly string[] Known =
    [
        "name", "type", "format", "constraints", "role", "writtenFor", "faults", "categories", "trueValues", "falseValues",
        "decimalChar", "groupChar", "bareNumber", "missingValues",
        "title", "description", "example", "examples", "rdfType", "categoriesOrdered", "itemType", "delimiter", "arrayItem", "floatNumber",
    ];

    private static readonly string[] KnownConstraints =
    [
        "required", "unique", "minimum", "maximum", "enum",
        "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "jsonSchema",
    ];

    /// <param name="item">The descriptor.</param>
    /// <param name="missing">Texts that stand for a missing value, and so are no values to be listed.</param>
    public static Field Of(JsonItem item, IReadOnlyList<string> missing)
    {
        var members = item.AsMembers(Known);
        var name = members.Required("name").AsText();
        if (string.IsNullOrWhiteSpace(name))
            throw members.Required("name").Fault("a field needs a name.");
        var declared = members["type"]?.AsText();
        var type = TypeOf(name, declared);
        RefuseSpellings(name, type, members);

        var constraints = members["constraints"]?.AsMembers(KnownConstraints);
        var isBounded = !IsHeldAsString(declared);
        return new Field(name)
        {
            Type = type,
            Format = IsHeldAsString(declared) ? null : members["format"]?.AsText(),
            Enum = (constraints?["enum"]?.AsList().Select(value => value.AsWritten()) ?? Categories(members["categories"]))
                ?.Where(value => value.Length > 0 && !missing.Contains(value)).ToList(),
            Minimum = isBounded ? constraints?["minimum"]?.AsWritten() : null,
            Maximum = isBounded ? constraints?["maximum"]?.AsWritten() : null,
            Required = constraints?["required"]?.AsBoolean() ?? false,
            Unique = constraints?["unique"]?.AsBoolean() ?? false,
            TrueValues = Words(members["trueValues"]),
            FalseValues = Words(members["falseValues"]),
            Faults = members["faults"]?.AsOneOf<FaultPolicy?>(
                ("missing", FaultPolicy.Missing), ("clamp", FaultPolicy.Clamp), ("drop", FaultPolicy.Drop)),
            Role = members["role"]?.AsOneOf<FieldRole?>(
                ("model", FieldRole.Model), ("regenerate", FieldRole.Regenerate), ("drop", FieldRole.Drop), ("text", FieldRole.Text)),
            WrittenFor = members["writtenFor"]?.AsText(),
        };
    }

    private static FieldType? TypeOf(string column, string? type) => type switch
    {
        null or "any" => null,
        "integer" or "year" => FieldType.Integer,
        "number" => FieldType.Number,
        "boolean" => FieldType.Boolean,
        "date" => FieldType.Date,
        "datetime" => FieldType.DateTime,
        "string" => FieldType.String,
        _ when IsHeldAsString(type) => FieldType.String,
        _ => throw PlanFault.UnknownType(column, type),
    };

    // Types whose values are kept as text, so that their bounds and formats have no meaning here.
    private static bool IsHeldAsString(string? type) =>
        type is "time" or "duration" or "yearmonth" or "object" or "array" or "list" or "geopoint" or "geojson";

    // To ignore how numbers and dates are spelled would silently turn a whole column into missing values.
    private static void RefuseSpellings(string column, FieldType? type, JsonMembers members)
    {
        if (members["missingValues"] is { } own)
            throw own.Fault("a field cannot have missing values of its own. Declare them beside 'fields', for the whole table.");

        var format = members["format"]?.AsText() ?? "default";
        if (type == FieldType.Date && format is not ("default" or "any" or "%Y-%m-%d" or "fmt:%Y-%m-%d"))
            throw PlanFault.UnknownSpelling(column, "format", format, "dates are read as yyyy-MM-dd only");
        if (type == FieldType.DateTime && format is not ("default" or "any") && !IsoInstant().IsMatch(format))
            throw PlanFault.UnknownSpelling(column, "format", format, "date-times are read as yyyy-MM-ddTHH:mm:ss only, or to the minute");
        if (type is not (FieldType.Integer or FieldType.Number))
            return;
        if (members["decimalChar"]?.AsText() is { } point && point != ".")
            throw PlanFault.UnknownSpelling(column, "decimalChar", point, "numbers are read with a point only");
        if (members["groupChar"]?.AsText() is { Length: > 0 } group)
            throw PlanFault.UnknownSpelling(column, "groupChar", group, "numbers are read without separators of thousands only");
        if (members["bareNumber"]?.AsBoolean() is false)
            throw PlanFault.UnknownSpelling(column, "bareNumber", "false", "numbers are read without units and signs of currency only");
    }

    private static IEnumerable<string>? Categories(JsonItem? list) =>
        list?.AsList().Select(value => (value.IsObject ? value.AsMembers("value", "label").Required("value") : value).AsWritten());

    private static List<string>? Words(JsonItem? list) => list?.AsList().Select(word => word.AsWritten()).ToList();

    [GeneratedRegex(@"^(fmt:)?%Y-%m-%d[T ]%H:%M(:%S(\.%f)?)?(Z|%z)?$")]
    private static partial Regex IsoInstant();
}
