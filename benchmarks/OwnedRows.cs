using System.Data;
using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>Rows in memory, as their owner holds them.</summary>
internal static class OwnedRows
{
    /// <param name="columns">The columns' names.</param>
    /// <param name="rows">One cell for each column: text, as in a file, or a number.</param>
    public static OwnerTable Read(IReadOnlyList<string> columns, IEnumerable<object[]> rows)
    {
        using var table = new DataTable();
        foreach (var column in columns)
            table.Columns.Add(column, typeof(object));
        foreach (var row in rows)
            table.Rows.Add(row);
        return OwnerTable.Read(new DataReaderSource("rows", table.CreateDataReader));
    }
}
