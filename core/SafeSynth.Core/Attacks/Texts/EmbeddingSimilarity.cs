namespace SafeSynth.Attacks;

/// <summary>Some released text lies closer to a member, by what an embedder makes of them, than texts of other people do.</summary>
/// <remarks>
/// The score is the largest cosine with a synthetic text, less that with a reference text. What is close is for the embedder to say: one
/// that knows language finds paraphrases, the embedded one shared words. Source: Meeus et al. 2025.
/// </remarks>
public sealed class EmbeddingSimilarity : ITextAttack
{
    public AttackInfo Info { get; } = new(
        "EmbeddingSimilarity", "Closeness to the closest released text by an embedder: finds what was said in other words, as far as the embedder can tell.",
        AttackNeeds.Text | AttackNeeds.Reference, "Meeus et al. 2025");

    public double[] Score(TextAttackSetting setting, CancellationToken cancel)
    {
        float[][] Embedded(TextRows rows) =>
            [.. rows.Texts.AsParallel().AsOrdered().WithCancellation(cancel).Select(text => setting.Embedder.Embed(text, cancel))];

        var targets = Embedded(setting.Targets);
        var released = Directions.Nearest(targets, Embedded(setting.Synthetic), cancel).Cosines;
        var other = Directions.Nearest(targets, Embedded(setting.Reference), cancel).Cosines;
        return [.. released.Zip(other, (one, another) => (double)one - another)];
    }
}
