using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SafeSynth.Data;

/// <summary>Takes the cells of one column, from the first row to the last, and gives nothing back.</summary>
/// <remarks>
/// Text is recognised as the form it spells (<see cref="CellForm"/>); typed values keep their type. No value is refused: bytes that are not
/// UTF-8 become U+FFFD, NaN and infinities become the text that spells them. Repeated cells cost one or two bytes each while the column
/// has fewer than 65,536 distinct ones; beyond that a cell costs nine bytes, and a text its length besides.
/// One thread at a time may use a builder; different columns may be filled by different threads.
/// </remarks>
public sealed class ColumnBuilder
{
    private readonly string _name;
    private readonly TextPool _pool = new();
    private readonly CellCodes _codes;
    private readonly List<CellBlock> _blocks = [];
    private CellBlock? _block;
    private byte[] _utf8 = [];
    private bool _isBuilt;

    internal ColumnBuilder(string name)
    {
        _name = name;
        _codes = new CellCodes(_pool);
    }

    internal int Rows { get; private set; }

    /// <summary>Adds a cell that has no value.</summary>
    public void AddMissing() => AddCell(CellForm.Missing, 0);

    /// <summary>Adds a text in UTF-8; an empty one is missing.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        var form = CellSyntax.Recognize(utf8, out var payload);
        if (form.IsPooled) AddText(form, utf8);
        else AddCell(form, payload);
    }

    /// <summary>Adds a text; an empty one is missing.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < size) _utf8 = new byte[size];
        Add(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    /// <summary>Adds a text; null and the empty text are missing.</summary>
    public void Add(string? text) => Add(text.AsSpan());

    /// <summary>Adds a text of one character.</summary>
    public void Add(char value) => Add(new ReadOnlySpan<char>(in value));

    public void Add(int value) => AddCell(CellForm.NativeInt32, (ulong)value);

    public void Add(long value) => AddCell(CellForm.NativeInt64, (ulong)value);

    /// <summary>Adds a number as the shortest decimal that rounds to it.</summary>
    public void Add(float value) => Add(double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    public void Add(double value)
    {
        if (NumberSyntax.TryShorten(value, out var mantissa, out var decimals))
            AddCell(CellForm.NativeDouble0 + (byte)decimals, (ulong)mantissa);
        else if (double.IsFinite(value))
            AddCell(CellForm.NativeDouble, BitConverter.DoubleToUInt64Bits(value));
        else
            Add(value.ToString(CultureInfo.InvariantCulture));
    }

    public void Add(decimal value)
    {
        if (NumberSyntax.TrySplit(value, out var mantissa, out var decimals))
        {
            AddCell(CellForm.NativeDecimal0 + (byte)decimals, (ulong)mantissa);
            return;
        }

        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        AddText(CellForm.NativeDecimal, text[..length]);
    }

    public void Add(bool value) => AddCell(CellForm.NativeBoolean, value ? 1u : 0u);

    public void Add(DateOnly value) => AddCell(CellForm.NativeDate, (ulong)value.DayNumber);

    /// <summary>Adds what the clock reads; the kind is not kept.</summary>
    public void Add(DateTime value) => AddCell(CellForm.NativeDateTime, (ulong)value.Ticks);

    /// <summary>Adds the instant; the offset is not kept.</summary>
    public void Add(DateTimeOffset value) => AddCell(CellForm.NativeInstant, (ulong)value.UtcTicks);

    /// <summary>
    /// Adds a value by its type: null and <see cref="DBNull"/> are missing, types without a form add their invariant text.
    /// </summary>
    public void Add(object? value)
    {
        switch (value)
        {
            case null or DBNull: AddMissing(); break;
            case string text: Add(text); break;
            case int number: Add(number); break;
            case long number: Add(number); break;
            case double number: Add(number); break;
            case decimal number: Add(number); break;
            case bool truth: Add(truth); break;
            case DateTime time: Add(time); break;
            case DateOnly day: Add(day); break;
            case DateTimeOffset instant: Add(instant); break;
            case float number: Add(number); break;
            case byte number: Add((int)number); break;
            case sbyte number: Add((int)number); break;
            case short number: Add((int)number); break;
            case ushort number: Add((int)number); break;
            case uint number: Add((long)number); break;
            case ulong number and <= long.MaxValue: Add((long)number); break;
            default: Add(TextOf(value)); break;
        }
    }

    // A foreign object may refuse to be written, in words of its own: it is a missing cell like any other that cannot be read.
    private static string? TextOf(object value)
    {
        try
        {
            return value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Adds a cell of another table as it is.</summary>
    internal void Add(Cell cell)
    {
        if (cell.Form.IsPooled) AddText(cell.Form, cell.PooledText);
        else AddCell(cell.Form, cell.Payload);
    }

    /// <summary>Adds missing cells until the column has this many rows.</summary>
    /// <exception cref="InvalidOperationException">It has more already.</exception>
    internal void Complete(int rows)
    {
        if (Rows > rows) throw new InvalidOperationException($"Column '{_name}' got more than one value in a row.");
        while (Rows < rows) AddMissing();
    }

    internal RawColumn Build()
    {
        _isBuilt = true;
        _block = null;
        _utf8 = [];
        if (!_codes.IsFrozen) _codes.Freeze();
        return new RawColumn(_blocks, _codes, Rows);
    }

    private void AddCell(CellForm form, ulong payload)
    {
        var block = BlockWithRoom();
        var code = _codes.IsFrozen ? CellCodes.None : _codes.Of(form, payload);
        if (code != CellCodes.None) block.Add(code);
        else AddUncoded(block, form, payload);
    }

    private void AddText(CellForm form, ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));

        var block = BlockWithRoom();
        var code = _codes.IsFrozen ? CellCodes.None : _codes.Of(form, utf8);
        if (code != CellCodes.None) block.Add(code);
        else AddUncoded(block, form, _pool.Add(utf8));
    }

    private void AddUncoded(CellBlock block, CellForm form, ulong payload)
    {
        if (!_codes.IsFrozen) _codes.Freeze();
        block.Add(form, payload);
    }

    private CellBlock BlockWithRoom()
    {
        Rows++;
        return _block is { Rows: < CellBlock.Capacity } block ? block : NextBlock();
    }

    private CellBlock NextBlock()
    {
        if (_isBuilt) throw new InvalidOperationException("The table is built; it takes no more rows.");

        _block = new CellBlock(_codes);
        _blocks.Add(_block);
        return _block;
    }
}
