namespace SafeSynth.Utility;

/// <summary>
/// How far the lengths of the texts are off, in words: the largest difference of the shares of texts of so many words or fewer (Kolmogorov,
/// Smirnov), from 0 to 1.
/// </summary>
public sealed class TextLengths : ITextMetric
{
    public MetricInfo Info { get; } = new(
        "TextLengths", "The largest difference between the distributions of the texts' numbers of words.", Trains: false, "Kolmogorov 1933; Smirnov 1948");

    public IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel) =>
        [new UtilityFigure(Info.Name, Differences.KolmogorovSmirnov(LengthsOf(setting.Released), LengthsOf(setting.Real)), Better.Lower)];

    private static double[] LengthsOf(LabelledTexts texts) => [.. texts.Rows.Words.Select(words => (double)words.Length)];
}
