using System.Collections;
using System.Data;
using System.Management.Automation;
using SafeSynth.Plans;

namespace SafeSynth.Ingest;

/// <summary>Tells the kinds of row that a pipeline carries apart and names their columns.</summary>
internal static class RowShape
{
    /// <summary>Objects with the same key (compared by reference) are read in the same way.</summary>
    public static object KeyOf(object? value) => value switch
    {
        null => typeof(void),
        DataRow row => row.Table,
        _ => value.GetType(),
    };

    /// <summary>Whether the value is a single cell, so that its properties (the length of a string) are not what the user meant.</summary>
    public static bool IsScalar(object value) =>
        value is string or decimal or DateTime or DateOnly or DateTimeOffset or TimeOnly or TimeSpan or Guid or Enum or Uri || value.GetType().IsPrimitive;

    /// <summary>The columns that the first object of a pipeline declares, in its order.</summary>
    /// <exception cref="SafeSynthException">SS1002: it has none.</exception>
    public static string[] NamesOf(PSObject? wrapper, object? value)
    {
        string[] names = value switch
        {
            null => [],
            DataRow row => [.. row.Table.Columns.Cast<DataColumn>().Select(column => column.ColumnName)],
            Hashtable table => [.. KeysOf(table).Order(StringComparer.OrdinalIgnoreCase)],      // its own order changes from run to run
            IDictionary dictionary => KeysOf(dictionary),
            _ when IsScalar(value) => [],
            _ => [.. (wrapper ?? PSObject.AsPSObject(value)).Properties.Where(property => property.IsGettable).Select(property => property.Name)],
        };
        if (names.Length > 0) return names;

        var kind = value?.GetType().Name ?? "null";
        throw new SafeSynthException("SS1002", $"The first object of the pipeline ({kind}) has no columns. Pipe objects with properties, as Import-Csv emits them, or name a file with -Path.");
    }

    private static string[] KeysOf(IDictionary dictionary) => [.. dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? "")];
}
