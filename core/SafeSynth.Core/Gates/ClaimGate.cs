using SafeSynth.Attacks;
using SafeSynth.Reports;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>Does a release tell more of its members than it is said to keep? If so, the claim is wrong: a bug, not a risk.</summary>
/// <remarks>
/// <para>The most suspicious people of every attack are counted - 2, 10 and 50 percent - and how many of them may be members under the
/// claim is bounded by <see cref="HitsBound"/>, which holds for one release as it is. The p-values of all counts are corrected by their
/// number (Bonferroni). Fail, "a bug", takes p &lt;= 10^-6; a p up to alpha leaves the claim open, and so does a claim against which not
/// even copies of all members would speak at that level.</para>
/// <para>Members must have been drawn at random before the fit (<see cref="Comparability"/>), and people with several rows named, if the
/// claim is for people.</para>
/// </remarks>
/// <param name="claim">What the release is said to keep.</param>
/// <param name="alpha">The level from which on a Pass is denied.</param>
/// <param name="seed">Decides what is drawn at random.</param>
public sealed class ClaimGate(Claim claim, double alpha = PermutationGate.DefaultAlpha, ulong seed = 1) : IGate<MembershipReport>
{
    // Few and far apart, because each is a test more; half of all is where a delta hides least.
    private static readonly double[] Levels = [0.02, 0.1, 0.5];

    /// <summary>The chance that a true claim is called a bug.</summary>
    public const double BugLevel = 1e-6;

    public static GateInfo About { get; } = new(
        "ClaimGate", "Fails a release that tells more of its members than it is said to keep: a bug in the claim.",
        "Steinke, Nasr, Jagielski 2023; Dong, Roth, Su 2022");

    public GateInfo Info => About;

    public GateDecision Decide(MembershipReport report, CancellationToken cancel = default)
    {
        var result = new GateResult(
            About.Name, report.DataName, Verdict.Inconclusive, $"The release tells no more of its members than it is said to keep ({claim}).", BugLevel,
            Invariant($"copies of all members, by a p of {alpha} at most"));
        if (!claim.Covers(report.UnitColumn))
        {
            return new GateDecision(result, claim.Guarantee.Unit.KeyColumn is { } key
                ? $"Inconclusive: the claim is for all rows of one '{key}', but {(report.UnitColumn is null ? "rows" : $"all rows of one '{report.UnitColumn}'")} were compared. Name '{key}' as the column of people."
                : $"Inconclusive: the claim is for single rows, but all rows of one '{report.UnitColumn}' were compared, of whom more may be told.");
        }

        var scores = UnitScores.Of(report);
        if (Comparability.ReasonAgainst(report, scores.IsMember, seed, cancel) is { } reason)
            return new GateDecision(result, $"Inconclusive: {reason}");

        int[] order = [.. Enumerable.Range(0, scores.IsMember.Length)];
        TestRandom.For(seed, scores.IsMember, scores.Attacks.Select(attack => attack.RankWeights())).Shuffle<int>(order);
        var counts = (from level in Levels
                      let first = (int)Math.Ceiling(level * order.Length)
                      let bound = new HitsBound(claim, scores.Members, scores.Others, first)
                      from attack in Enumerable.Range(0, scores.Attacks.Count)
                      let hits = scores.Attacks[attack].First(first, order).Count(unit => scores.IsMember[unit])
                      select (Attack: report.Attacks[attack].Attack.Name, First: first, Hits: hits, Bound: bound, P: bound.Probability(hits))).ToList();
        var worst = counts.MinBy(count => count.P);
        var p = Math.Min(1, worst.P * counts.Count);

        var speaks = counts.Min(count => count.Bound.Probability(Math.Min(count.First, scores.Members))) * counts.Count <= alpha;
        var verdict = p <= BugLevel ? Verdict.Fail : p <= alpha || !speaks ? Verdict.Inconclusive : Verdict.Pass;
        var most = worst.Bound.Most(alpha / counts.Count);
        var what = report.UnitColumn is null ? "records" : "people";
        var text = Invariant($"{verdict} (p = {p:G2}): {worst.Attack} has {worst.Hits} members among the {worst.First} most suspicious {what}; a release that keeps {claim} would show at most {most}.");
        return new GateDecision(result with { Verdict = verdict }, text + verdict switch
        {
            Verdict.Fail => " The claim is wrong: report a bug.",
            Verdict.Inconclusive when !speaks =>
                Invariant($" Not even copies of all {what} would speak against so wide a claim: give more of them, or a narrower claim."),
            Verdict.Inconclusive =>
                " That is too much for chance at the level of a test, and too little to call the claim wrong: repeat it with another division.",
            _ => Invariant($" By the claim no attack has an area above {Figures.Up(claim.AreaCeiling())} or finds more than {Figures.RoughPercent(claim.TruePositiveCeiling(0.01))} at 1 % false alarms, over many releases."),
        }, p);
    }
}
