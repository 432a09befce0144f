using SafeSynth.Attacks;
using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>What a metric compares.</summary>
/// <param name="Space">What the features of the rows mean.</param>
/// <param name="Released">The rows to be judged; at least one.</param>
/// <param name="Real">The rows that they stand for; at least one.</param>
public sealed record UtilitySetting(FeatureSpace Space, FeatureRows Released, FeatureRows Real)
{
    private const double TestShare = 0.3;

    /// <summary>Further real rows, which the released ones were not made from; null where there are none.</summary>
    public FeatureRows? Test { get; init; }

    /// <summary>The column that learners are to predict; null where nothing is to be predicted.</summary>
    public string? Target { get; init; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<ILearner> Learners { get; init; } = [];

    /// <summary>Decides what is drawn at random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Real rows to train on and others to test on: where there are no test rows, three tenths of the real ones, drawn at random.
    /// </summary>
    internal (FeatureRows Train, FeatureRows Test) TrainAndTest()
    {
        if (Test is not null)
            return (Real, Test);
        int[] order = [.. Enumerable.Range(0, Real.Count)];
        new SampleRandom(Seed).Shuffle<int>(order);
        var tested = (int)(TestShare * order.Length);
        return (Real.Take(order[tested..]), Real.Take(order[..tested]));
    }

    /// <summary>The values of a column: numbers in some unit, or the numbers of categories; NaN where a number is missing.</summary>
    internal static double[] ValuesOf(FeatureRows rows, FeatureColumn column)
    {
        var values = new double[rows.Count];
        for (var row = 0; row < values.Length; row++)
            values[row] = column.Absence is { } absence && rows[row][absence] > 0 ? double.NaN : rows[row][column.Feature];
        return values;
    }
}
