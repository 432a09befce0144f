namespace SafeSynth.Data;

/// <summary>Synthetic rows, column by column.</summary>
public sealed record Table(int RowCount, IReadOnlyList<TableColumn> Columns)
{
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public TableColumn this[string name] =>
        Columns.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException($"The table has no column '{name}'.", nameof(name));
}

/// <summary>One column of synthetic rows.</summary>
public abstract class TableColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>The cell as its source would spell it; empty for missing.</summary>
    public abstract string TextAt(int row);

    /// <summary>The cell as a value of the source's kind: text where the source was text; null for missing.</summary>
    public abstract object? ValueAt(int row);
}

/// <summary>A modelled column: codes of a domain.</summary>
public sealed class CodedColumn(string name, Domain domain, long[] codes) : TableColumn(name)
{
    private readonly string?[]? _spelled = domain.Size <= 4096 ? new string?[domain.Size] : null;

    public Domain Domain { get; } = domain;

    public IReadOnlyList<long> Codes { get; } = codes;

    public override string TextAt(int row) =>
        _spelled is null ? Domain.TextOf(codes[row]) : _spelled[codes[row]] ??= Domain.TextOf(codes[row]);

    public override object? ValueAt(int row) =>
        Domain.Form.IsNative() || codes[row] == Domain.MissingCode ? Domain.ValueOf(codes[row]) : TextAt(row);
}

/// <summary>A regenerated column: values that were made up.</summary>
public sealed class FakeColumn(string name, object?[] values) : TableColumn(name)
{
    public override string TextAt(int row) => Convert.ToString(values[row], System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public override object? ValueAt(int row) => values[row];
}
