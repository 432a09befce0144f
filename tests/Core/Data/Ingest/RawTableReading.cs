using System.Buffers;
using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

/// <summary>What tests may do and products may not: look into raw tables.</summary>
internal static class RawTableReading
{
    public static Cell CellOf(Action<ColumnBuilder> add)
    {
        var table = new TableBuilder(["value"]);
        add(table[0]);
        table.EndRow();
        return table.Build().Column(0)[0];
    }

    public static Cell CellOf(string text) => CellOf(column => column.Add(text));

    public static string[] Texts(this RawColumn column) => [.. Enumerable.Range(0, column.Rows).Select(row => column[row].Text)];

    public static string[][] Rows(this RawTable table)
    {
        var columns = Enumerable.Range(0, table.ColumnNames.Count).Select(column => table.Column(column).Texts()).ToArray();
        return [.. Enumerable.Range(0, table.RowCount).Select(row => columns.Select(column => column[row]).ToArray())];
    }

    public static string Key(this Cell cell)
    {
        var writer = new ArrayBufferWriter<byte>();
        cell.WriteKey(writer);
        return Convert.ToHexString(writer.WrittenSpan);
    }
}
