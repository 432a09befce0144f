using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>How far the sizes of small groups are off: the mean relative error.</summary>
/// <remarks>
/// A group is whoever agrees in two columns (numbers in twenty intervals of equal mass) and makes up 0.1 to 1 percent of the real rows,
/// twenty at least. Noise that is small beside a table may be large beside such a group. Source: the small segments of Xiao, Wang, Gehrke
/// 2011 and of the workloads of Tao et al. 2022.
/// </remarks>
public sealed class SmallGroups : IUtilityMetric
{
    private const int Cells = 20;
    private const double LeastShare = 0.001, MostShare = 0.01, LeastRows = 20;

    public MetricInfo Info { get; } = new(
        "SmallGroups", "Relative error of the sizes of groups of 0.1 to 1 percent.", Trains: false, "Xiao, Wang, Gehrke 2011");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        var cells = new ComparedCells(setting, values => Intervals.OfEqualMass(values, Cells));
        var sets = cells.SetsOf(Math.Min(2, setting.Space.Columns.Count), new SampleRandom(setting.Seed));
        var least = Math.Max(LeastShare, LeastRows / setting.Real.Count);
        var errors = cells.Visit(sets, groups => groups.Where(group => group.Real >= least && group.Real <= MostShare)
            .Select(group => Math.Abs(group.Released - group.Real) / group.Real).ToList(), cancel);
        List<double> all = [.. errors.SelectMany(error => error)];
        if (all.Count == 0)
            return [];
        var worst = Enumerable.Range(0, sets.Length).Where(set => errors[set].Count > 0).MaxBy(set => errors[set].Average());
        return [new UtilityFigure(Info.Name, all.Average(), Better.Lower) { Worst = cells.NameOf(sets[worst]) }];
    }
}
