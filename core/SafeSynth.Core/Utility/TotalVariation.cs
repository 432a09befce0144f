using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>How far the marginals of one, two and three columns are off: the mean total-variation distance.</summary>
/// <remarks>
/// Numbers are cut into twenty intervals of equal mass among the real rows; what is missing is a value of its own. Of more than a thousand
/// marginals a thousand are drawn at random. Finite samples differ, too: the distance that real rows have is the one to compare with.
/// </remarks>
public sealed class TotalVariation : IUtilityMetric
{
    private const int Cells = 20;

    public MetricInfo Info { get; } = new(
        "TotalVariation", "Error of the marginals of one, two and three columns.", Trains: false, "Tao, McKenna, Hay, Machanavajjhala, Miklau 2022");

    public IReadOnlyList<UtilityFigure> Measure(UtilitySetting setting, CancellationToken cancel)
    {
        var cells = new ComparedCells(setting, values => Intervals.OfEqualMass(values, Cells));
        var random = new SampleRandom(setting.Seed);
        return [.. new[] { "OneWay", "TwoWay", "ThreeWay" }.Select((name, i) => (name, Sets: cells.SetsOf(i + 1, random))).Where(ways => ways.Sets.Length > 0).Select(ways =>
        {
            var distances = cells.Distances(ways.Sets, cancel);
            return new UtilityFigure($"{Info.Name}.{ways.name}", distances.Average(), Better.Lower)
            {
                Worst = cells.NameOf(ways.Sets[Array.IndexOf(distances, distances.Max())]),
            };
        })];
    }
}
