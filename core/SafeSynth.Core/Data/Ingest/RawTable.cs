namespace SafeSynth.Data;

/// <summary>
/// Private rows as they were read, column by column. Opaque: only a priced measurement learns more than the column names.
/// </summary>
public sealed class RawTable
{
    private readonly RawColumn[] _columns;

    internal RawTable(IReadOnlyList<string> columnNames, RawColumn[] columns, int rowCount)
    {
        ColumnNames = columnNames;
        _columns = columns;
        RowCount = rowCount;
    }

    /// <summary>The names, in the order of the source. Names, order and number are public.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    internal int RowCount { get; }

    internal RawColumn Column(int index) => _columns[index];

    /// <summary>Some of the rows, in the given order.</summary>
    internal RawTable Take(IReadOnlyList<int> rows)
    {
        var taken = new TableBuilder(ColumnNames);
        for (var column = 0; column < _columns.Length; column++)
        {
            foreach (var row in rows)
                taken[column].Add(_columns[column][row]);
        }

        taken.EndRows(rows.Count);
        return taken.Build();
    }
}
