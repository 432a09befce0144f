using SafeSynth.Data;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Mechanisms;

/// <summary>
/// The votes of units for the keys that occur in their texts; which keys there are is private. Sensitivity: that of the
/// <see cref="VoteRule"/>.
/// </summary>
internal sealed class VoteQuery(TextKeys keys, VoteRule rule) : PrivateQuery<KeyCounts>
{
    public override string Description => $"{rule.Name} for {keys.Description}";

    internal override string Identity => $"{rule.Name} {keys.Identity}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => rule.Under(keys.MostPerText, unit, neighbors);

    internal override KeyCounts Evaluate(UnitRows rows) => new([rows.VotesFor(keys, rule)]);
}
