using System.Data;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Reads the rows of any ADO.NET reader, as database drivers and <see cref="DataTable.CreateDataReader()"/> give them.</summary>
/// <param name="name">The public name of the data set.</param>
/// <param name="open">Opens the reader anew for each reading, which disposes it.</param>
/// <remarks>Values are added by their .NET type, as the driver gives it. A value that the driver cannot convert is missing.</remarks>
public sealed class DataReaderSource(string name, Func<IDataReader> open) : IRowSource
{
    public bool IsText => false;

    public string Name => name;

    public IReadOnlyList<string> ReadColumnNames()
    {
        using var reader = Guard(open);
        return new TableBuilder(NamesOf(reader)).ColumnNames;
    }

    /// <inheritdoc/>
    /// <exception cref="SafeSynthException">
    /// SS1001: the reader failed. SS1002: it has no columns. SS1003: a column name is empty or comes twice.
    /// </exception>
    public RawTable Read(IProgress<double>? progress, CancellationToken cancel)
    {
        using var reader = Guard(open);
        var columns = NamesOf(reader);
        var table = new TableBuilder(columns);
        Func<bool> next = reader.Read;
        while (Guard(next))
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++) table[i].Add(ValueOf(reader, i));
            table.EndRow();
        }

        return table.Build();
    }

    private string[] NamesOf(IDataReader reader) => Guard(() => Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray());

    private static object? ValueOf(IDataReader reader, int column)
    {
        try
        {
            return reader.GetValue(column);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Drivers throw types of their own, and their messages may quote the value.
            return null;
        }
    }

    // A driver's own message can quote the value it failed on, so neither it nor the exception is passed on.
    private T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or SafeSynthException))
        {
            throw new SafeSynthException(
                "SS1001", $"'{name}' cannot be read: its driver failed with {fault.GetType().Name}. Check the connection and the query.");
        }
    }
}
