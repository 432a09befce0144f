namespace SafeSynth.Data;

/// <summary>Up to 16,384 consecutive cells of a column: as codes of one byte, as codes of two, or as the cells themselves.</summary>
/// <remarks>
/// A block starts as narrow as the codes in use allow and is rewritten when a wider entry comes; finished ones stay as they are.
/// </remarks>
internal sealed class CellBlock
{
    public const int RowsShift = 14, Capacity = 1 << RowsShift;

    private readonly CellCodes _codes;
    private byte[]? _bytes;
    private ushort[]? _words;
    private CellForm[] _forms = [];
    private ulong[] _payloads = [];

    /// <param name="codes">The column's codes; when they are full, the block takes cells only.</param>
    public CellBlock(CellCodes codes)
    {
        _codes = codes;
        if (codes.IsFrozen) WidenToCells();
        else if (codes.Count > 1 << 8) _words = new ushort[Capacity];
        else _bytes = new byte[Capacity];
    }

    public int Rows { get; private set; }

    public Cell this[int row] => _bytes is { } bytes ? _codes[bytes[row]] : _words is { } words ? _codes[words[row]] : CellAt(row);

    /// <summary>Appends the cell that has this code. Only while cells have codes.</summary>
    public void Add(int code)
    {
        if (_bytes is { } bytes)
        {
            if (code <= byte.MaxValue)
            {
                bytes[Rows++] = (byte)code;
                return;
            }

            WidenToWords(bytes);
        }

        _words![Rows++] = (ushort)code;
    }

    /// <summary>Appends a cell that has no code.</summary>
    public void Add(CellForm form, ulong payload)
    {
        if (_payloads.Length == 0) WidenToCells();
        _forms[Rows] = form;
        _payloads[Rows++] = payload;
    }

    /// <summary>Writes a function of each cell, taking it from <paramref name="ofCode"/> where the cell has a code.</summary>
    public void Encode<T>(ReadOnlySpan<T> ofCode, Func<Cell, T> value, Span<T> destination)
    {
        destination = destination[..Rows];
        if (_bytes is { } bytes)
            for (var row = 0; row < destination.Length; row++) destination[row] = ofCode[bytes[row]];
        else if (_words is { } words)
            for (var row = 0; row < destination.Length; row++) destination[row] = ofCode[words[row]];
        else
            for (var row = 0; row < destination.Length; row++) destination[row] = value(CellAt(row));
    }

    private Cell CellAt(int row) => _codes.CellOf(_forms[row], _payloads[row]);

    private void WidenToWords(byte[] bytes)
    {
        _words = new ushort[Capacity];
        for (var row = 0; row < Rows; row++) _words[row] = bytes[row];
        _bytes = null;
    }

    private void WidenToCells()
    {
        _forms = new CellForm[Capacity];
        _payloads = new ulong[Capacity];
        for (var row = 0; row < Rows; row++)
        {
            var cell = _codes[_bytes?[row] ?? _words![row]];
            (_forms[row], _payloads[row]) = (cell.Form, cell.Payload);
        }

        (_bytes, _words) = (null, null);
    }
}
