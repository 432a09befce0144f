namespace SafeSynth.Data;

/// <summary>The types that a column can have, named as in Frictionless Table Schema.</summary>
public enum FieldType
{
    Integer,
    Number,
    String,
    Boolean,
    Date,
    DateTime,
}

/// <summary>What becomes of a cell that cannot be read as its declared type or lies outside its declared domain.</summary>
public enum FaultPolicy
{
    /// <summary>The cell counts as missing.</summary>
    Missing,

    /// <summary>A value beyond a bound moves to the bound; any other fault counts as missing.</summary>
    Clamp,

    /// <summary>The whole row is left out.</summary>
    Drop,
}

/// <summary>What synthesis does with a column.</summary>
public enum FieldRole
{
    /// <summary>Its distribution and its relations to other columns are learned.</summary>
    Model,

    /// <summary>Its values are never looked at; realistic fakes take their place.</summary>
    Regenerate,

    /// <summary>It is left out of the synthetic table.</summary>
    Drop,

    /// <summary>It holds texts; new ones are written, for the values of another column.</summary>
    Text,
}

/// <summary>What the owner declares, and thereby makes public, about one column. All but the name may be left out.</summary>
public sealed record Field(string Name)
{
    public FieldType? Type { get; init; }

    /// <summary>The Frictionless format: <c>email</c>, <c>uri</c>, <c>uuid</c>, <c>default</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The closed list of values, spelled as text.</summary>
    public IReadOnlyList<string>? Enum { get; init; }

    /// <summary>The smallest value, spelled as text of the column's type.</summary>
    public string? Minimum { get; init; }

    /// <summary>The largest value, spelled as text of the column's type.</summary>
    public string? Maximum { get; init; }

    /// <summary>The texts that stand for true in a boolean column, the one to write first; those of Table Schema by default.</summary>
    public IReadOnlyList<string>? TrueValues { get; init; }

    /// <summary>The texts that stand for false in a boolean column, the one to write first; those of Table Schema by default.</summary>
    public IReadOnlyList<string>? FalseValues { get; init; }

    /// <summary>Whether no cell may be missing.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the column names single rows: such a column is regenerated, never modelled.</summary>
    public bool Unique { get; init; }

    /// <summary>
    /// What becomes of faulty cells; by default the row is dropped where the column is required, else the cell is missing.
    /// </summary>
    public FaultPolicy? Faults { get; init; }

    /// <summary>
    /// What synthesis does with the column; by default decided by uniqueness, format, name and a paid look at its values.
    /// </summary>
    public FieldRole? Role { get; init; }

    /// <summary>
    /// The column for whose values texts are written; by default the workload's target, else the first column that has from 2 to 64 values.
    /// </summary>
    public string? WrittenFor { get; init; }

    /// <summary>Whether type and domain are declared, so that nothing about them has to be learned.</summary>
    public bool HasDomain =>
        Type == FieldType.Boolean || Enum is not null || (Type is not null && Minimum is not null && Maximum is not null);

    /// <summary>Whether a faulty or missing cell can take its row with it.</summary>
    internal bool DropsFaults => FaultPolicy == FaultPolicy.Drop || (Required && Faults != FaultPolicy.Missing);

    internal FaultPolicy FaultPolicy => Faults ?? (Required ? FaultPolicy.Drop : FaultPolicy.Missing);
}
