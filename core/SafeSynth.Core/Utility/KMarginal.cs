using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>
/// The score of the NIST challenges: 1000 less 500 times the mean L1 distance of marginals of three columns, from 0 to 1000.
/// </summary>
/// <remarks>
/// Up to a hundred marginals, drawn at random; numbers are cut into a hundred intervals of equal width between the least and the largest
/// real value. The challenges had bins that were made by hand for their tables, so that scores of other tables do not compare. Tables of
/// fewer columns are compared as wholes.
/// </remarks>
public sealed class KMarginal : IUtilityMetric
{
    private const int Ways = 3, Marginals = 100, Cells = 100;

    public MetricInfo Info { get; } = new(
        "KMarginal", "Score of the NIST challenges, 0 to 1000.", Trains: false, "NIST 2018; Task, Bhagat, Howarth 2023 (SDNist)");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        var cells = new ComparedCells(setting, values => Intervals.OfEqualWidth(values, Cells));
        var sets = cells.SetsOf(Math.Min(Ways, setting.Space.Columns.Count), new SampleRandom(setting.Seed), Marginals);
        return [new UtilityFigure(Info.Name, 1000 * (1 - cells.Distances(sets, cancel).Average()), Better.Higher)];
    }
}
