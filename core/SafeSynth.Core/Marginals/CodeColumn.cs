namespace SafeSynth.Marginals;

/// <summary>One attribute of many records: a code in 0 .. <see cref="Size"/> - 1 per row, in the smallest type that holds them.</summary>
internal sealed class CodeColumn
{
    private const int ByteSizes = byte.MaxValue + 1;
    private const int ShortSizes = ushort.MaxValue + 1;

    /// <param name="size">The size of the attribute, at least 1.</param>
    /// <param name="rows">The number of rows; every code is 0 until <see cref="Write"/>.</param>
    public CodeColumn(int size, int rows)
    {
        Size = size;
        Codes = size switch
        {
            <= ByteSizes => new byte[rows],
            <= ShortSizes => new ushort[rows],
            _ => new int[rows],
        };
    }

    /// <exception cref="ArgumentOutOfRangeException">A code is negative or not below the size.</exception>
    public CodeColumn(int size, ReadOnlySpan<int> codes) : this(size, codes.Length) => Write(0, codes);

    public int Size { get; }

    /// <summary>The codes as they are stored: a <c>byte[]</c>, <c>ushort[]</c> or <c>int[]</c>; only to be read.</summary>
    public Array Codes { get; }

    public int this[int row] => Codes switch
    {
        byte[] codes => codes[row],
        ushort[] codes => codes[row],
        var codes => ((int[])codes)[row],
    };

    /// <summary>Replaces the codes from some row on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A code is negative or not below the size.</exception>
    public void Write(int firstRow, ReadOnlySpan<int> codes)
    {
        foreach (var code in codes)
            if ((uint)code >= (uint)Size) throw new ArgumentOutOfRangeException(nameof(codes), $"A code is not in 0 .. {Size - 1}.");
        switch (Codes)
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
