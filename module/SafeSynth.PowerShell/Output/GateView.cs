using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>What gates have judged.</summary>
public interface IJudged
{
    /// <summary>The verdict of each gate, and why.</summary>
    IReadOnlyList<GateDecision> Decisions { get; }
}

/// <summary>What views of judged things have in common.</summary>
internal static class Judged
{
    /// <summary>Why, a line for each gate. An array, because PowerShell cannot index what a collection expression makes.</summary>
    public static string[] Details(this IJudged judged) => judged.Decisions.Select(decision => decision.Detail).ToArray();
}

/// <summary>The verdict of one gate.</summary>
public sealed record GateView : IJudged
{
    private readonly GateDecision _decision;

    internal GateView(GateDecision decision) => _decision = decision;

    public string Gate => _decision.Result.Gate;

    /// <summary>What it judged.</summary>
    public string Subject => _decision.Result.Subject;

    /// <summary>Pass, Fail or Inconclusive.</summary>
    public Verdict Verdict => _decision.Result.Verdict;

    /// <summary>All that may be published of it, in a line.</summary>
    public string Public => _decision.Result.ToString();

    /// <summary>Why; for the owner of the rows.</summary>
    public string Detail => _decision.Detail;

    /// <summary>Whether the verdict is Pass.</summary>
    public bool Passed => Verdict == Verdict.Pass;

    IReadOnlyList<GateDecision> IJudged.Decisions => [_decision];
}
