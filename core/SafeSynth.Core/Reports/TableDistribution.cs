using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>How the values of every modelled column are spread over the synthetic rows, gathered batch by batch as they pass.</summary>
/// <remarks>
/// Its memory is bounded by the layout, however many rows pass. Nothing is kept of regenerated columns: their values are made up.
/// </remarks>
public sealed class TableDistribution(TableLayout layout)
{
    /// <summary>One entry for each modelled column, in the table's order.</summary>
    public IReadOnlyList<ColumnDistribution> Columns { get; } = [.. layout.Modelled.Select(column => new ColumnDistribution(column))];

    /// <summary>The number of rows that passed.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// The distribution over the cells of a layout of rows in their owner's hand: synthetic ones, or private ones for the owner alone.
    /// </summary>
    /// <remarks>
    /// A cell outside its column's domain becomes what a fit would make of it; one whose row a fit would leave out is not counted.
    /// </remarks>
    /// <exception cref="ArgumentException">The table lacks a modelled column.</exception>
    public static TableDistribution Of(OwnerTable rows, TableLayout layout)
    {
        var seen = new TableDistribution(layout) { Rows = rows.RowCount };
        foreach (var column in seen.Columns)
            column.Observe(rows.Encode(column.Column.Name, column.Column.CodeIfKept));
        return seen;
    }

    /// <summary>Counts the values of a batch.</summary>
    /// <exception cref="ArgumentException">The batch lacks a modelled column.</exception>
    public void Observe(Table batch)
    {
        foreach (var column in Columns)
            column.Observe(batch);
        Rows += batch.RowCount;
    }
}
