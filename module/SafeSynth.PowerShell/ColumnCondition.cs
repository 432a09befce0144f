using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SafeSynth.Data;

namespace SafeSynth;

/// <summary>Reads the values that rows are asked for from a hash table, as plans write them.</summary>
internal static class ColumnCondition
{
    public static IReadOnlyList<ColumnValues> Of(IDictionary where) =>
        [.. where.Cast<DictionaryEntry>().Select(entry => new ColumnValues($"{Bare(entry.Key)}", AnyOf(Bare(entry.Value)))).OrderBy(values => values.Column, StringComparer.Ordinal)];

    private static IReadOnlyList<string?> AnyOf(object? value) =>
        value is IEnumerable list and not string ? [.. list.Cast<object?>().Select(one => TextOf(Bare(one)))] : [TextOf(value)];

    // A time of midnight is most likely a day, which stands for all of its seconds.
    private static string? TextOf(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("s", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        _ => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
