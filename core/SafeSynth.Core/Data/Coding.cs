namespace SafeSynth.Data;

/// <summary>A public function from the cells of one column to the codes 0 .. <see cref="Size"/> - 1: what a histogram counts.</summary>
/// <remarks>It must depend on nothing but the cell, so that a row adds one count to one code whatever other rows hold.</remarks>
public abstract class Coding(string column)
{
    public string Column { get; } = column;

    public abstract int Size { get; }

    /// <summary>The coding in words.</summary>
    public abstract string Description { get; }

    /// <summary>The coding to the last edge: two codings of one identity give every cell the same code.</summary>
    internal abstract string Identity { get; }

    internal abstract int CodeOf(Cell cell);
}

/// <summary>A column as a model sees it: the bin of its cell.</summary>
internal sealed class ModelCoding(ModelledColumn layout) : Coding(layout.Name)
{
    public ModelledColumn Layout => layout;

    public override int Size => layout.Size;

    public override string Description => $"{Column} ({layout.Size} of {layout.Domain.Size} values)";

    internal override string Identity => $"bins of {layout.Identity}";

    internal override int CodeOf(Cell cell) => layout.ModelCodeOf(layout.CodeOf(cell));
}

/// <summary>The cells of a column's binning, then missing: the fine histogram from which bins are made.</summary>
internal sealed class CellCoding(ModelledColumn layout) : Coding(layout.Name)
{
    public override int Size => layout.Bins.CellCount + (layout.Domain.Nullable ? 1 : 0);

    public override string Description => $"{Column} ({Size} cells of {layout.Domain.Size} values)";

    internal override string Identity => $"cells of {layout.Identity}";

    internal override int CodeOf(Cell cell)
    {
        var code = layout.CodeOf(cell);
        return code == layout.Domain.MissingCode ? layout.Bins.CellCount : layout.Bins.CellOf(code);
    }
}

/// <summary>How a cell is spelled: the histogram from which type and spelling are learned.</summary>
internal sealed class FormCoding(string column) : Coding(column)
{
    public override int Size => CellForms.Count;

    public override string Description => $"the spelling of {Column}";

    internal override string Identity => Description;

    internal override int CodeOf(Cell cell) => (int)cell.Form;
}
