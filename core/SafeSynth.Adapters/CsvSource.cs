using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Reads a CSV file with a header line (<see cref="CsvRecords"/> says which dialect). The delimiter is never guessed.</summary>
/// <remarks>
/// A short row has missing cells at its end, the fields of a long row beyond the header are ignored, and a blank line is skipped
/// unless the file has one column. The file is streamed: memory holds the encoded table and a chunk of about a megabyte.
/// </remarks>
public sealed class CsvSource : IRowSource
{
    private readonly string _path;
    private readonly char _delimiter;

    /// <param name="path">The file; its name without the extension names the data set.</param>
    /// <param name="delimiter">One ASCII character other than a quote or a line break.</param>
    public CsvSource(string path, char delimiter = ',')
    {
        if (!char.IsAscii(delimiter) || delimiter is '"' or '\r' or '\n')
            throw new ArgumentOutOfRangeException(nameof(delimiter), "The delimiter is an ASCII character, but no quote and no line break.");

        _path = path;
        _delimiter = delimiter;
        Name = Path.GetFileNameWithoutExtension(path);
    }

    public bool IsText => true;

    public string Name { get; }

    public IReadOnlyList<string> ReadColumnNames()
    {
        using var records = new CsvRecords(_path, _delimiter);
        return new TableBuilder(records.ReadHeader()).ColumnNames;
    }

    /// <inheritdoc/>
    /// <exception cref="SafeSynthException">
    /// SS1001: the file is missing or cannot be read. SS1002: it has no header. SS1003: a column name is empty or comes twice.
    /// SS1004: a quoted field is never closed.
    /// </exception>
    public RawTable Read(IProgress<double>? progress, CancellationToken cancel)
    {
        using var records = new CsvRecords(_path, _delimiter);
        var table = new TableBuilder(records.ReadHeader());
        var chunk = new CsvChunk(table.ColumnNames.Count);
        var parallel = new ParallelOptions { CancellationToken = cancel };
        while (chunk.Fill(records))
        {
            Parallel.For(0, table.ColumnNames.Count, parallel, column => chunk.Encode(column, table[column]));
            table.EndRows(chunk.Rows);
            if (records.Progress is { } share) progress?.Report(share);
        }

        return table.Build();
    }
}
