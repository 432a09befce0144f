using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>What is declared public about a table: a Frictionless Table Schema of any completeness, from nothing to every domain.</summary>
public sealed record Schema(IReadOnlyList<Field> Fields)
{
    /// <summary>Nothing is declared: all but the column names is learned privately.</summary>
    public static Schema Empty { get; } = new([]);

    /// <summary>Texts that stand for a missing value, beside the empty text.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>The same schema, in which these columns hold texts, whatever else it says of them.</summary>
    public Schema WithTexts(IReadOnlyCollection<string> columns) => columns.Count == 0 ? this : this with
    {
        Fields =
        [
            .. Fields.Select(field => columns.Contains(field.Name) ? field with { Role = FieldRole.Text } : field),
            .. columns.Except(Fields.Select(field => field.Name)).Select(name => new Field(name) { Role = FieldRole.Text }),
        ],
    };

    /// <summary>
    /// One field for each of the table's columns, in the table's order; columns that the schema does not mention get an empty one.
    /// </summary>
    /// <exception cref="SafeSynthException">SS0104 or SS0111: a field names no column, or two name the same.</exception>
    internal IReadOnlyList<Field> FieldsFor(IReadOnlyList<string> columns)
    {
        var declared = new Dictionary<string, Field>();
        foreach (var field in Fields)
        {
            if (!columns.Contains(field.Name))
                throw PlanFault.UnknownColumn(field.Name, columns);
            if (!declared.TryAdd(field.Name, field))
                throw PlanFault.DuplicateField(field.Name);
        }

        return [.. columns.Select(name => declared.GetValueOrDefault(name) ?? new Field(name))];
    }
}
