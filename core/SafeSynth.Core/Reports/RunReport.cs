using SafeSynth.Confidence;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Reports;

/// <summary>What may be told of a release. Nothing in it depends on private rows but through priced measurements.</summary>
/// <param name="DataName">The data set's public name.</param>
/// <param name="Cap">What the release keeps, for whom, and the most that all events together were allowed to cost.</param>
/// <param name="Generator">What fitted the model.</param>
/// <param name="Events">Every priced look at the data, in order.</param>
/// <param name="DeclaredPublic">What was taken as public, in words.</param>
/// <param name="Layout">What became of every column.</param>
public sealed record RunReport(
    string DataName,
    ReleaseCap Cap,
    GeneratorInfo Generator,
    IReadOnlyList<PrivacyEvent> Events,
    IReadOnlyList<string> DeclaredPublic,
    TableLayout Layout)
{
    public Guarantee Guarantee => Cap.Guarantee;

    /// <summary>How far the guarantee rests on the noise.</summary>
    public NoiseKind Noise { get; init; }

    /// <summary>The public label of the content that was released; null if it has none.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Where the release stands in its account; null if it was charged to none.</summary>
    public AccountEntry? Account { get; init; }

    /// <summary>
    /// How far the model may be off; null where nothing is known, as of a part of the rows, or of a model whose file was written before
    /// that was kept.
    /// </summary>
    public ErrorBars? Errors { get; init; }

    /// <summary>The values that were asked for, where rows are drawn from a part of the model alone; empty where from all of it.</summary>
    public IReadOnlyList<ColumnValues> Condition { get; init; } = [];

    /// <summary>What has to be said of the fit beside that; follows from noisy answers and public facts alone.</summary>
    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];

    /// <summary>The cost of all events together.</summary>
    public ZcdpCost Spent => ZcdpAccountant.Price(Events);

    /// <summary>The names of the columns whose values were made up.</summary>
    public IReadOnlyList<string> Regenerated => [.. Layout.Columns.OfType<RegeneratedColumn>().Select(column => column.Name)];
}
