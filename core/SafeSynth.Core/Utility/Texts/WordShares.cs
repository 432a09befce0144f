namespace SafeSynth.Utility;

/// <summary>How far the shares of words, and of pairs of neighbours, are off: half the sum of the differences, from 0 to 1.</summary>
/// <remarks>
/// Two samples of the same people's texts differ, too, and pairs more than words: <see cref="UtilityFigure.Real"/> says by how much.
/// </remarks>
public sealed class WordShares : ITextMetric
{
    public MetricInfo Info { get; } = new(
        "WordShares", "Total variation of the shares of words and of pairs of words.", Trains: false, "Tao, McKenna, Hay, Machanavajjhala, Miklau 2022");

    public IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel) =>
    [
        .. from length in new[] { 1, 2 }
           let released = Runs(setting.Released, length)
           let real = Runs(setting.Real, length)
           where released.Count > 0 && real.Count > 0
           select new UtilityFigure($"{Info.Name}.{(length == 1 ? "Words" : "Pairs")}", Differences.TotalVariation(released, real), Better.Lower),
    ];

    private static List<long> Runs(LabelledTexts texts, int length) =>
        [.. texts.Rows.Words.SelectMany(words => words.Skip(length - 1).Select((word, at) => length == 1 ? word : ((long)words[at] << 32) | (uint)word))];
}
