using CsvHelper;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>The records of one CSV file as spans of UTF-8. The one place that knows how CsvHelper reads.</summary>
/// <remarks>
/// RFC 4180: a field in quotes holds delimiters, line breaks and doubled quotes; LF, CRLF or CR ends a record. Quotes inside an
/// unquoted field are data. A quote that is never closed, or closed by the opening quote of a later record, would swallow the records in
/// between, so that one row changes others: a file with an open quote, or with text behind a closing one, is refused as a whole.
/// UTF-8 with or without byte order mark, UTF-16 and UTF-32 with one; what is not valid reads as U+FFFD.
/// </remarks>
internal sealed class CsvRecords : IDisposable
{
    private const int LargestRecordBytes = 1 << 26;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly CsvReader _reader;
    private bool _isQuoteAstray;
    private bool _keepsBlankLines;

    /// <exception cref="SafeSynthException">SS1001: the file cannot be opened.</exception>
    public CsvRecords(string path, char delimiter)
    {
        _path = path;
        try
        {
            _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(fault);
        }

        _reader = CsvReader.Create(_file, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => _isQuoteAstray |= HasQuoteAstray(record.RawRecord, delimiter),
            IncludeValuesInExceptions = false,
            MaxRecordSize = LargestRecordBytes,
        });
    }

    /// <summary>A field of the current record as UTF-8, valid until the next <see cref="Read"/>; empty beyond the last.</summary>
    public ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    /// <summary>The share of the file that has been read, if its length is known.</summary>
    public double? Progress => _file.CanSeek && _file.Length > 0 ? Math.Min(1, (double)_file.Position / _file.Length) : null;

    /// <summary>Reads the names in the first line that is not blank.</summary>
    /// <exception cref="SafeSynthException">SS1002: there is none. SS1001, SS1004 as in <see cref="Read"/>.</exception>
    public string[] ReadHeader()
    {
        if (!Read())
            throw new SafeSynthException("SS1002", $"'{_path}' is empty. A CSV file needs a header line with the column names.");

        var names = new string[_reader.FieldCount];
        for (var i = 0; i < names.Length; i++) names[i] = _reader.GetString(i);

        // In a file of one column, a blank line is a row whose value is missing.
        _keepsBlankLines = names.Length == 1;
        return names;
    }

    /// <summary>Goes to the next record; false at the end.</summary>
    /// <exception cref="SafeSynthException">
    /// SS1001: reading failed. SS1004: a quoted field is never closed or goes on behind its closing quote, or a record is beyond 64 MB.
    /// </exception>
    public bool Read()
    {
        try
        {
            var hasRecord = _reader.Read();
            while (hasRecord && !_keepsBlankLines && _reader.RawRecord.IsEmpty) hasRecord = _reader.Read();
            if (!_isQuoteAstray) return hasRecord;
        }
        catch (CsvFormatException)
        {
            // Says where; falls through to the message that does not.
        }
        catch (IOException fault)
        {
            throw Unreadable(fault);
        }

        throw new SafeSynthException(
            "SS1004", $"'{_path}' is no whole CSV file: a quoted field is never closed or goes on behind its closing quote, or a record exceeds 64 MB. Write the file anew.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private SafeSynthException Unreadable(Exception fault) =>
        new("SS1001", $"'{_path}' cannot be read: {fault.Message.TrimEnd('.')}. Check the path and its permissions.", fault);

    // CsvHelper names only the first thing wrong with a record, so an open quote can hide behind a stray one.
    private static bool HasQuoteAstray(string record, char delimiter)
    {
        bool isFieldStart = true, isInside = false;
        for (var i = 0; i < record.Length; i++)
        {
            if (isInside)
            {
                if (record[i] != '"') continue;
                if (i + 1 == record.Length) return false;
                if (record[i + 1] == '"') i++;
                else if (record[i + 1] == delimiter) isInside = false;
                else return true;
            }
            else
            {
                isInside = isFieldStart && record[i] == '"';
                isFieldStart = record[i] == delimiter;
            }
        }

        return isInside;
    }
}
