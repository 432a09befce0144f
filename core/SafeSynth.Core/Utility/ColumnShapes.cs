namespace SafeSynth.Utility;

/// <summary>
/// How like the columns are, each by itself: 1 less the Kolmogorov-Smirnov statistic of numbers, 1 less the total variation of categories;
/// the mean.
/// </summary>
/// <remarks>
/// The Kolmogorov-Smirnov statistic is the largest difference of the two distribution functions, over the values that are there; a number
/// that is missing is told of by the figure of missing cells, the mean difference of their shares. A missing category is a value of its
/// own. Source: KSComplement, TVComplement and "Column Shapes" of SDMetrics.
/// </remarks>
public sealed class ColumnShapes : IUtilityMetric
{
    public MetricInfo Info { get; } = new(
        "ColumnShapes", "Likeness of columns: 1 less Kolmogorov-Smirnov or total variation.", Trains: false, "SDMetrics (KSComplement, TVComplement)");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        var columns = setting.Space.Columns.Select(column =>
        {
            cancel.ThrowIfCancellationRequested();
            var (released, real) = (UtilitySetting.ValuesOf(setting.Released, column), UtilitySetting.ValuesOf(setting.Real, column));
            var isCategory = setting.Space.IsCategory(column.Feature);
            return (
                column.Name,
                Likeness: 1 - (isCategory ? Differences.TotalVariation(released, real) : Differences.KolmogorovSmirnov(released, real)),
                Missing: Math.Abs(Missing(released) - Missing(real)));
        }).ToList();
        return
        [
            new UtilityFigure(Info.Name, columns.Average(column => column.Likeness), Better.Higher) { Worst = $"'{columns.MinBy(column => column.Likeness).Name}'" },
            new UtilityFigure($"{Info.Name}.MissingCells", columns.Average(column => column.Missing), Better.Lower)
            {
                Worst = columns.MaxBy(column => column.Missing) is { Missing: > 0 } worst ? $"'{worst.Name}'" : null,
            },
        ];
    }

    private static double Missing(double[] values) => (double)values.Count(double.IsNaN) / values.Length;
}
