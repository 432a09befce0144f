using System.Collections;
using System.Data;
using System.Management.Automation;
using SafeSynth.Data;

namespace SafeSynth.Ingest;

/// <summary>Reads the declared columns of one kind of object. A cell that is absent or cannot be read is missing.</summary>
internal abstract class RowReader
{
    /// <param name="wrapper">The object as the pipeline carried it, or null when it came bare.</param>
    /// <param name="value">What it wraps.</param>
    /// <param name="row">Receives at most one cell per column; the others are missing.</param>
    public abstract void Read(PSObject? wrapper, object? value, TableBuilder row);

    /// <summary>Adds a value of unknown type.</summary>
    protected static void Add(ColumnBuilder column, object? value) => column.Add(value is PSObject wrapped ? wrapped.BaseObject : value);

    /// <summary>
    /// Adds what a row holds under a key. Scripts, drivers and deleted rows may throw, in words of their own: such a cell is missing.
    /// </summary>
    protected static void Add<TRow, TKey>(ColumnBuilder column, TRow row, TKey key, Func<TRow, TKey, object?> read)
    {
        object? value;
        try
        {
            value = read(row, key);
        }
        catch (Exception fault) when (fault is not PipelineStoppedException)
        {
            value = null;
        }

        Add(column, value);
    }
}

/// <summary>Reads what only PowerShell knows how to read: custom objects, as Import-Csv and Select-Object make them.</summary>
internal sealed class PropertyReader(string[] names) : RowReader
{
    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
        var properties = (wrapper ?? PSObject.AsPSObject(value)).Properties;
        for (var i = 0; i < names.Length; i++) Add(row[i], properties, names[i], static (properties, name) => properties[name]?.Value);
    }
}

/// <summary>Reads rows of one data table by ordinal.</summary>
internal sealed class DataRowReader(DataTable table, string[] names) : RowReader
{
    private readonly int[] _ordinals = Array.ConvertAll(names, table.Columns.IndexOf);

    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
        var cells = (DataRow)value!;
        for (var i = 0; i < _ordinals.Length; i++)
            Add(row[i], cells, _ordinals[i], static (cells, ordinal) => ordinal < 0 ? null : cells[ordinal]);
    }
}

/// <summary>Reads hash tables and ordered dictionaries by key.</summary>
internal sealed class DictionaryReader(string[] names) : RowReader
{
    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
        var cells = (IDictionary)value!;
        for (var i = 0; i < names.Length; i++) Add(row[i], cells, names[i], static (cells, name) => cells[name]);
    }
}

/// <summary>Stands for an object that has none of the columns, such as a stray string among objects.</summary>
internal sealed class MissingRowReader : RowReader
{
    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
    }
}
