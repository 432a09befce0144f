using SafeSynth.Data;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Mechanisms;

/// <summary>The votes of units for the keys that occur in their texts; which keys there are is private. Sensitivity: <see cref="UnitVotes"/>.</summary>
internal sealed class VoteQuery(TextKeys keys) : PrivateQuery<KeyCounts>
{
    public override string Description => $"votes for {keys.Description}";

    internal override string Identity => $"votes {keys.Identity}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => UnitVotes.SensitivityUnder(unit, neighbors);

    internal override KeyCounts Evaluate(UnitRows rows) => new([rows.VotesFor(keys)]);
}
