using SafeSynth.Plans;

namespace SafeSynth.Utility;

/// <summary>Every utility metric of texts there is.</summary>
public static class TextUtilityCatalog
{
    public static IReadOnlyList<ITextMetric> All { get; } =
    [
        new LabelShares(),
        new TextClassifiers(),
        new TextFrontier(),
        new TextLengths(),
        new Vocabulary(),
        new WordShares(),
    ];

    /// <exception cref="SafeSynthException">SS3051: there is no such metric.</exception>
    public static ITextMetric Find(string name) =>
        All.FirstOrDefault(metric => metric.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UtilityFault.UnknownMetric(name, All.Select(metric => metric.Info.Name));
}
