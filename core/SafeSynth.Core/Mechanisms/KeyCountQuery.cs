using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>How often each distinct value occurs in each of some text columns; missing cells are not counted.</summary>
/// <remarks>Each column is a histogram over all conceivable texts, to which every row adds at most one count.</remarks>
public sealed class KeyCountQuery(IReadOnlyList<string> columns) : PrivateQuery<KeyCounts>
{
    private readonly string[] _columns = [.. columns];

    public override string Description => "distinct values of " + string.Join(", ", _columns);

    internal override string Identity => Description;

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => Sensitivity.OfHistograms(_columns.Length, unit, neighbors);

    internal override KeyCounts Evaluate(UnitRows rows) => new([.. _columns.Select(rows.KeyCounts)]);
}

/// <summary>For each column, the texts that occur and their counts.</summary>
public sealed record KeyCounts(IReadOnlyList<IReadOnlyDictionary<string, long>> Columns);
