namespace SafeSynth.Data;

/// <summary>Some values of one column: what a condition asks for, or what a constraint speaks of.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="AnyOf">
/// The values as invariant text, each by itself or, in a column whose type has an order, as a range of them: <c>18..30</c>, ends included,
/// of which either may be left out. Null or empty is missing.
/// </param>
public sealed record ColumnValues(string Column, IReadOnlyList<string?> AnyOf)
{
    /// <summary>The values in words, as a plan would write them.</summary>
    internal string InWords =>
        $"{Column} = {string.Join(" or ", AnyOf.Select(value => string.IsNullOrEmpty(value) ? "missing" : $"'{value}'"))}";
}
