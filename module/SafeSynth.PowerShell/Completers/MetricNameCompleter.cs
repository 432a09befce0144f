using SafeSynth.Utility;

namespace SafeSynth.Completers;

/// <summary>Completes the names of utility metrics.</summary>
public sealed class MetricNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Summary)> Listed => UtilityCatalog.All.Select(metric => metric.Info)
        .Concat(TextUtilityCatalog.All.Select(metric => metric.Info)).Select(info => (info.Name, info.Summary));
}
