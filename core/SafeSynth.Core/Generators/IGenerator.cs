using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Generators;

/// <summary>A way to learn a model of private rows within a budget.</summary>
public interface IGenerator
{
    GeneratorInfo Info { get; }

    /// <summary>What a fit would spend on what, told before anything is spent. Decided by public facts alone.</summary>
    PlannedCost Price(PublicFacts facts, Guarantee guarantee);

    /// <summary>Fits a model, learning about the rows through the door alone and spending no more than the budget has left.</summary>
    ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel);
}

/// <summary>What a catalogue says of a generator.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Summary">What it learns, and when to use it, in one line.</param>
/// <param name="Composition">How the costs of a release with it add up, what is learned about columns included.</param>
/// <param name="Accountant">Why that is valid for it.</param>
/// <param name="Source">The paper it follows.</param>
public sealed record GeneratorInfo(string Name, string Summary, Composition Composition, string Accountant, string Source);

/// <summary>The parts of a fit and the share of the generator's rho that each takes; the shares add up to 1.</summary>
public sealed record PlannedCost(IReadOnlyList<PlannedPart> Parts);

/// <summary>One part of a fit.</summary>
public sealed record PlannedPart(string Purpose, double Share);

/// <summary>What a fit works on besides the data: the layout that is public or already paid for, and where to tell of progress.</summary>
public sealed record FitContext(TableLayout Layout, IProgress<StageProgress>? Progress = null);

/// <summary>A stage of a run and how far it is, from 0 to 1. Depends on public facts and time alone.</summary>
public readonly record struct StageProgress(string Stage, double Done);
