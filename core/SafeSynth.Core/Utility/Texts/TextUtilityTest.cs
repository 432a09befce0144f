using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Learners;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Utility;

/// <summary>Measures how much released texts are worth: <see cref="UtilityTest"/> for a column of texts, and one of labels.</summary>
/// <remarks>
/// Real texts take the place of released ones as real rows do. Labels dealt out at random take the place of what is called independent
/// columns, for metrics that train. Without texts that owe nothing to the private ones, the labels' names are taken for such: one text for
/// each label.
/// </remarks>
public static class TextUtilityTest
{
    /// <param name="synthetic">The released texts.</param>
    /// <param name="real">The texts that they stand for.</param>
    /// <param name="test">Further real texts; null where there are none.</param>
    /// <param name="columns">The columns of texts and labels, in whatever case.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="learners">What is trained.</param>
    /// <param name="claimed">What the release is said to keep; null where that is not known.</param>
    /// <param name="zeroShot">Texts that owe nothing to the private ones, such as a language model writes that knows the labels' names
    /// alone; null takes these names.</param>
    /// <param name="embedder">What tells which texts are alike. It is shown private texts.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="progress">Told of the work.</param>
    /// <param name="cancel">Stops it, between two trainings.</param>
    /// <exception cref="SafeSynthException">SS3003: too few texts. SS3101: a table has no such column.</exception>
    public static UtilityReport Run(
        OwnerTable synthetic, OwnerTable real, OwnerTable? test, TextColumns columns, IReadOnlyList<ITextMetric> metrics, IReadOnlyList<ITextLearner> learners,
        Guarantee? claimed, OwnerTable? zeroShot, ITextEmbedder embedder, ulong seed, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        List<OwnerTable> tables = [synthetic, real, .. test is null ? [] : new[] { test }];
        foreach (var table in tables)
            columns.CheckIn(table);
        foreach (var table in tables.Where(table => table.RowCount < UtilityTest.FewestRows))
            throw GateFault.TooFewRows(table.Name, UtilityTest.FewestRows);

        progress?.Report(new StageProgress("Reading texts", 0));
        var (numbers, labels) = (new WordNumbers(), new Dictionary<string, int>(StringComparer.Ordinal));
        var (released, truth, further) = (Read(synthetic), Read(real), test is null ? null : Read(test));
        var fromNothing = columns.Label is null ? null
            : zeroShot is not null ? Read(zeroShot) : new LabelledTexts(numbers.Read([.. labels.Keys], null, cancel), [.. labels.Values]);
        var setting = new TextUtilitySetting(released, truth, labels.Count, numbers.Count)
        {
            Test = further,
            ZeroShot = fromNothing,
            Claimed = claimed,
            Learners = learners,
            Embedder = embedder,
            Seed = seed,
        };

        var figures = new List<UtilityFigure>();
        for (var i = 0; i < metrics.Count; i++)
        {
            var metric = metrics[i];
            var measured = Measured(setting, "", 0);
            var reference = measured.Count > 0 && InRealPlace(setting, metric.Info) is { } ideal
                ? Measured(ideal, " of real texts", 1)
                : [];
            var independent = measured.Count > 0 && metric.Info.Trains
                ? Measured(Bare(setting with { Released = WithDealtLabels(released, seed) }), " of labels dealt at random", 2)
                : [];
            figures.AddRange(measured.Select(figure => figure with { Real = ValueIn(reference, figure), Independent = ValueIn(independent, figure) }));

            IReadOnlyList<UtilityFigure> Measured(TextUtilitySetting one, string of, int step)
            {
                progress?.Report(new StageProgress($"{metric.Info.Name}{of}", (i + (step / 3.0)) / metrics.Count));
                cancel.ThrowIfCancellationRequested();
                return metric.Measure(one, cancel);
            }
        }

        return new UtilityReport(synthetic.Name, real.Name, [columns.Text, .. columns.Label is null ? [] : new[] { columns.Label }], figures)
        {
            SmallestTable = tables.Min(table => table.RowCount),
        };

        LabelledTexts Read(OwnerTable table)
        {
            var texts = numbers.Read(columns.TextsOf(table), labels: null, cancel);
            return new LabelledTexts(texts, columns.Label is null ? [] : [.. columns.LabelsOf(table).Select(NumberOf)]);
        }

        int NumberOf(string label)
        {
            if (!labels.TryGetValue(label, out var number))
                labels.Add(label, number = labels.Count);
            return number;
        }
    }

    private static double? ValueIn(IReadOnlyList<UtilityFigure> figures, UtilityFigure figure) =>
        figures.FirstOrDefault(other => other.Name == figure.Name)?.Value;

    private static TextUtilitySetting? InRealPlace(TextUtilitySetting setting, MetricInfo metric)
    {
        if (!metric.Trains)
            return setting.Test is { } spare ? setting with { Released = spare } : null;
        var (train, test) = setting.TrainAndTest();
        return Bare(setting with { Released = train, Test = test });
    }

    // Floors are measured once, beside the release.
    private static TextUtilitySetting Bare(TextUtilitySetting setting) => setting with { ZeroShot = null, Claimed = null };

    private static LabelledTexts WithDealtLabels(LabelledTexts texts, ulong seed)
    {
        int[] labels = [.. texts.Labels];
        new SampleRandom(seed).Shuffle<int>(labels);
        return texts with { Labels = labels };
    }
}
