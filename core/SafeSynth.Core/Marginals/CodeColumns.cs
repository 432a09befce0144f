namespace SafeSynth.Marginals;

/// <summary>Records as columns of codes: column a holds a number in 0 .. Shape[a] - 1 per row, in the smallest type that can.</summary>
internal sealed class CodeColumns
{
    private const int ByteSizes = byte.MaxValue + 1;
    private const int ShortSizes = ushort.MaxValue + 1;

    private readonly int[] _shape;
    private readonly Array[] _columns;   // byte[], ushort[] or int[], by the size of the attribute

    /// <param name="shape">The size of every attribute, at least 1 each.</param>
    /// <param name="rows">The number of rows; every code is 0 until <see cref="Write"/>.</param>
    public CodeColumns(int[] shape, int rows)
    {
        _shape = (int[])shape.Clone();
        Rows = rows;
        _columns = Array.ConvertAll(_shape, size => size switch
        {
            <= ByteSizes => (Array)new byte[rows],
            <= ShortSizes => new ushort[rows],
            _ => new int[rows],
        });
    }

    public int Rows { get; }

    /// <summary>The size of every attribute.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    public int this[int row, int column] => _columns[column] switch
    {
        byte[] codes => codes[row],
        ushort[] codes => codes[row],
        var codes => ((int[])codes)[row],
    };

    /// <summary>The codes of a column as they are stored: a <c>byte[]</c>, <c>ushort[]</c> or <c>int[]</c>; only to be read.</summary>
    public Array Column(int column) => _columns[column];

    /// <summary>Replaces the codes of a column from some row on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A code is negative or not below the size of the attribute.</exception>
    public void Write(int column, int firstRow, ReadOnlySpan<int> codes)
    {
        var size = (uint)_shape[column];
        foreach (var code in codes)
            if ((uint)code >= size)
                throw new ArgumentOutOfRangeException(nameof(codes), $"A code of column {column} is not in 0 .. {size - 1}.");
        switch (_columns[column])
        {
            case byte[] target:
                for (var i = 0; i < codes.Length; i++) target[firstRow + i] = (byte)codes[i];
                break;
            case ushort[] target:
                for (var i = 0; i < codes.Length; i++) target[firstRow + i] = (ushort)codes[i];
                break;
            case var target:
                codes.CopyTo(((int[])target).AsSpan(firstRow));
                break;
        }
    }
}
