namespace SafeSynth.Benchmarks;

/// <summary>How far the k-way marginals of two tables are apart.</summary>
/// <remarks>
/// The error of one marginal is the total-variation distance between the two tables' relative frequencies,
/// <c>sum over cells of |p - q| / 2</c>, from 0 (equal) to 1 (no cell in common); each table is divided by its own number of rows.
/// </remarks>
internal sealed class MarginalError
{
    private readonly CodedTable _real, _synthetic;
    private readonly int _ways;
    private readonly int _mostCells;

    // Level k holds, for each row, its cell in the marginal of the first k chosen columns.
    private readonly (int[] Real, int[] Synthetic)[] _cells;
    private readonly List<double> _errors = [];
    private long[] _balance = [];

    private MarginalError(CodedTable real, CodedTable synthetic, int ways, int mostCells)
    {
        _mostCells = mostCells;
        _real = real;
        _synthetic = synthetic;
        _ways = ways;
        _cells = [.. Enumerable.Range(0, ways).Select(_ => (new int[real.Rows], new int[synthetic.Rows]))];
    }

    /// <summary>The mean error over all marginals of <paramref name="ways"/> columns, or over those of at most so many cells.</summary>
    /// <exception cref="ArgumentException">The tables have different shapes, or one of them is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no marginals of so many columns.</exception>
    /// <exception cref="OverflowException">A marginal has more than 2^31 - 1 cells.</exception>
    public static double Mean(CodedTable real, CodedTable synthetic, int ways, int mostCells = int.MaxValue)
    {
        if (!real.Shape.AsSpan().SequenceEqual(synthetic.Shape))
            throw new ArgumentException("The tables have different shapes.", nameof(synthetic));
        if (real.Rows == 0 || synthetic.Rows == 0)
            throw new ArgumentException("A table without rows has no frequencies.", real.Rows == 0 ? nameof(real) : nameof(synthetic));
        ArgumentOutOfRangeException.ThrowIfLessThan(ways, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ways, real.Shape.Length);

        var error = new MarginalError(real, synthetic, ways, mostCells);
        error.Visit(first: 0, chosen: 0, size: 1);
        return error._errors.Average();
    }

    /// <summary>Adds each column from <paramref name="first"/> on to those already chosen, whose marginal has that size.</summary>
    private void Visit(int first, int chosen, int size)
    {
        for (var column = first; column <= _real.Shape.Length - (_ways - chosen); column++)
        {
            var wider = checked(size * _real.Shape[column]);
            if (chosen + 1 == _ways)
            {
                if (wider > _mostCells) continue;
                _errors.Add(Distance(_cells[chosen], column, wider));
                continue;
            }
            Extend(_cells[chosen].Real, _real, column, _cells[chosen + 1].Real);
            Extend(_cells[chosen].Synthetic, _synthetic, column, _cells[chosen + 1].Synthetic);
            Visit(column + 1, chosen + 1, wider);
        }
    }

    private static void Extend(int[] cells, CodedTable table, int column, int[] wider)
    {
        var codes = table.Columns[column];
        var size = table.Shape[column];
        for (var row = 0; row < wider.Length; row++)
            wider[row] = cells[row] * size + codes[row];
    }

    /// <remarks>
    /// Every real row adds M (the synthetic rows) to its cell and every synthetic row takes N (the real ones) away, so the cells
    /// hold NM(p - q) exactly. A second walk over the rows collects and clears: it meets each cell in use, and no other.
    /// </remarks>
    private double Distance((int[] Real, int[] Synthetic) cells, int column, int size)
    {
        if (_balance.Length < size)
            _balance = new long[size];
        Post(cells.Real, _real, column, _synthetic.Rows);
        Post(cells.Synthetic, _synthetic, column, -_real.Rows);
        var apart = Collect(cells.Real, _real, column) + Collect(cells.Synthetic, _synthetic, column);
        return apart / (2.0 * _real.Rows * _synthetic.Rows);
    }

    private void Post(int[] cells, CodedTable table, int column, int amount)
    {
        var codes = table.Columns[column];
        var size = table.Shape[column];
        var balance = _balance;
        for (var row = 0; row < codes.Length; row++)
            balance[cells[row] * size + codes[row]] += amount;
    }

    private long Collect(int[] cells, CodedTable table, int column)
    {
        var codes = table.Columns[column];
        var size = table.Shape[column];
        var balance = _balance;
        var apart = 0L;
        for (var row = 0; row < codes.Length; row++)
        {
            ref var cell = ref balance[cells[row] * size + codes[row]];
            apart += long.Abs(cell);
            cell = 0;
        }
        return apart;
    }
}
