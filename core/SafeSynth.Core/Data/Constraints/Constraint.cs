using System.Text.Json.Serialization;

namespace SafeSynth.Data;

/// <summary>What the owner declares, and thereby makes public, of each row by itself: every synthetic row keeps it.</summary>
[JsonDerivedType(typeof(ImpossibleValues), "impossible")]
[JsonDerivedType(typeof(DeterminedColumn), "determines")]
[JsonDerivedType(typeof(OrderedColumns), "ordered")]
public abstract record Constraint
{
    /// <summary>The columns that it speaks of.</summary>
    internal abstract IReadOnlyList<string> Columns { get; }

    /// <summary>What is declared, in words.</summary>
    internal abstract string InWords { get; }
}

/// <summary>Values that no row has together: a structural zero.</summary>
/// <param name="Values">The values of each column, of which there is one or more.</param>
public sealed record ImpossibleValues(IReadOnlyList<ColumnValues> Values) : Constraint
{
    internal override IReadOnlyList<string> Columns => [.. Values.Select(values => values.Column)];

    internal override string InWords => $"that no row has {string.Join(" and ", Values.Select(values => values.InWords))}";
}

/// <summary>A functional dependency: rows with one value of a column have one value of another, as far as both are there.</summary>
/// <param name="Determinant">The column that decides.</param>
/// <param name="Dependent">The column that is decided.</param>
public sealed record DeterminedColumn(string Determinant, string Dependent) : Constraint
{
    /// <summary>The value that goes with each; what goes with values that are left out follows from the fitted model.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    internal override IReadOnlyList<string> Columns => [Determinant, Dependent];

    internal override string InWords =>
        $"that {Determinant} determines {Dependent}" + (Mapping is { Count: > 0 } ? $", and for {Mapping.Count} values how" : "");
}

/// <summary>Columns whose values ascend, or stay equal, from each to the next, as far as they are there.</summary>
/// <param name="Names">Two columns or more, all of numbers, all of dates or all of date-times.</param>
public sealed record OrderedColumns(IReadOnlyList<string> Names) : Constraint
{
    internal override IReadOnlyList<string> Columns => Names;

    internal override string InWords => $"that {string.Join(" <= ", Names)}";
}
