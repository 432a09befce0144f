namespace SafeSynth.Data;

/// <summary>The fields of some consecutive CSV records, kept so that the columns can be encoded at the same time.</summary>
internal sealed class CsvChunk(int columns)
{
    private const int EnoughBytes = 1 << 20, EnoughFields = 1 << 17;

    private byte[] _text = new byte[1 << 12];
    private int[] _ends = new int[16 * columns];

    public int Rows { get; private set; }

    /// <summary>Replaces the content by the next records, up to about a megabyte of them; false when there are no more.</summary>
    public bool Fill(CsvRecords records)
    {
        Rows = 0;
        var fields = 0;
        var used = 0;
        while (fields < EnoughFields && used < EnoughBytes && records.Read())
        {
            if (fields == _ends.Length) Array.Resize(ref _ends, 2 * fields);
            for (var column = 0; column < columns; column++)
            {
                var field = records[column];
                if (field.Length > _text.Length - used) Array.Resize(ref _text, Math.Max(2 * _text.Length, used + field.Length));
                field.CopyTo(_text.AsSpan(used));
                used += field.Length;
                _ends[fields++] = used;
            }

            Rows++;
        }

        return Rows > 0;
    }

    /// <summary>Adds one column's fields to its builder.</summary>
    public void Encode(int column, ColumnBuilder builder)
    {
        for (var field = column; field < Rows * columns; field += columns)
        {
            var start = field == 0 ? 0 : _ends[field - 1];
            builder.Add(_text.AsSpan(start, _ends[field] - start));
        }
    }
}
