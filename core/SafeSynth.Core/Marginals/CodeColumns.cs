namespace SafeSynth.Marginals;

/// <summary>Records as columns of codes: column a holds a number in 0 .. Shape[a] - 1 per row.</summary>
internal sealed class CodeColumns
{
    private readonly int[] _shape;
    private readonly CodeColumn[] _columns;

    /// <param name="shape">The size of every attribute, at least 1 each.</param>
    /// <param name="rows">The number of rows; every code is 0 until <see cref="Write"/>.</param>
    public CodeColumns(int[] shape, int rows) : this(rows, Array.ConvertAll(shape, size => new CodeColumn(size, rows)))
    {
    }

    /// <summary>Columns that exist already; they are shared, not copied.</summary>
    /// <exception cref="ArgumentException">A column has another number of rows.</exception>
    public CodeColumns(int rows, IReadOnlyList<CodeColumn> columns)
    {
        if (columns.Any(column => column.Codes.Length != rows)) throw new ArgumentException("A column has another number of rows.", nameof(columns));
        (Rows, _columns, _shape) = (rows, [.. columns], [.. columns.Select(column => column.Size)]);
    }

    public int Rows { get; }

    /// <summary>The size of every attribute.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    public int this[int row, int column] => _columns[column][row];

    /// <summary>The codes of a column as they are stored: a <c>byte[]</c>, <c>ushort[]</c> or <c>int[]</c>; only to be read.</summary>
    public Array Column(int column) => _columns[column].Codes;

    /// <summary>Replaces the codes of a column from some row on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A code is negative or not below the size of the attribute.</exception>
    public void Write(int column, int firstRow, ReadOnlySpan<int> codes) => _columns[column].Write(firstRow, codes);
}
