using System.Collections;
using System.Data;
using System.Management.Automation;
using SafeSynth.Plans;

namespace SafeSynth.Ingest;

/// <summary>Turns the objects of a pipeline into rows of a column store, one object a row.</summary>
/// <remarks>
/// The first object names the columns and their order. A later object that lacks one of them, or whose property cannot be
/// read, has a missing value there; what it has beyond them is ignored. So one object never changes how another is read.
/// </remarks>
internal sealed class ObjectIngest(Func<IReadOnlyList<string>, IRowWriter> open)
{
    private readonly Dictionary<object, RowReader> _readers = new(ReferenceEqualityComparer.Instance);
    private string[] _names = [];
    private object? _lastShape;
    private RowReader? _lastReader;

    /// <summary>The store, or null while no object has come.</summary>
    public IRowWriter? Rows { get; private set; }

    /// <summary>Appends one object: a PowerShell object, a data row, a dictionary or any .NET object.</summary>
    /// <exception cref="SafeSynthException">SS1020: the first object has no columns.</exception>
    public void Add(object? item)
    {
        var wrapper = item as PSObject;
        var value = Unwrap(item);
        if (Rows is null)
        {
            _names = RowShape.NamesOf(wrapper, value);
            Rows = open(_names);
        }

        ReaderFor(value).Read(wrapper, value, Rows);
        Rows.EndRow();
    }

    private static object? Unwrap(object? item) => item switch
    {
        PSObject { BaseObject: DataRowView view } => view.Row,
        PSObject { BaseObject: var value } => value,
        DataRowView view => view.Row,
        _ => item,
    };

    private RowReader ReaderFor(object? value)
    {
        // Objects of one kind come in a row, so the last reader nearly always serves again.
        var shape = RowShape.KeyOf(value);
        if (ReferenceEquals(shape, _lastShape)) return _lastReader!;

        if (!_readers.TryGetValue(shape, out var reader))
        {
            reader = value switch
            {
                DataRow row => new DataRowReader(row.Table, _names),
                IDictionary => new DictionaryReader(_names),
                null => new MissingRowReader(_names.Length),
                _ when RowShape.IsScalar(value) => new MissingRowReader(_names.Length),
                PSCustomObject => new PropertyReader(_names),
                _ => new TypedReader(value.GetType(), _names),
            };
            _readers.Add(shape, reader);
        }

        _lastShape = shape;
        return _lastReader = reader;
    }
}
