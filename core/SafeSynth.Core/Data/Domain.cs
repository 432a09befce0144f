namespace SafeSynth.Data;

/// <summary>The finite set of values of a column, numbered from 0; the translation between values and codes.</summary>
/// <remarks>Missing is a value of its own: it takes the last code of a nullable domain.</remarks>
public abstract class Domain(FieldType type, CellForm form, bool nullable)
{
    public FieldType Type { get; } = type;

    /// <summary>How values are spelled when they are written.</summary>
    public CellForm Form { get; } = form;

    public bool Nullable { get; } = nullable;

    /// <summary>The number of values, without missing.</summary>
    public abstract long Count { get; }

    /// <summary>The number of codes, with missing.</summary>
    public long Size => Nullable ? Count + 1 : Count;

    /// <summary>The code of missing; equals <see cref="Count"/> and is valid only in a nullable domain.</summary>
    public long MissingCode => Count;

    /// <summary>Whether codes follow the order of the values.</summary>
    public abstract bool IsOrdered { get; }

    /// <summary>What the owner or a priced measurement said of the domain, for the report.</summary>
    public abstract string Summary { get; }

    /// <summary>The domain to the last value: domains of one identity encode alike.</summary>
    internal abstract string Identity { get; }

    /// <summary>The code of a private cell under a fault policy; <see cref="Fault"/> where the cell's row has to be left out.</summary>
    internal long Encode(Cell cell, FaultPolicy faults)
    {
        if (cell.IsMissing)
            return Nullable ? MissingCode : Fault;
        var code = CodeOf(cell, clamp: faults == FaultPolicy.Clamp);
        return code == Fault && Nullable && faults != FaultPolicy.Drop ? MissingCode : code;
    }

    /// <summary>The value of a code as a .NET value of the source's kind: text where the source was text; null for missing.</summary>
    public object? ValueOf(long code) => code == Count ? null : Form.IsNative() ? NativeOf(code) : TextOf(code);

    /// <summary>The value of a code as the source would spell it; empty for missing.</summary>
    public string TextOf(long code) => code == Count ? "" : Spell(code);

    /// <summary>The value of a code of an ordered type in ones, days or seconds since 0001-01-01.</summary>
    internal abstract decimal MagnitudeOf(long code);

    /// <summary>A cell that is no value of the domain.</summary>
    internal const int Fault = -1;

    /// <summary>The code of a cell that is not missing, or <see cref="Fault"/>; a value beyond a bound moves to it where asked.</summary>
    private protected abstract long CodeOf(Cell cell, bool clamp);

    private protected abstract string Spell(long code);

    private protected abstract object NativeOf(long code);
}
