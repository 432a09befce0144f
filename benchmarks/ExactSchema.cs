using System.Globalization;
using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>A schema that declares what the rows hold: for public data what their description says, or an owner could.</summary>
internal static class ExactSchema
{
    /// <summary>More values than a list of categories has: a column of free text or of numbers.</summary>
    private const int MostListed = 50;

    public static Schema Of(CsvText rows) =>
        new([.. rows.Names.Select((name, column) => FieldOf(name, [.. rows.Columns[column].Where(cell => cell.Length > 0)])).OfType<Field>()]);

    // Nothing is said of free text.
    private static Field? FieldOf(string name, string[] present)
    {
        var values = present.Distinct().ToList();
        if (values.Count <= MostListed)
            return new Field(name) { Enum = [.. values.Order(StringComparer.Ordinal)] };
        if (!values.All(value => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            return null;
        var numbers = values.Select(value => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList();
        return new Field(name)
        {
            Type = values.Any(value => value.Contains('.', StringComparison.Ordinal)) ? FieldType.Number : FieldType.Integer,
            Minimum = numbers.Min().ToString(CultureInfo.InvariantCulture),
            Maximum = numbers.Max().ToString(CultureInfo.InvariantCulture),
        };
    }
}
