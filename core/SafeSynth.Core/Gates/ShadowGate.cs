using SafeSynth.Attacks;
using SafeSynth.Reports;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>
/// Can a chosen record be told better, from releases with and without it, than a generator claims? If so, the claim is wrong: a bug.
/// </summary>
/// <remarks>
/// <para>Of each record and attack the area over releases that nothing was learned from is compared with the claim's ceiling: the
/// probability of such an area under the claim is bounded by <see cref="AreaInterval.ChanceAbove"/>, without approximation, and corrected
/// by the number of records and attacks (Bonferroni). Fail, "a bug", takes p &lt;= 10^-6; a p up to alpha leaves the claim open.</para>
/// <para>A Pass needs as many releases as would have failed a generator that gives its records away altogether; otherwise the verdict is
/// Inconclusive.</para>
/// </remarks>
/// <param name="claim">What a release is said to keep, for one row.</param>
/// <param name="alpha">The level from which on a Pass is denied.</param>
public sealed class ShadowGate(Claim claim, double alpha = PermutationGate.DefaultAlpha) : IGate<ShadowReport>
{
    public static GateInfo About { get; } = new(
        "ShadowGate", "Fails a generator of whose releases one tells more of a chosen record than it is said to keep: a bug in the claim.",
        "Dong, Roth, Su 2022; Hoeffding 1963");

    public GateInfo Info => About;

    public GateDecision Decide(ShadowReport report, CancellationToken cancel = default)
    {
        var (ceiling, tests) = (claim.AreaCeiling(), report.Results.Count);
        var worst = report.Results.MinBy(result => ChanceOf(result, ceiling)) ?? throw new ArgumentException("There are no results.", nameof(report));
        var p = Math.Min(1, ChanceOf(worst, ceiling) * tests);
        var couldFail = AreaInterval.ChanceAbove(ceiling, area: 1, worst.Tested) * tests <= ClaimGate.BugLevel;

        var verdict = p <= ClaimGate.BugLevel ? Verdict.Fail : p <= alpha || !couldFail ? Verdict.Inconclusive : Verdict.Pass;
        var best = report.Results.MaxBy(result => result.Roc.Area)!;
        var text = Invariant($"{verdict} (p = {p:G2}): {best.Attack.Name} tells releases with a chosen record from such without in {Figures.RoughPercent(best.Roc.Area)} of pairs, the most of {tests} tests; a release that keeps {claim} allows {Figures.RoughPercent(ceiling)}.");
        return new GateDecision(
            new GateResult(
                About.Name, report.DataName, verdict, $"No release of {report.Generator} tells more of a record than it is said to keep ({claim}).", ClaimGate.BugLevel,
                "a generator that gives chosen records away altogether"),
            text + (verdict, couldFail) switch
            {
                (Verdict.Fail, _) => " The claim is wrong: report a bug.",
                (_, false) =>
                    Invariant($" With so few releases nothing could have refuted it: {2 * TestedFor(ceiling, tests)} with and as many without each record would be enough."),
                (Verdict.Inconclusive, _) =>
                    " That is too much for chance at the level of a test, and too little to call the claim wrong: repeat it with another seed and more releases.",
                _ => "",
            },
            p);
    }

    private static double ChanceOf(ShadowResult result, double ceiling) =>
        AreaInterval.ChanceAbove(ceiling, result.Roc.Area, result.Tested);

    // An area of 1 over n pairs has probability ceiling^n at most.
    private static int TestedFor(double ceiling, int tests) => (int)Math.Ceiling(Math.Log(ClaimGate.BugLevel / tests) / Math.Log(ceiling));
}
