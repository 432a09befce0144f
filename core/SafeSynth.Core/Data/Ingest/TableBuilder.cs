using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Takes private rows, one cell per column and row, and closes them up in a <see cref="RawTable"/>.</summary>
/// <remarks>A row that lacks cells has missing ones, so that no row can make a table fail.</remarks>
public sealed class TableBuilder
{
    private readonly ColumnBuilder[] _columns;
    private int _rows;

    /// <param name="columnNames">At least one name; names that differ in case only count as the same, as they do in PowerShell.</param>
    /// <exception cref="SafeSynthException">SS1002: there is no column. SS1003: a name is empty or comes twice.</exception>
    public TableBuilder(IReadOnlyList<string> columnNames)
    {
        if (columnNames.Count == 0)
            throw new SafeSynthException("SS1002", "The data has no columns. Give a source with at least one named column.");

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < columnNames.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(columnNames[i]))
                throw new SafeSynthException("SS1003", $"Column {i + 1} has no name. Name every column in the header.");
            if (!seen.Add(columnNames[i]))
                throw new SafeSynthException("SS1003", $"Two columns are named '{columnNames[i]}', whatever the case. Rename one of them.");
        }

        ColumnNames = [.. columnNames];
        _columns = [.. columnNames.Select(name => new ColumnBuilder(name))];
    }

    public IReadOnlyList<string> ColumnNames { get; }

    public ColumnBuilder this[int column] => _columns[column];

    /// <summary>Ends the current row; a column that got no value in it has a missing one.</summary>
    /// <exception cref="InvalidOperationException">A column got more than one value.</exception>
    public void EndRow() => EndRows(1);

    /// <summary>Ends rows that were written column by column; a column that got fewer values has missing ones at the end.</summary>
    /// <exception cref="InvalidOperationException">A column got more values than there are rows.</exception>
    public void EndRows(int count)
    {
        _rows = checked(_rows + count);
        foreach (var column in _columns) column.Complete(_rows);
    }

    /// <summary>Closes the table. Cells that were added after the last ended row belong to a row of their own.</summary>
    public RawTable Build()
    {
        if (_columns.Any(column => column.Rows > _rows)) EndRow();
        return new RawTable(ColumnNames, [.. _columns.Select(column => column.Build())], _rows);
    }
}
