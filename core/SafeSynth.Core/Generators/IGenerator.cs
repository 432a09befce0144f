using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Generators;

/// <summary>A way to learn a model of private rows within a budget.</summary>
public interface IGenerator
{
    GeneratorInfo Info { get; }

    /// <summary>What a fit would spend on what, told before anything is spent. Decided by public facts alone.</summary>
    /// <param name="facts">What is public about the table.</param>
    /// <param name="columns">The columns that the model may see.</param>
    PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns);

    /// <summary>Fits a model, learning about the rows through the door alone and spending no more than the budget has left.</summary>
    ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel);
}

/// <summary>What a catalogue says of a generator.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Summary">What it learns, and when to use it, in one line.</param>
/// <param name="Composition">How the costs of a release with it add up, what is learned about columns included.</param>
/// <param name="Accountant">Why that is valid for it.</param>
/// <param name="Source">The paper it follows.</param>
public sealed record GeneratorInfo(string Name, string Summary, Composition Composition, string Accountant, string Source)
{
    /// <summary>Whether public rows of the same columns make its models better.</summary>
    public bool UsesPublicData { get; init; }

    /// <summary>
    /// Whether what is drawn from its models keeps the guarantee that is asked for. If not, it runs only where it is asked for without one.
    /// </summary>
    public bool HasGuarantee { get; init; } = true;

    /// <summary>The guarantee in a word or two.</summary>
    public string Guarantee => HasGuarantee ? "(epsilon, delta)" : "none";
}

/// <summary>The parts of a fit and the share of the generator's rho that each takes; the shares add up to 1.</summary>
public sealed record PlannedCost(IReadOnlyList<PlannedPart> Parts)
{
    /// <summary>What it takes of the machine; null where the generator cannot tell.</summary>
    public PlannedWork? Work { get; init; }
}

/// <summary>About what a fit and its rows take of a machine.</summary>
/// <param name="Bytes">The most memory that its tables take, private rows and synthetic ones not counted.</param>
/// <param name="Seconds">The time for what does not depend on the number of rows, on two cores.</param>
/// <param name="SecondsPerMillionRows">The further time to fit a million rows and to draw as many.</param>
public sealed record PlannedWork(long Bytes, double Seconds, double SecondsPerMillionRows);

/// <summary>One part of a fit.</summary>
/// <param name="Purpose">What it is spent on, in a few words.</param>
/// <param name="Share">The share of the generator's rho.</param>
/// <param name="Measured">The marginals that it measures; null where it does something else.</param>
public sealed record PlannedPart(string Purpose, double Share, PlannedMarginals? Measured = null)
{
    /// <summary>Of how many marginals it measures, at one look, how far estimates are off; 0 where it does something else.</summary>
    public int Looks { get; init; }
}

/// <summary>Marginals that are measured in one part of a fit.</summary>
/// <param name="Ways">The number of columns in each, 1 or more.</param>
/// <param name="Count">How many there are at most; where that is not all there can be, which ones is decided by what the data
/// answer.</param>
/// <param name="MaxCells">Larger ones are not measured.</param>
public sealed record PlannedMarginals(int Ways, int Count, long MaxCells = long.MaxValue)
{
    /// <summary>
    /// Whether each has noise of its own that suits its size (<see cref="Marginals.NoiseAllocation"/>); if not, all counts have the same
    /// noise.
    /// </summary>
    public bool Apart { get; init; }

    /// <summary>
    /// How many bins of a column are told apart at most, beside missing, by the number of rows over the noise of a histogram that gets the
    /// generator's whole budget; null where all are.
    /// </summary>
    public Func<double, int>? BinsFor { get; init; }

    /// <summary>
    /// Where the share is divided once more, the least part of it that a marginal may be in, by the same number; null where it is not.
    /// </summary>
    public Func<double, double>? LeastPart { get; init; }
}

/// <summary>A column that a model may see, as far as public facts tell.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="MostCodes">The most codes of it, missing among them; null where they depend on values that have yet to be listed.</param>
public sealed record PlannedColumn(string Name, long? MostCodes);

/// <summary>What a fit works on besides the data: the layout that is public or already paid for, and where to tell of progress.</summary>
public sealed record FitContext(TableLayout Layout, IProgress<StageProgress>? Progress = null)
{
    /// <summary>What the rows are wanted for; a generator that always measures the same passes it over.</summary>
    public Workload Workload { get; init; } = Workload.AllPairs;

    /// <summary>
    /// Public rows of the same columns; null for none. Only generators that <see cref="GeneratorInfo.UsesPublicData"/> get any.
    /// </summary>
    public PublicTable? PublicData { get; init; }
}

/// <summary>A stage of a run and how far it is, from 0 to 1. Depends on public facts and time alone.</summary>
public readonly record struct StageProgress(string Stage, double Done);
