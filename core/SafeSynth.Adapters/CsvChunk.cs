namespace SafeSynth.Data;

/// <summary>The fields of some consecutive CSV records, kept so that the columns can be encoded at the same time.</summary>
internal sealed class CsvChunk
{
    private const int Bytes = 1 << 20, Fields = 1 << 17;

    private readonly int _columns;
    private readonly int[] _ends;
    private byte[] _text = new byte[Bytes];

    public CsvChunk(int columns)
    {
        _columns = columns;
        _ends = new int[Math.Max(columns, Fields / columns * columns)];
    }

    public int Rows { get; private set; }

    /// <summary>Replaces the content by the next records; false when there are no more.</summary>
    public bool Fill(CsvRecords records)
    {
        Rows = 0;
        var field = 0;
        var used = 0;
        while (field < _ends.Length && used < Bytes && records.Read())
        {
            for (var column = 0; column < _columns; column++)
            {
                var text = records[column];
                if (text.Length > _text.Length - used) Array.Resize(ref _text, Math.Max(2 * _text.Length, used + text.Length));
                text.CopyTo(_text.AsSpan(used));
                used += text.Length;
                _ends[field++] = used;
            }

            Rows++;
        }

        return Rows > 0;
    }

    /// <summary>Adds one column's fields to its builder.</summary>
    public void Encode(int column, ColumnBuilder builder)
    {
        for (var row = 0; row < Rows; row++)
        {
            var field = row * _columns + column;
            var start = field == 0 ? 0 : _ends[field - 1];
            builder.Add(_text.AsSpan(start.._ends[field]));
        }
    }
}
