namespace SafeSynth.Data;

/// <summary>What becomes of one column of the private table.</summary>
public abstract record ColumnLayout(string Name);

/// <summary>A column that models see: its domain, the bins in which they see it, and what becomes of cells outside the domain.</summary>
public sealed record ModelledColumn(string Name, Domain Domain, Binning Bins, FaultPolicy Faults) : ColumnLayout(Name)
{
    /// <summary>The code that stands for cells outside a learned domain that has neither missing nor other values: a common one.</summary>
    public long Fallback { get; init; }

    /// <summary>The number of model codes: the bins, then missing where the domain is nullable.</summary>
    public int Size => Bins.BinCount + (Domain.Nullable ? 1 : 0);

    /// <summary>All that decides the codes of cells.</summary>
    internal string Identity =>
        $"{Name} {Domain.Identity} {string.Join(',', Bins.CellStarts)} {string.Join(',', Bins.BinOfCell)} {Faults} {Fallback}";

    /// <summary>The domain code of a private cell. Rows that the fault policy leaves out never get here.</summary>
    internal long CodeOf(Cell cell) =>
        Domain.Encode(cell, Faults) is var code && code == Domain.Fault ? Fallback : code;

    /// <summary>The same for any cell; <see cref="Domain.Fault"/> where its row is left out.</summary>
    internal long CodeIfKept(Cell cell) => Faults == FaultPolicy.Drop ? Domain.Encode(cell, Faults) : CodeOf(cell);

    /// <summary>The model code of a domain code.</summary>
    public int ModelCodeOf(long code) => code == Domain.MissingCode ? Bins.BinCount : Bins.BinOfCell[Bins.CellOf(code)];
}

/// <summary>A column whose values are never modelled: fakes of <paramref name="Kind"/> take their place.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What the fakes look like.</param>
/// <param name="Form">How they are spelled: text, or a native integer.</param>
/// <param name="MissingShare">The share of cells that stay empty.</param>
/// <param name="Reason">Why the column is not modelled, in words.</param>
public sealed record RegeneratedColumn(string Name, IdentifierKind Kind, CellForm Form, double MissingShare, string Reason) : ColumnLayout(Name);

/// <summary>A column of texts: a model writes new ones.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="WrittenFor">The modelled column for whose values they are written; null for none.</param>
public sealed record TextColumn(string Name, string? WrittenFor = null) : ColumnLayout(Name)
{
    /// <summary>The column for whose values texts are written.</summary>
    internal ModelledColumn? LabelIn(TableLayout layout) => layout.Modelled.FirstOrDefault(column => column.Name == WrittenFor);
}

/// <summary>A column that is left out of the synthetic table.</summary>
public sealed record DroppedColumn(string Name) : ColumnLayout(Name);

/// <summary>What becomes of every column, in the table's order.</summary>
public sealed record TableLayout(IReadOnlyList<ColumnLayout> Columns)
{
    /// <summary>The columns that a model sees, in order: attribute i of a model is entry i.</summary>
    public IReadOnlyList<ModelledColumn> Modelled { get; } = [.. Columns.OfType<ModelledColumn>()];

    /// <summary>The same table, in which made-up columns of these names stay empty.</summary>
    internal TableLayout WithEmpty(IEnumerable<string> names) => new([.. Columns.Select(column =>
        column is RegeneratedColumn madeUp && names.Contains(column.Name)
            ? madeUp with { MissingShare = 1, Reason = $"{madeUp.Reason}; empty, since made-up values would not keep the constraints on them" } : column)]);

    /// <summary>The same table with other bins for its modelled columns.</summary>
    public TableLayout WithModelled(IReadOnlyList<ModelledColumn> modelled)
    {
        var next = 0;
        return new TableLayout([.. Columns.Select(column => column is ModelledColumn ? modelled[next++] : column)]);
    }
}
