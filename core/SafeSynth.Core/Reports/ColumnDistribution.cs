using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>How the values of one modelled column are spread over the synthetic rows.</summary>
/// <remarks>
/// Values are counted by the cells of the column's binning. Inside a cell values are drawn evenly, so this loses nothing that was learned,
/// and it takes as much memory as the binning itself, whatever the size of the domain.
/// </remarks>
public sealed class ColumnDistribution(ModelledColumn column)
{
    private readonly long[] _starts = column.Bins.CellStarts;
    private readonly bool _valueByValue = column.Bins.CellCount == column.Domain.Count;
    private readonly long[] _counts = new long[column.Bins.CellCount];

    public ModelledColumn Column { get; } = column;

    /// <summary>The number of rows with a value.</summary>
    public long Present { get; private set; }

    /// <summary>The number of rows without one.</summary>
    public long Missing { get; private set; }

    public long Rows => Present + Missing;

    /// <summary>The number of rows for each cell of the column's binning.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Counts the column's values of a batch.</summary>
    /// <exception cref="ArgumentException">The batch lacks the column, or has other than codes of its domain in it.</exception>
    public void Observe(Table batch)
    {
        if (batch[Column.Name] is not CodedColumn values || values.Domain.Size != Column.Domain.Size)
            throw new ArgumentException($"Column '{Column.Name}' does not hold codes of its domain.", nameof(batch));
        Observe(values.Codes);
    }

    /// <summary>Counts codes of the column's domain; a fault is passed over.</summary>
    internal void Observe(IReadOnlyList<long> codes)
    {
        var (present, missing, none) = (0L, 0L, Column.Domain.MissingCode);
        for (var row = 0; row < codes.Count; row++)
        {
            var code = codes[row];
            if (code == none)
            {
                missing++;
            }
            else if (code != Domain.Fault)
            {
                _counts[_valueByValue ? code : Column.Bins.CellOf(code)]++;
                present++;
            }
        }

        (Missing, Present) = (Missing + missing, Present + present);
    }

    /// <summary>The number of rows whose value has a code below a place from 0 to the number of codes.</summary>
    internal double Below(double place)
    {
        var sum = 0.0;
        for (var cell = 0; cell < _counts.Length && _starts[cell] < place; cell++)
            sum += _counts[cell] * Math.Min(1, (place - _starts[cell]) / (_starts[cell + 1] - _starts[cell]));
        return sum;
    }

    /// <summary>The least place below which a share of the present values lies; at share 0, where the first of them can be.</summary>
    internal double Quantile(double share)
    {
        var left = share * Present;
        var end = 0.0;
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            if (_counts[cell] == 0)
                continue;
            end = _starts[cell + 1];
            if (left < _counts[cell])
                return _starts[cell] + (left / _counts[cell] * (end - _starts[cell]));
            left -= _counts[cell];
        }

        return end;
    }
}
