using System.Collections;
using System.Data;
using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Ingest;

/// <summary>The objects of a pipeline as private rows, one object a row.</summary>
/// <param name="name">The public name of the data set.</param>
/// <param name="columns">The columns, where they are known without an object.</param>
/// <remarks>
/// The first object names the columns and their order. A later object that lacks one of them, or whose property cannot be
/// read, has a missing value there; what it has beyond them is ignored. So one object never changes how another is read.
/// </remarks>
internal sealed class PipelineSource(string name, IReadOnlyList<string>? columns = null) : IRowSource
{
    private readonly Dictionary<object, RowReader> _readers = new(ReferenceEqualityComparer.Instance);
    private TableBuilder? _rows = columns is null ? null : new TableBuilder(columns);
    private object? _lastShape;
    private RowReader? _lastReader;

    public string Name => name;

    public bool IsText => false;

    /// <summary>Appends one object: a PowerShell object, a data row, a dictionary or any .NET object.</summary>
    /// <exception cref="SafeSynthException">SS1002: the first object has no columns. SS1003: two of them have the same name.</exception>
    public void Add(object? item)
    {
        var wrapper = item as PSObject;
        var value = Unwrap(item);
        _rows ??= new TableBuilder(RowShape.NamesOf(wrapper, value));
        ReaderFor(value, _rows.ColumnNames).Read(wrapper, value, _rows);
        _rows.EndRow();
    }

    /// <summary>The names that the first object gave.</summary>
    /// <exception cref="SafeSynthException">SS1002: no object came.</exception>
    public IReadOnlyList<string> ReadColumnNames() => _rows?.ColumnNames ?? throw NoObjects();

    /// <summary>Closes the table; no object can be added after it.</summary>
    /// <exception cref="SafeSynthException">SS1002: no object came.</exception>
    public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => _rows?.Build() ?? throw NoObjects();

    /// <summary>What is wrong when nothing came down the pipeline.</summary>
    public static SafeSynthException NoObjects() =>
        new("SS1002", "The pipeline brought no objects, so there are no columns. Pipe at least one object, or name a file with -Path.");

    private static object? Unwrap(object? item) => item switch
    {
        PSObject { BaseObject: DataRowView view } => view.Row,
        PSObject { BaseObject: var value } => value,
        DataRowView view => view.Row,
        _ => item,
    };

    private RowReader ReaderFor(object? value, IReadOnlyList<string> names)
    {
        // Objects of one kind come in a row, so the last reader nearly always serves again.
        var shape = RowShape.KeyOf(value);
        if (ReferenceEquals(shape, _lastShape)) return _lastReader!;

        if (!_readers.TryGetValue(shape, out var reader))
        {
            reader = value switch
            {
                DataRow row => new DataRowReader(row.Table, [.. names]),
                IDictionary => new DictionaryReader([.. names]),
                null => new MissingRowReader(),
                _ when RowShape.IsScalar(value) => new MissingRowReader(),
                PSCustomObject => new PropertyReader([.. names]),
                _ => new TypedReader(value.GetType(), [.. names]),
            };
            _readers.Add(shape, reader);
        }

        _lastShape = shape;
        return _lastReader = reader;
    }
}
