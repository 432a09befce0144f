using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>How the values of every modelled column are spread over the synthetic rows, gathered batch by batch as they pass.</summary>
/// <remarks>Its memory is bounded by the layout, however many rows pass. Nothing is kept of regenerated columns: their values are made up.</remarks>
public sealed class TableDistribution(TableLayout layout)
{
    /// <summary>One entry for each modelled column, in the table's order.</summary>
    public IReadOnlyList<ColumnDistribution> Columns { get; } = [.. layout.Modelled.Select(column => new ColumnDistribution(column))];

    /// <summary>The number of rows that passed.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts the values of a batch.</summary>
    /// <exception cref="ArgumentException">The batch lacks a modelled column.</exception>
    public void Observe(Table batch)
    {
        foreach (var column in Columns)
            column.Observe(batch);
        Rows += batch.RowCount;
    }
}
