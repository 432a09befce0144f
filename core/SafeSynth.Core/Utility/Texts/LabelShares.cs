namespace SafeSynth.Utility;

/// <summary>How far the shares of the labels are off: half the sum of the differences, from 0 to 1.</summary>
public sealed class LabelShares : ITextMetric
{
    public MetricInfo Info { get; } = new(
        "LabelShares", "Total variation of the shares of the labels.", Trains: false, "Tao, McKenna, Hay, Machanavajjhala, Miklau 2022");

    public IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel) =>
        setting.Labels == 0 ? [] : [new UtilityFigure(Info.Name, Differences.TotalVariation(setting.Released.Labels, setting.Real.Labels), Better.Lower)];
}
