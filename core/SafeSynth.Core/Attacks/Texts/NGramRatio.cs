namespace SafeSynth.Attacks;

/// <summary>
/// A model of words that learned from released texts finds members more probable than one that learned from other texts does.
/// </summary>
/// <remarks>
/// The score is (log p_S(x) - log p_R(x)) / (words of x + 1): what the synthetic and the reference texts make of a text
/// (<see cref="WordModel"/>), for each word, its end among them. Source: the data-only attack of Meeus, Wutschitz, Zanella-Béguelin, Tople,
/// Shokri 2025, "The Canary's Echo", with a reference in place of shadow models.
/// </remarks>
public sealed class NGramRatio : ITextAttack
{
    public AttackInfo Info { get; } = new(
        "NGramRatio", "Words given those before them: how much more probable released texts make a text than other texts do.",
        AttackNeeds.Text | AttackNeeds.Reference, "Meeus et al. 2025");

    public double[] Score(TextAttackSetting setting, CancellationToken cancel)
    {
        var (released, other) = Models(setting, cancel);
        return [.. setting.Targets.Words.AsParallel().AsOrdered().WithCancellation(cancel).Select(text => (released.LogShare(text) - other.LogShare(text)) / (text.Length + 1))];
    }

    /// <summary>Models of the synthetic texts and of the reference, over the words of all texts.</summary>
    internal static (WordModel Released, WordModel Other) Models(TextAttackSetting setting, CancellationToken cancel)
    {
        var vocabulary = 1 + new[] { setting.Targets, setting.Synthetic, setting.Reference }.Max(rows => rows.Words.Max(text => text.DefaultIfEmpty(-1).Max()));
        return (WordModel.Of(setting.Synthetic.Words, vocabulary, cancel), WordModel.Of(setting.Reference.Words, vocabulary, cancel));
    }
}
