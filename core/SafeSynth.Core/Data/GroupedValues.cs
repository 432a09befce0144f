namespace SafeSynth.Data;

/// <summary>What is summed and ranked: the values of one column in each of some groups of rows.</summary>
/// <param name="column">The column; null where the rows themselves are meant.</param>
/// <param name="grid">What its values are rounded to; null where a value is only there or missing.</param>
/// <param name="groups">How rows are grouped; null where all rows are one group.</param>
public sealed class GroupedValues(string? column, ValueGrid? grid, Grouping? groups)
{
    public string? Column => column;

    public ValueGrid? Grid => grid;

    public Grouping? Groups => groups;

    public int GroupCount => groups?.Names.Count ?? 1;

    /// <summary>The values in words.</summary>
    public string Description => (column ?? "rows") + (groups is null ? "" : $" by {groups.Column}");

    internal string Identity => $"{column}\u001e{grid?.Identity}\u001e{groups?.Identity}";
}

/// <summary>Groups of rows by the value of one column; the code behind the last group is that of rows in no group.</summary>
/// <param name="column">The column.</param>
/// <param name="values">The values that are groups.</param>
public sealed class Grouping(string column, CategoryDomain values) : Coding(column)
{
    /// <summary>The groups' names, in order.</summary>
    public IReadOnlyList<string> Names => values.Values;

    public override int Size => Names.Count + 1;

    public override string Description => $"{Column} ({Names.Count} groups)";

    internal override string Identity => $"groups {Column} {values.Identity}";

    internal override int CodeOf(Cell cell)
    {
        var code = (int)values.Encode(cell, FaultPolicy.Missing);
        return code >= 0 && code < Names.Count ? code : Names.Count;
    }
}
