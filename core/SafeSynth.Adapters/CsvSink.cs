using CsvHelper;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>
/// Writes a CSV file as RFC 4180 has it, but for LF after each row: in UTF-8 without byte order mark, quoting only what needs it.
/// </summary>
/// <remarks>
/// The file appears whole on <see cref="Commit"/> or not at all (<see cref="AtomicFile"/>).
/// Memory holds a buffer, whatever the number of rows.
/// </remarks>
public sealed class CsvSink : IDisposable
{
    private readonly AtomicFile _file;
    private readonly CsvWriter _writer;

    /// <summary>Opens the file and writes its header.</summary>
    /// <exception cref="SafeSynthException">SS1010: the file cannot be written.</exception>
    /// <exception cref="ArgumentException">The delimiter is not an ASCII character, or is a quote or a line break.</exception>
    public CsvSink(string path, IReadOnlyList<string> columnNames, char delimiter = ',')
    {
        _file = new AtomicFile(path);
        try
        {
            _writer = CsvWriter.Create(_file.Content, new CsvWriterOptions { Separator = delimiter, NewLine = "\n" }, leaveOpen: true);
            WriteRow([.. columnNames]);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Writes one cell of the current row as text; an empty one is missing.</summary>
    public void WriteCell(ReadOnlySpan<char> text) => _writer.WriteField(text);

    /// <summary>Writes one cell of the current row as UTF-8; an empty one is missing.</summary>
    public void WriteCell(ReadOnlySpan<byte> utf8) => _writer.WriteField(utf8);

    /// <summary>Ends the current row.</summary>
    /// <exception cref="InvalidOperationException">It has not one cell per column.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void EndRow() => _writer.EndRecord();

    /// <summary>Writes a whole row; null is missing.</summary>
    public void WriteRow(ReadOnlySpan<string?> cells)
    {
        foreach (var cell in cells) WriteCell(cell.AsSpan());
        EndRow();
    }

    /// <summary>Writes a batch of synthetic rows.</summary>
    public void WriteRows(Table batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            foreach (var column in batch.Columns)
                WriteCell(column.TextAt(row).AsSpan());
            EndRow();
        }
    }

    /// <summary>The SHA-256 hash of the file, in lower-case hexadecimal, after its last row.</summary>
    public string Hash()
    {
        _writer.Dispose();
        return _file.Hash();
    }

    /// <summary>Puts the file in its place; no row can be written after that.</summary>
    /// <exception cref="SafeSynthException">SS1010: the path has become unwritable.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Commit()
    {
        _writer.Dispose();
        _file.Commit();
    }

    /// <summary>Puts the rows so far beside their place, which stays as it was; no row can be written after that.</summary>
    /// <exception cref="SafeSynthException">SS1010: the path is unwritable.</exception>
    public void CommitBeside(string path)
    {
        _writer.Dispose();
        _file.Commit(path);
    }

    /// <summary>Without a <see cref="Commit"/>, leaves no trace.</summary>
    public void Dispose()
    {
        // The writer only holds rows that nobody wants any more; disposing it would try to write them.
        _file.Dispose();
    }
}
