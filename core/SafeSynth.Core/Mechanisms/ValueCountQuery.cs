using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>How often each value of some columns of many values occurs, by its code; missing cells are not counted.</summary>
/// <remarks>Each column is a histogram over the codes of its domain, to which every row adds at most one count.</remarks>
public sealed class ValueCountQuery(IReadOnlyList<ModelledColumn> columns) : PrivateQuery<KeyCounts>
{
    private readonly ModelledColumn[] _columns = [.. columns];

    public override string Description => "how often each value occurs of " + string.Join(", ", _columns.Select(column => column.Name));

    internal override string Identity => $"values {string.Join('\u001e', _columns.Select(column => column.Identity))}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => Sensitivity.OfHistograms(_columns.Length, unit, neighbors);

    internal override KeyCounts Evaluate(UnitRows rows) => new([.. _columns.Select(rows.ValueCounts)]);
}
