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

    /// <summary>Adds a property found by name; it may be a script and so may throw.</summary>
    protected static void Add(ColumnBuilder column, PSMemberInfoCollection<PSPropertyInfo> properties, string name)
    {
        object? value;
        try
        {
            value = properties[name]?.Value;
        }
        catch (GetValueException)
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
        for (var i = 0; i < names.Length; i++) Add(row[i], properties, names[i]);
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
            Add(row[i], _ordinals[i] < 0 ? null : cells[_ordinals[i]]);
    }
}

/// <summary>Reads hash tables and ordered dictionaries by key.</summary>
internal sealed class DictionaryReader(string[] names) : RowReader
{
    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
        var cells = (IDictionary)value!;
        for (var i = 0; i < names.Length; i++) Add(row[i], cells[names[i]]);
    }
}

/// <summary>Stands for an object that has none of the columns, such as a stray string among objects.</summary>
internal sealed class MissingRowReader : RowReader
{
    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
    }
}
