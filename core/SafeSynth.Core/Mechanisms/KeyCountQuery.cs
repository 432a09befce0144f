using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>How often each distinct value occurs in each of some text columns; missing cells are not counted.</summary>
/// <remarks>Each column is a histogram over all conceivable texts, to which every row adds at most one count.</remarks>
public sealed class KeyCountQuery(IReadOnlyList<string> columns) : PrivateQuery<KeyCounts>
{
    public override string Description => "distinct values of " + string.Join(", ", columns);

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => Sensitivity.OfHistograms(columns.Count, unit, neighbors);

    internal override KeyCounts Evaluate(UnitRows rows) => new([.. columns.Select(rows.KeyCounts)]);
}

/// <summary>For each column, the texts that occur and their counts.</summary>
public sealed record KeyCounts(IReadOnlyList<IReadOnlyDictionary<string, long>> Columns);
