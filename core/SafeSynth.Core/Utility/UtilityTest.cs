using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Learners;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Utility;

/// <summary>
/// Measures how much released rows are worth beside the real ones, and what real rows and columns shuffled one by one would be worth.
/// </summary>
/// <remarks>
/// Compared are the columns that the tables share, but for such as name rows. Real rows take the place of released ones in two ways: where
/// learners are trained, they are trained on the real rows; everywhere else the test rows are compared with the real ones, if there are
/// any. That is as good as it gets.
/// </remarks>
public static class UtilityTest
{
    /// <summary>The fewest rows of a table that anything can be said of.</summary>
    public const int FewestRows = 20;

    /// <param name="synthetic">The released rows.</param>
    /// <param name="real">The rows that they stand for.</param>
    /// <param name="test">Further real rows; null where there are none.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="learners">What is trained.</param>
    /// <param name="target">The column to be predicted; null where nothing is.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="progress">Told of the work.</param>
    /// <param name="cancel">Stops it, between two trainings.</param>
    /// <exception cref="SafeSynthException">
    /// SS3002: no column that says anything of a row is common to all. SS3003: too few rows. SS3052: there is no such target. SS3053: the
    /// target has too many values.
    /// </exception>
    public static UtilityReport Run(
        OwnerTable synthetic, OwnerTable real, OwnerTable? test, IReadOnlyList<IUtilityMetric> metrics, IReadOnlyList<ILearner> learners, string? target, ulong seed,
        IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        List<OwnerTable> tables = [synthetic, real, .. test is null ? [] : new[] { test }];
        foreach (var table in tables.Where(table => table.RowCount < FewestRows))
            throw GateFault.TooFewRows(table.Name, FewestRows);
        progress?.Report(new StageProgress("Comparing columns", 0));
        var space = FeatureSpace.Learn(real, tables);
        var columns = space.Columns.Select(column => column.Name).ToList();
        if (target is not null && !columns.Contains(target))
            throw UtilityFault.NoTarget(target, columns);

        var setting = new UtilitySetting(space, space.Encode(synthetic), space.Encode(real))
        {
            Test = test is null ? null : space.Encode(test),
            Target = target,
            Learners = learners,
            Seed = seed,
        };
        var shuffled = setting with { Released = Shuffled(setting) };
        var figures = new List<UtilityFigure>();
        for (var i = 0; i < metrics.Count; i++)
        {
            var metric = metrics[i];
            var measured = Measured(setting, "", 0);
            if (measured.Count == 0)
                continue;
            var reference = RealSetting(setting, metric.Info) is { } ideal ? Measured(ideal, " of real rows", 1) : [];
            var independent = Measured(shuffled, " of shuffled columns", 2);
            figures.AddRange(measured.Select(figure => figure with { Real = ValueIn(reference, figure), Independent = ValueIn(independent, figure) }));

            IReadOnlyList<UtilityFigure> Measured(UtilitySetting one, string of, int step)
            {
                progress?.Report(new StageProgress($"{metric.Info.Name}{of}", (i + (step / 3.0)) / metrics.Count));
                cancel.ThrowIfCancellationRequested();
                return metric.Measure(one, cancel);
            }
        }

        return new UtilityReport(synthetic.Name, real.Name, columns, figures) { Target = target, LeftOut = space.LeftOut, SmallestTable = tables.Min(table => table.RowCount) };
    }

    private static double? ValueIn(IReadOnlyList<UtilityFigure> figures, UtilityFigure figure) =>
        figures.FirstOrDefault(other => other.Name == figure.Name)?.Value;

    private static UtilitySetting? RealSetting(UtilitySetting setting, MetricInfo metric)
    {
        if (!metric.Trains)
            return setting.Test is { } spare ? setting with { Released = spare } : null;
        var (train, test) = setting.TrainAndTest();
        return setting with { Released = train, Test = test };
    }

    // Each column in a random order of its own; what says that a number is missing moves with it.
    private static FeatureRows Shuffled(UtilitySetting setting)
    {
        var (rows, random) = (setting.Released, new SampleRandom(setting.Seed));
        var values = new double[rows.Count * rows.Width];
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        foreach (var column in setting.Space.Columns)
        {
            random.Shuffle<int>(order);
            foreach (var feature in column.Absence is { } absence ? new[] { column.Feature, absence } : [column.Feature])
            {
                for (var row = 0; row < order.Length; row++)
                    values[(row * rows.Width) + feature] = rows[order[row]][feature];
            }
        }

        return rows.With(values);
    }
}

/// <summary>How much released rows are worth.</summary>
/// <param name="DataName">The release.</param>
/// <param name="RealName">The rows that it stands for.</param>
/// <param name="Columns">The columns that were compared.</param>
/// <param name="Figures">All figures.</param>
public sealed record UtilityReport(string DataName, string RealName, IReadOnlyList<string> Columns, IReadOnlyList<UtilityFigure> Figures) : OwnerOnly
{
    /// <summary>The column that learners predicted; null where nothing was.</summary>
    public string? Target { get; init; }

    /// <summary>Columns that were not compared because some table lacks them.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The number of rows of the smallest table; null where that is not known.</summary>
    public int? SmallestTable { get; init; }
}
