using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>
/// How like the relations of two columns are: of numbers by correlation, of others by their contingency table; the mean over all pairs.
/// </summary>
/// <remarks>
/// Two numbers: 1 less half the difference of Pearson's correlations, over the rows that have both. Others: 1 less the total variation of
/// the pair, numbers being cut into ten intervals of equal width and missing being a value. A correlation that does not exist, because a
/// column does not vary, leaves the pair out. Source: CorrelationSimilarity, ContingencySimilarity and "Column Pair Trends" of SDMetrics.
/// </remarks>
public sealed class PairTrends : IUtilityMetric
{
    private const int Cells = 10;

    public MetricInfo Info { get; } = new(
        "PairTrends", "Likeness of pairs of columns: correlations and contingency tables.", Trains: false, "SDMetrics (CorrelationSimilarity, ContingencySimilarity)");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        var columns = setting.Space.Columns;
        var cells = new ComparedCells(setting, values => Intervals.OfEqualWidth(values, Cells));
        var sets = cells.SetsOf(2, new SampleRandom(setting.Seed));
        var (released, real) = (columns.Select(column => UtilitySetting.ValuesOf(setting.Released, column)).ToArray(), columns.Select(column => UtilitySetting.ValuesOf(setting.Real, column)).ToArray());
        var areNumbers = sets.ToLookup(set => set.All(column => !setting.Space.IsCategory(columns[column].Feature)));

        Clique[] others = [.. areNumbers[false]];
        var likeness = areNumbers[true].Select(pair => (Pair: pair, Value: 1 - (Math.Abs(
                Differences.Correlation(released[pair[0]], released[pair[1]]) - Differences.Correlation(real[pair[0]], real[pair[1]])) / 2)))
            .Concat(others.Zip(cells.Distances(others, cancel), (pair, distance) => (Pair: pair, Value: 1 - distance)))
            .Where(pair => !double.IsNaN(pair.Value)).ToList();
        return likeness.Count == 0
            ? []
            : [new UtilityFigure(Info.Name, likeness.Average(pair => pair.Value), Better.Higher) { Worst = cells.NameOf(likeness.MinBy(pair => pair.Value).Pair) }];
    }
}
