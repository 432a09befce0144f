namespace SafeSynth.Data;

/// <summary>The private cells of one column, in the order of the rows.</summary>
internal sealed class RawColumn(IReadOnlyList<CellBlock> blocks, CellCodes codes, int rows)
{
    public int Rows => rows;

    public Cell this[int row] => blocks[row >> CellBlock.RowsShift][row & (CellBlock.Capacity - 1)];

    /// <summary>
    /// Writes a pure function of every cell, evaluated once per distinct cell as long as these are few, else once per row.
    /// </summary>
    /// <param name="value">Depends on the cell only.</param>
    /// <param name="destination">One entry per row.</param>
    public void Encode<T>(Func<Cell, T> value, Span<T> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, rows);

        var ofCode = new T[codes.Count];
        for (var code = 0; code < ofCode.Length; code++) ofCode[code] = value(codes[code]);
        for (var i = 0; i < blocks.Count; i++) blocks[i].Encode(ofCode, value, destination[(i << CellBlock.RowsShift)..]);
    }
}
