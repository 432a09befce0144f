using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Privacy;

namespace SafeSynth.Reports;

/// <summary>What may be told of a release. Nothing in it depends on private rows but through priced measurements.</summary>
/// <param name="DataName">The data set's public name.</param>
/// <param name="Guarantee">What the release keeps, for whom.</param>
/// <param name="Generator">What fitted the model.</param>
/// <param name="Limit">The most that all events together were allowed to cost.</param>
/// <param name="Events">Every priced look at the data, in order.</param>
/// <param name="DeclaredPublic">What was taken as public, in words.</param>
/// <param name="Layout">What became of every column.</param>
public sealed record RunReport(
    string DataName,
    Guarantee Guarantee,
    GeneratorInfo Generator,
    ZcdpCost Limit,
    IReadOnlyList<PrivacyEvent> Events,
    IReadOnlyList<string> DeclaredPublic,
    TableLayout Layout)
{
    /// <summary>The cost of all events together.</summary>
    public ZcdpCost Spent => ZcdpAccountant.Price(Events);

    /// <summary>The names of the columns whose values were made up.</summary>
    public IReadOnlyList<string> Regenerated => [.. Layout.Columns.OfType<RegeneratedColumn>().Select(column => column.Name)];
}
