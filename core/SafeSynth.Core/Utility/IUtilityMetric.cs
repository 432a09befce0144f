using SafeSynth.Data;

namespace SafeSynth.Utility;

/// <summary>A way to say how much released rows are worth.</summary>
public interface IUtilityMetric
{
    MetricInfo Info { get; }

    /// <summary>The metric's figures of the released rows; none where the tables have nothing that it could measure.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel);
}

/// <summary>What a catalogue says of a metric.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Summary">What it measures, in one line.</param>
/// <param name="Trains">Whether it trains a learner on the released rows to test it on others; what real rows reach is then found by
/// training on them.</param>
/// <param name="Source">The paper or definition it follows.</param>
public sealed record MetricInfo(string Name, string Summary, bool Trains, string Source);

/// <summary>Which values of a figure are better.</summary>
public enum Better
{
    Lower,
    Higher,
}

/// <summary>One figure of a metric, and what it would be in other cases.</summary>
/// <param name="Name">The metric, and what of it if it has several figures: <c>TotalVariation.TwoWay</c>.</param>
/// <param name="Value">The figure of the released rows.</param>
/// <param name="Better">Which values are better.</param>
public sealed record UtilityFigure(string Name, double Value, Better Better) : OwnerOnly
{
    /// <summary>
    /// The standard error of the figure for people like those of the test rows; null where the figure says something of the given tables
    /// and is exact.
    /// </summary>
    public double? StandardError { get; init; }

    /// <summary>The figure of real rows in place of the released ones; null where there are none to spare.</summary>
    public double? Real { get; init; }

    /// <summary>The figure of the released rows after every column was shuffled by itself: nothing but the columns is right.</summary>
    public double? Independent { get; init; }

    /// <summary>The figure of always answering what is most common; null where nothing is answered.</summary>
    public double? Majority { get; init; }

    /// <summary>
    /// How far the released rows came on the way from what shuffled columns or the most common answer reach, whichever is better (0), to
    /// real rows (1); below 0 and above 1 where they are worse or better than these. Null where that is not known, where real rows are no
    /// better, and where shuffling changes nothing because the figure is of single columns.
    /// </summary>
    public double? Reached
    {
        get
        {
            if (Real is not { } real || Independent is not { } independent || independent == Value)
                return null;
            var least = Better == Better.Higher
                ? Math.Max(independent, Majority ?? independent)
                : Math.Min(independent, Majority ?? independent);
            return (Better == Better.Higher ? real > least : real < least) ? (Value - least) / (real - least) : null;
        }
    }

    /// <summary>
    /// The figure of naive Bayes on a noisy histogram of words by label at the same guarantee; null where it is not a matter of texts, or
    /// the guarantee is not known.
    /// </summary>
    public double? NoisyHistogram { get; init; }

    /// <summary>The figure of a learner taught by texts that owe nothing to private ones; null where it is not a matter of texts.</summary>
    public double? ZeroShot { get; init; }

    /// <summary>What is furthest off; null where the figure has no parts.</summary>
    public string? Worst { get; init; }
}
