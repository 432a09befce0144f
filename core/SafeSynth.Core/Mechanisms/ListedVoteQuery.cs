using SafeSynth.Data;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Mechanisms;

/// <summary>
/// The votes of units for listed words, by the label of the text: one array, words in the list's order, the labels of each side by side.
/// </summary>
/// <remarks>
/// A key is a word under a label, so a unit whose texts have several labels may vote for a word more than once. A text without a label
/// votes for nothing. Sensitivity: that of the <see cref="VoteRule"/>; a text has no more keys than it has without labels.
/// </remarks>
/// <param name="keys">The words.</param>
/// <param name="labels">The labels; null where texts have none.</param>
/// <param name="rule">How much each key counts.</param>
internal sealed class ListedVoteQuery(ListedKeys keys, LabelCoding? labels, VoteRule rule) : PrivateQuery<MarginalCounts>
{
    public override string Description => $"{rule.Name} for {keys.Description}{(labels is null ? "" : $" by {labels.Description}")}";

    internal override string Identity => $"listed {rule.Name} {keys.Identity} {labels?.Identity}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => rule.Under(keys.MostPerText, unit, neighbors);

    internal override MarginalCounts Evaluate(UnitRows rows) => new([rows.VotesFor(keys, labels, rule)]);
}
