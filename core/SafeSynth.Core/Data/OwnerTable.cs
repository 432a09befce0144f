using System.Globalization;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>A table in the hand of its owner: the second door, for evaluation alone. What comes of it is <see cref="OwnerOnly"/>.</summary>
/// <remarks>
/// No generator can open it: a fit sees private rows through <c>IPrivateData</c> only. Synthetic tables are read the same way, to be
/// compared.
/// </remarks>
public sealed class OwnerTable
{
    private readonly RawTable _rows;
    private readonly bool _isText;

    private OwnerTable(string name, RawTable rows, bool isText) => (Name, _rows, _isText) = (name, rows, isText);

    /// <summary>The public name of the data set.</summary>
    public string Name { get; }

    public IReadOnlyList<string> ColumnNames => _rows.ColumnNames;

    public int RowCount => _rows.RowCount;

    /// <exception cref="SafeSynthException">SS1nnn: the source as a whole cannot be read.</exception>
    public static OwnerTable Read(IRowSource source, CancellationToken cancel = default) =>
        new(source.Name, source.Read(progress: null, cancel), source.IsText);

    /// <summary>Synthetic rows.</summary>
    /// <param name="name">What to call them.</param>
    /// <param name="columns">The names of their columns.</param>
    /// <param name="batches">The rows, in batches; there may be none.</param>
    public static OwnerTable Of(string name, IReadOnlyList<string> columns, IEnumerable<Table> batches)
    {
        var rows = new TableBuilder(columns);
        foreach (var batch in batches)
        {
            for (var column = 0; column < batch.Columns.Count; column++)
            {
                for (var row = 0; row < batch.RowCount; row++)
                    rows[column].Add(batch.Columns[column].ValueAt(row));
            }

            rows.EndRows(batch.RowCount);
        }

        return new OwnerTable(name, rows.Build(), isText: true);
    }

    /// <summary>Some of the rows, in the given order.</summary>
    public OwnerTable Take(IReadOnlyList<int> rows) => new(Name, _rows.Take(rows), _isText);

    /// <summary>The rows as a fit would read them.</summary>
    internal IRowSource AsSource() => new Source(this);

    /// <summary>The codes of a modelled column in its domain, a cell outside the domain being what the fit would make of it.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    internal long[] CodesOf(ModelledColumn column) => Encode(column.Name, column.CodeOf);

    /// <summary>
    /// The column as finite numbers: dates and date-times are days since 0001-01-01, what is missing or nothing of the kind is NaN.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public double[] NumbersOf(string column) => Encode(column, NumberOf);

    /// <summary>The column as text; what is missing is empty.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] TextsOf(string column) => Encode(column, cell => cell.Text);

    /// <summary>
    /// Whether every value of the column that is not missing is a number or a date. NaN, infinities and numbers beyond a double's range are
    /// as missing.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public bool IsOrdered(string column) =>
        Encode(column, cell => cell.IsMissing || !double.IsNaN(NumberOf(cell)) || IsNotFinite(cell.Text)).All(isOrdered => isOrdered);

    private static bool IsNotFinite(string text) =>
        text.Trim().TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INF" or "INFINITY"
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsInfinity(number));

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

    private sealed class Source(OwnerTable table) : IRowSource
    {
        public string Name => table.Name;

        public bool IsText => table._isText;

        public IReadOnlyList<string> ReadColumnNames() => table.ColumnNames;

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => table._rows;
    }
}
