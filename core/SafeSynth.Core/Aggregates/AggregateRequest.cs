using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>Figures of a column beside its count, its quantiles and its histogram.</summary>
[Flags]
public enum Figures
{
    None = 0,
    Sum = 1,
    Average = 2,
    StandardDeviation = 4,

    /// <summary>The 1 % quantile: the least value belongs to one person.</summary>
    Minimum = 8,

    /// <summary>The 99 % quantile: the greatest value belongs to one person.</summary>
    Maximum = 16,
}

/// <summary>All that is asked of one private answer. Everything in it is public.</summary>
/// <param name="Guarantee">What the whole answer keeps, for whom.</param>
public sealed record AggregateRequest(Guarantee Guarantee)
{
    /// <summary>What is declared public about the table: bounds, types, lists of groups.</summary>
    public Schema Schema { get; init; } = Schema.Empty;

    /// <summary>The columns that are measured; rows are counted where there is none.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>
    /// Lower bounds of the columns, one for all or one for each, spelled as a schema spells them; they go before the schema's.
    /// </summary>
    public IReadOnlyList<string> LowerBounds { get; init; } = [];

    /// <summary>Upper bounds of the columns, likewise.</summary>
    public IReadOnlyList<string> UpperBounds { get; init; } = [];

    /// <summary>
    /// What values are rounded to; by default 1 for integers, a day, a second, or a power of ten that divides the bounds into a million
    /// steps or more.
    /// </summary>
    public decimal? Step { get; init; }

    public Figures Figures { get; init; }

    /// <summary>Quantiles, as shares from 0.001 to 0.999.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>The number of bins of equal width between the bounds; null for no histogram.</summary>
    public int? Bins { get; init; }

    /// <summary>The column whose values are groups; null for all rows together.</summary>
    public string? GroupBy { get; init; }
}
