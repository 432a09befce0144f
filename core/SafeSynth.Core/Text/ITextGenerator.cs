using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>A way to learn a model of private texts within a budget.</summary>
public interface ITextGenerator
{
    GeneratorInfo Info { get; }

    /// <summary>What it can heed, needs and shows to others.</summary>
    TextTraits Traits => new();

    /// <summary>How the costs of a release with it add up.</summary>
    Composition CompositionOf(TextPlan plan) => Info.Composition;

    /// <summary>What a fit would spend on what, told before anything is spent. Decided by public facts alone.</summary>
    PlannedCost Price(TextPlan plan);

    /// <summary>The share of delta, in [0, 1), that it needs for words that are named only where enough people use them.</summary>
    double ThresholdShareFor(TextPlan plan);

    /// <summary>Refuses a plan of which public facts alone show that nothing comes of it.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="limit">The most that the release may spend.</param>
    /// <exception cref="SafeSynthException">SS0239: too few texts are declared.</exception>
    void Check(TextPlan plan, ZcdpCost limit)
    {
    }

    /// <summary>What the price buys, and what leaves the process, in sentences; from public facts alone.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="limit">The most that the release may spend.</param>
    IReadOnlyList<string> Foretell(TextPlan plan, ZcdpCost limit);

    /// <summary>Fits a model, learning about the texts through the door alone and spending no more than the budget has left.</summary>
    ISynthesizer Fit(IPrivateData data, TextFitContext context, CancellationToken cancel);
}

/// <summary>What a fit works on besides the data: what is public or already paid for, and where to tell of progress.</summary>
/// <param name="Plan">What is asked of the release; its columns are named as the data name them.</param>
/// <param name="Label">The column of labels and their domain; null where texts have none.</param>
/// <param name="Tools">The language model and the embedder to work with.</param>
/// <param name="Progress">Gets the stages of the fit.</param>
public sealed record TextFitContext(TextPlan Plan, ModelledColumn? Label, TextTools Tools, IProgress<StageProgress>? Progress = null)
{
    /// <summary>The declared columns beside the texts that they are to be written for.</summary>
    public IReadOnlyList<ModelledColumn> Attributes { get; init; } = [];

    /// <summary>The private texts as they are; null but for generators without a guarantee.</summary>
    public UnprotectedTexts? Unprotected { get; init; }

    /// <summary>Takes what has to be said of the fit; noisy answers and public facts alone decide on it.</summary>
    public ICollection<PlanWarning> Warnings { get; init; } = [];
}
