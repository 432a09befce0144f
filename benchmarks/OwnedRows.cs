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

    /// <summary>A standard normal number (Box, Muller 1958).</summary>
    public static double NextNormal(this Marginals.SampleRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
