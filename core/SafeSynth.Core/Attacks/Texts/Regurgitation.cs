namespace SafeSynth.Attacks;

/// <summary>Released texts repeat longer runs of a member's words than texts of other people have in common with it.</summary>
/// <remarks>
/// The score is the longest run of words that some synthetic text has in common with a text, less the longest that some reference text has.
/// What everybody writes is in both. Source: verbatim memorisation of Carlini et al. 2021, "Extracting Training Data from Large Language
/// Models"; the difference is ours.
/// </remarks>
public sealed class Regurgitation : ITextAttack
{
    public AttackInfo Info { get; } = new(
        "Regurgitation", "The longest run of words that a released text repeats: finds verbatim pieces of texts.",
        AttackNeeds.Text | AttackNeeds.Reference, "Carlini et al. 2021");

    public double[] Score(TextAttackSetting setting, CancellationToken cancel)
    {
        var (released, other) = (new PhraseIndex(setting.Synthetic.Words, cancel), new PhraseIndex(setting.Reference.Words, cancel));
        return
        [
            .. setting.Targets.Words.AsParallel().AsOrdered().WithCancellation(cancel)
                .Select(text => (double)released.Longest(text).Length - other.Longest(text).Length),
        ];
    }
}
