using SafeSynth.Plans;

namespace SafeSynth.Utility;

/// <summary>Every utility metric there is.</summary>
public static class UtilityCatalog
{
    public static IReadOnlyList<IUtilityMetric> All { get; } =
    [
        new ColumnShapes(),
        new KMarginal(),
        new PairTrends(),
        new Propensity(),
        new RangeQueries(),
        new SmallGroups(),
        new TotalVariation(),
        new TrainOnSynthetic(),
    ];

    /// <exception cref="SafeSynthException">SS3051: there is no such metric.</exception>
    public static IUtilityMetric Find(string name) =>
        All.FirstOrDefault(metric => metric.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UtilityFault.UnknownMetric(name, All.Select(metric => metric.Info.Name));
}
