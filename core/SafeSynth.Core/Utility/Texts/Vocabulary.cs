namespace SafeSynth.Utility;

/// <summary>Whether released texts have the words of real ones.</summary>
/// <remarks>
/// <c>Covered</c>: of all words of the real texts, counting repetitions, the share that occurs anywhere in the released ones.
/// <c>Foreign</c>: of all words of the released texts the share that occurs in no real one. <c>Distinct</c>: the number of different words
/// of the released texts over that of as many words of real ones.
/// </remarks>
public sealed class Vocabulary : ITextMetric
{
    public MetricInfo Info { get; } = new("Vocabulary", "Words of real texts that released ones have, words that they should not have, and how many different ones.", Trains: false, "Li, Galley, Brockett, Gao, Dolan 2016 (distinct words)");

    public IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel)
    {
        int[] released = [.. setting.Released.Rows.Words.SelectMany(words => words)], real = [.. setting.Real.Rows.Words.SelectMany(words => words)];
        if (released.Length == 0 || real.Length == 0)
            return [];
        var (has, had) = (released.ToHashSet(), real.ToHashSet());
        var compared = Math.Min(released.Length, real.Length);
        return
        [
            new UtilityFigure($"{Info.Name}.Covered", real.Count(has.Contains) / (double)real.Length, Better.Higher),
            new UtilityFigure($"{Info.Name}.Foreign", released.Count(word => !had.Contains(word)) / (double)released.Length, Better.Lower),
            new UtilityFigure(
                $"{Info.Name}.Distinct", released.Take(compared).Distinct().Count() / (double)real.Take(compared).Distinct().Count(), Better.Higher),
        ];
    }
}
