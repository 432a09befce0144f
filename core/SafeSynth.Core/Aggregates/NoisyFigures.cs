using System.Globalization;

namespace SafeSynth.Aggregates;

/// <summary>Noisy figures of one column, each with its error.</summary>
/// <remarks>
/// Errors say how far an answer may be from the exact figure of the same clipped values, because of noise: with 95 % confidence within
/// -+error. They are computed from the noise's scale and the noisy answers, never from the data. What clipping does, they do not say.
/// </remarks>
public record NoisyFigures
{
    /// <summary>The column; null where rows are counted.</summary>
    public string? Property { get; init; }

    /// <summary>How many rows have a value. Noise is not cut off, so that sums of counts stay right: it can be below 0.</summary>
    public required long Count { get; init; }

    public required double CountError { get; init; }

    public double? Sum { get; init; }

    public double? SumError { get; init; }

    /// <summary>Null when it was not asked for, or when there are too few rows to tell.</summary>
    public double? Average { get; init; }

    public double? AverageError { get; init; }

    /// <summary>Null when it was not asked for, or when there are too few rows to tell.</summary>
    public double? StandardDeviation { get; init; }

    public double? StandardDeviationError { get; init; }

    /// <summary>The 1 % quantile.</summary>
    public object? Minimum { get; init; }

    /// <summary>The 99 % quantile.</summary>
    public object? Maximum { get; init; }

    public IReadOnlyList<QuantileValue> Quantiles { get; init; } = [];

    /// <summary>How many ranks minimum, maximum and each quantile may be off.</summary>
    public double? RankError { get; init; }

    public IReadOnlyList<HistogramBin> Histogram { get; init; } = [];

    /// <summary>One figure with its error, in as many digits as the error leaves meaningful; empty where there is none.</summary>
    public string InWords(string figure) => figure switch
    {
        nameof(Count) => string.Create(CultureInfo.InvariantCulture, $"{Count} ± {Math.Ceiling(CountError)}"),
        nameof(Sum) => PlusMinus(Sum, SumError),
        nameof(Average) => PlusMinus(Average, AverageError),
        nameof(StandardDeviation) => PlusMinus(StandardDeviation, StandardDeviationError),
        nameof(Minimum) => Minimum is null ? "" : $"{Spell(Minimum)} (1 % quantile)",
        nameof(Maximum) => Maximum is null ? "" : $"{Spell(Maximum)} (99 % quantile)",
        nameof(Quantiles) => string.Join(", ", Quantiles),
        nameof(RankError) => RankError is { } ranks ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(ranks)} rows") : "",
        nameof(Histogram) => string.Join(", ", Histogram),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "There is no such figure."),
    };

    internal static string Spell(object value) =>
        Convert.ToString(value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture)!;

    internal static string PlusMinus(double? value, double? error)
    {
        if (value is not { } number || error is not { } off)
            return "";

        // Two digits of the error, and as many places of the value.
        var places = off > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(off)), 0, 12) : 0;
        var format = "F" + places.ToString(CultureInfo.InvariantCulture);
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} ± {off.ToString(format, CultureInfo.InvariantCulture)}";
    }
}

/// <summary>Noisy figures of one column in one group of rows.</summary>
public sealed record GroupFigures : NoisyFigures
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal GroupFigures(NoisyFigures figures, string group)
        : base(figures) => Group = group;

    /// <summary>The value of the column by which rows are grouped.</summary>
    public string Group { get; }
}

/// <summary>A value of which a share of all values are below.</summary>
/// <param name="Quantile">The share.</param>
/// <param name="Value">In the column's type.</param>
public sealed record QuantileValue(double Quantile, object Value)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quantile}: {NoisyFigures.Spell(Value)}");
}

/// <summary>The noisy count of the values in one bin.</summary>
/// <param name="From">The least value of the bin.</param>
/// <param name="To">Where the next bin begins; the upper bound for the last one, which holds it.</param>
/// <param name="Count">The noisy count; noise is not cut off.</param>
/// <param name="Error">How far it may be off: see <see cref="NoisyFigures"/>.</param>
public sealed record HistogramBin(object From, object To, long Count, double Error)
{
    public override string ToString() =>
        $"{NoisyFigures.Spell(From)} to {NoisyFigures.Spell(To)}: " + string.Create(CultureInfo.InvariantCulture, $"{Count} ± {Math.Ceiling(Error)}");
}
