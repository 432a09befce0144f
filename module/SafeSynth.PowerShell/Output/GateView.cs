using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>What gates have judged.</summary>
public interface IJudged
{
    /// <summary>The verdict of each gate, and why.</summary>
    IReadOnlyList<GateDecision> Decisions { get; }
}

/// <summary>The verdict of one gate.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Subject">What it judged.</param>
/// <param name="Verdict">Pass, Fail or Inconclusive.</param>
/// <param name="Public">All that may be published of it, in a line.</param>
/// <param name="Detail">Why; for the owner of the rows.</param>
public sealed record GateView(string Gate, string Subject, Verdict Verdict, string Public, string Detail)
{
    /// <summary>Whether the verdict is Pass.</summary>
    public bool Passed => Verdict == Verdict.Pass;

    internal static GateView Of(GateDecision decision) => new(
        decision.Result.Gate, decision.Result.Subject, decision.Result.Verdict, decision.Result.ToString(), decision.Detail);
}
