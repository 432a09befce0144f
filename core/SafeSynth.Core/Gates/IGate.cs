using SafeSynth.Data;

namespace SafeSynth.Gates;

/// <summary>Turns evidence into a verdict whose error rate is known. Its settings are fixed before it sees the evidence.</summary>
/// <typeparam name="TEvidence">What it judges by.</typeparam>
public interface IGate<in TEvidence>
{
    GateInfo Info { get; }

    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    GateDecision Decide(TEvidence evidence, CancellationToken cancel);
}

/// <summary>What a catalogue says of a gate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it decides, in one line.</param>
/// <param name="Source">The theory that it follows.</param>
public sealed record GateInfo(string Name, string Summary, string Source);

/// <summary>A verdict together with its reasons, which are for the owner of the rows alone.</summary>
/// <param name="Result">What may be published.</param>
/// <param name="Detail">Why, in sentences that begin with the verdict.</param>
/// <param name="PValue">How often chance alone would look at least as bad; null where nothing is left to chance.</param>
public record GateDecision(GateResult Result, string Detail, double? PValue = null) : OwnerOnly
{
    /// <summary>
    /// The result with its reasons, for an owner who publishes them; a result whose reasons are public anyway stays as it is.
    /// </summary>
    public GateResult Published() => Result.Reason is not null ? Result
        : Result with { Reason = $"(published by the owner of the private rows, no guarantee covers it) {Detail}" };
}
