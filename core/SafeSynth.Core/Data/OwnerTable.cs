using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>A table in the hand of its owner: the second door, for evaluation alone. What comes of it is <see cref="OwnerOnly"/>.</summary>
/// <remarks>No generator can open it: a fit sees private rows through <c>IPrivateData</c> only. Synthetic tables are read the same way, to be compared.</remarks>
public sealed class OwnerTable
{
    private readonly RawTable _rows;

    private OwnerTable(string name, RawTable rows) => (Name, _rows) = (name, rows);

    /// <summary>The public name of the data set.</summary>
    public string Name { get; }

    public IReadOnlyList<string> ColumnNames => _rows.ColumnNames;

    public int RowCount => _rows.RowCount;

    /// <exception cref="SafeSynthException">SS1nnn: the source as a whole cannot be read.</exception>
    public static OwnerTable Read(IRowSource source, CancellationToken cancel = default) => new(source.Name, source.Read(progress: null, cancel));

    /// <summary>The column as numbers: dates and date-times are days since 0001-01-01, what is missing or nothing of the kind is NaN.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public double[] NumbersOf(string column) => Encode(column, NumberOf);

    /// <summary>The column as text; what is missing is empty.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] TextsOf(string column) => Encode(column, cell => cell.Text);

    /// <summary>Whether every value of the column that is not missing is a number or a date.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public bool IsOrdered(string column) => Encode(column, cell => cell.IsMissing || !double.IsNaN(NumberOf(cell))).All(isOrdered => isOrdered);

    private static double NumberOf(Cell cell) =>
        cell.TryReadNumber(out var number) ? number
        : cell.TryReadInstant(out var microseconds) ? microseconds / 86_400e6
        : double.NaN;

    /// <summary>A pure function of every cell of the column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    internal T[] Encode<T>(string column, Func<Cell, T> value)
    {
        var index = Enumerable.Range(0, ColumnNames.Count).FirstOrDefault(i => ColumnNames[i] == column, -1);
        if (index < 0)
            throw new ArgumentException($"The table has no column '{column}'.", nameof(column));
        var values = new T[RowCount];
        _rows.Column(index).Encode(value, values);
        return values;
    }
}
