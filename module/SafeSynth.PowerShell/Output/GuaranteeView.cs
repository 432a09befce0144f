using SafeSynth.Audit;
using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>What an audit of a generator on made-up data found. Nothing of it is private.</summary>
/// <param name="Generator">What was audited.</param>
/// <param name="Verdict">Pass, Fail (a bug), or Inconclusive where there were too few fits to find one.</param>
/// <param name="Claimed">The epsilon that it claims.</param>
/// <param name="Delta">And the delta.</param>
/// <param name="LowerBound">What its noisy answers show epsilon to be at least, at 95 %; the bound of Gaussian DP. See
/// <see cref="Assumes"/>.</param>
/// <param name="Cap">What that would be if the attack were never wrong.</param>
/// <param name="BlackBox">The same bound from synthetic rows alone.</param>
/// <param name="BlackBoxCap">What that would be if the attack were never wrong.</param>
/// <param name="Fits">On each side, on average.</param>
/// <param name="HalfTheNoise">Whether the generator was sabotaged, to see what the audit finds.</param>
/// <param name="Bounds">All bounds from noisy answers.</param>
/// <param name="BlackBoxBounds">All bounds from synthetic rows.</param>
/// <param name="Decisions">The verdict, and why.</param>
public sealed record GuaranteeView(
    string Generator, Verdict Verdict, double Claimed, double Delta, double LowerBound, double Cap, double BlackBox, double BlackBoxCap, int Fits, bool HalfTheNoise,
    IReadOnlyList<EpsilonBound> Bounds, IReadOnlyList<EpsilonBound> BlackBoxBounds, IReadOnlyList<GateDecision> Decisions) : IJudged, IReportable
{
    private GuaranteeReport? _report;

    /// <summary>Whether the verdict is Pass.</summary>
    public bool Passed => Verdict == Verdict.Pass;

    /// <summary>
    /// What the lower bounds assume, where that is not proved of the generator: they are estimates then. Empty where they are bounds.
    /// </summary>
    public required string Assumes { get; init; }

    /// <summary>Why, in sentences.</summary>
    public string Explanation => Assumes.Length == 0 ? Decisions[0].Detail : $"{Decisions[0].Detail} {Assumes}";

    /// <summary>All bounds from canaries that were hidden in one release of texts; empty of generators of rows.</summary>
    public IReadOnlyList<EpsilonBound> Canaries => _report?.Canaries?.Bounds ?? [];

    IReadOnlyList<object> IReportable.Findings => _report is null ? [] : [_report];

    internal static GuaranteeView Of(GuaranteeReport report, GateDecision decision)
    {
        var (white, black) = (report.BoundOf(report.WhiteBox), report.BoundOf(report.BlackBox));
        return new GuaranteeView(
            report.Generator.Name, decision.Result.Verdict, report.Claimed.Epsilon, report.Claimed.Delta, white.Epsilon, white.Cap, black.Epsilon, black.Cap,
            report.Fits, report.HalfTheNoise, report.BoundsOf(report.WhiteBox).ToArray(), report.BoundsOf(report.BlackBox).ToArray(), [decision])
        {
            Assumes = white.Assumes,
            _report = report,
        };
    }
}
