using SafeSynth.Reports;

namespace SafeSynth.Gates;

/// <summary>What a gate says.</summary>
public enum Verdict
{
    /// <summary>The hypothesis stands, and what would have refuted it would have been seen.</summary>
    Pass,

    /// <summary>The hypothesis is refuted, at the error rate of the gate.</summary>
    Fail,

    /// <summary>Nothing was refuted, but neither could it have been.</summary>
    Inconclusive,
}

/// <summary>All that may be published of a gate's work: the verdict, and what was fixed before the gate saw any private row.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Subject">The public name of the release, or of the file that was judged.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Hypothesis">What it put to the test, in words.</param>
/// <param name="Alpha">The chance that it fails what keeps the hypothesis; null where nothing is left to chance.</param>
/// <param name="Floor">What must have been seen for a Pass, in words; null where a gate overlooks nothing.</param>
/// <param name="Reason">Why, where that is public; null where the reasons are for the owner of the rows alone.</param>
public sealed record GateResult(
    string Gate, string Subject, Verdict Verdict, string Hypothesis, double? Alpha = null, string? Floor = null, string? Reason = null)
{
    /// <summary>The verdict of several gates together: Fail if one fails, Inconclusive if one is.</summary>
    public static Verdict Together(IEnumerable<GateResult> results) => results.Select(result => result.Verdict).ToHashSet() switch
    {
        var verdicts when verdicts.Contains(Verdict.Fail) => Verdict.Fail,
        var verdicts when verdicts.Contains(Verdict.Inconclusive) => Verdict.Inconclusive,
        _ => Verdict.Pass,
    };

    /// <summary>The whole result in a line.</summary>
    public override string ToString() =>
        (Reason is null ? $"{Verdict}, tested: {Hypothesis}" : $"{Verdict}: {Reason}") + (Alpha is { } alpha ? $" (alpha {Figures.Exact(alpha)}{(Floor is null ? "" : $"; a Pass would have seen {Floor}")})" : "");
}
