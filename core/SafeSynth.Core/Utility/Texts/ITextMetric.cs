using SafeSynth.Attacks;
using SafeSynth.Learners;
using SafeSynth.Marginals;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Utility;

/// <summary>A way to say how much released texts are worth.</summary>
public interface ITextMetric
{
    MetricInfo Info { get; }

    /// <summary>The metric's figures of the released texts; none where there is nothing that it could measure.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel);
}

/// <summary>Texts and the numbers of their labels.</summary>
/// <param name="Rows">The texts.</param>
/// <param name="Labels">For each the number of its label; empty for texts without.</param>
public sealed record LabelledTexts(TextRows Rows, int[] Labels)
{
    public int Count => Rows.Count;

    /// <summary>Some of the texts, in the given order.</summary>
    public LabelledTexts Take(int[] rows) => new(Rows.Take(rows), Labels.Length == 0 ? [] : Array.ConvertAll(rows, row => Labels[row]));
}

/// <summary>What a metric of texts compares.</summary>
/// <param name="Released">The texts to be judged; at least one.</param>
/// <param name="Real">The texts that they stand for; at least one.</param>
/// <param name="Labels">How many different labels there are; 0 for texts without.</param>
/// <param name="Vocabulary">Words are numbered below it.</param>
public sealed record TextUtilitySetting(LabelledTexts Released, LabelledTexts Real, int Labels, int Vocabulary)
{
    private const double TestShare = 0.3;

    /// <summary>Further real texts, which the released ones were not made from; null where there are none.</summary>
    public LabelledTexts? Test { get; init; }

    /// <summary>Texts that owe nothing to the private ones; null where there are none.</summary>
    public LabelledTexts? ZeroShot { get; init; }

    /// <summary>What the release is said to keep; null where that is not known.</summary>
    public Guarantee? Claimed { get; init; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<ITextLearner> Learners { get; init; } = [];

    /// <summary>What tells which texts are alike.</summary>
    public ITextEmbedder Embedder { get; init; } = new HashedEmbedder();

    /// <summary>Decides what is drawn at random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Real texts to train on and others to test on: where there are no test texts, three tenths of the real ones, drawn at random.
    /// </summary>
    internal (LabelledTexts Train, LabelledTexts Test) TrainAndTest()
    {
        if (Test is not null)
            return (Real, Test);
        int[] order = [.. Enumerable.Range(0, Real.Count)];
        new SampleRandom(Seed).Shuffle<int>(order);
        var tested = Math.Max(1, (int)(TestShare * order.Length));
        return (Real.Take(order[tested..]), Real.Take(order[..tested]));
    }
}
