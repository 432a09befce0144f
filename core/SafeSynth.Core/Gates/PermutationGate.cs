using SafeSynth.Attacks;
using SafeSynth.Reports;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>Does a release tell anything of who was among its members? One test for all attacks together.</summary>
/// <remarks>
/// <para>Where members and others were divided at random before the fit and nothing leaks, who is a member is independent of all scores, so
/// labels may be permuted over them. T is the largest of all attacks' standardised rank sums and numbers of members among the most
/// suspicious (<see cref="Suspicion.Levels"/>). The test is exact for any number of attacks, however they depend on each other
/// (<see cref="MaxTTest"/>): it fails a release that leaks nothing with probability alpha at most, and people with several rows are
/// permuted whole.</para>
/// <para>A Pass needs more than a large p: copies of the demanded share of members would have failed with probability
/// <see cref="DetectionPower.Demanded"/>, there are enough rows of every kind, and the two groups do not differ by themselves
/// (<see cref="Comparability"/>). Otherwise the verdict is Inconclusive.</para>
/// </remarks>
/// <param name="alpha">The chance that a release that leaks nothing fails.</param>
/// <param name="floor">The share of copied members that must not be overlooked for a Pass.</param>
/// <param name="seed">Decides the permutations.</param>
public sealed class PermutationGate(double alpha = PermutationGate.DefaultAlpha, double floor = PermutationGate.DefaultFloor, ulong seed = 1) : IGate<MembershipReport>
{
    public const double DefaultAlpha = 0.05, DefaultFloor = 0.05;

    private const int Permutations = 9_999;

    public static GateInfo About { get; } = new(
        "PermutationGate", "Fails a release that gives members away to any attack: an exact test of all attacks at once.",
        "Westfall, Young 1993; Phipson, Smyth 2010");

    public GateInfo Info => About;

    GateDecision IGate<MembershipReport>.Decide(MembershipReport evidence, CancellationToken cancel) => Decide(evidence, cancel);

    /// <inheritdoc cref="IGate{T}.Decide"/>
    public PermutationDecision Decide(MembershipReport report, CancellationToken cancel = default)
    {
        var scores = UnitScores.Of(report);
        int[] looks = [.. Suspicion.LooksAt(scores.IsMember.Length)];
        var statistics = scores.Attacks.SelectMany(attack => looks.Select(attack.TopWeights).Prepend(attack.RankWeights())).ToList();
        var outcome = new MaxTTest(statistics).Run(scores.IsMember, Permutations, seed, cancel);

        var sharpest = scores.Attacks.Min(attack => attack.TiedAtTop);
        var power = new DetectionPower(outcome.Critical(alpha), scores.Members, scores.Others, sharpest);
        var seen = power.Smallest() is { } copies ? (double)copies / scores.Members : (double?)null;
        var reason = Comparability.ReasonAgainst(report, scores.IsMember, seed, cancel);

        // Where all ties are broken at random, a small p may say nothing at all.
        var verdict = reason is not null ? Verdict.Inconclusive
            : outcome.PValue <= alpha && outcome.Observed.Max() > 0 ? Verdict.Fail
            : Comparability.IsTooSmallToPass(report) ? Verdict.Inconclusive
            : seen <= floor ? Verdict.Pass : Verdict.Inconclusive;
        var evidence = EvidenceOf(report, scores, looks, Array.IndexOf(outcome.Observed, outcome.Observed.Max()));
        var why = reason
            ?? (verdict == Verdict.Fail ? evidence.Text
                : verdict == Verdict.Pass ? Invariant($"No attack finds members. Had {Figures.RoughPercent(seen!.Value)} of them been copied, it would have shown with {Figures.RoughPercent(DetectionPower.Demanded)} probability.")
                : Comparability.IsTooSmallToPass(report) ? Comparability.SaysTooSmall(report)
                : Blindness(report, scores, seen, power.GrowthFor(floor)));
        return new PermutationDecision(
            new GateResult(
                About.Name, report.DataName, verdict, "The release tells nothing of who its members are.", alpha,
                Invariant($"copies of {Figures.RoughPercent(floor)} of the members, with {Figures.RoughPercent(DetectionPower.Demanded)} probability")),
            Invariant($"{verdict} (alpha {alpha}, p = {outcome.PValue:0.####}): {why}"), outcome.PValue)
        {
            Floor = seen,
            Evidence = evidence,
        };
    }

    private string Blindness(MembershipReport report, UnitScores scores, double? seen, double? growth)
    {
        var what = report.UnitColumn is null ? "rows" : "people";
        var blind = seen is { } share
            ? $"fewer than {Figures.RoughPercent(share)} copied {what} could not have been seen"
            : $"not even copies of all {what} could have been seen";
        return growth is { } times
            ? Invariant($"{blind}. {Rounded(scores.Members * times)} members and {Rounded(scores.Others * times)} others to compare them with would be enough to see {Figures.RoughPercent(floor)}.")
            : $"{blind}, and more of them would not help: too many share the highest score.";
    }

    private static long Rounded(double count) => (long)Math.Ceiling(count / 10) * 10;

    private static MembershipEvidence EvidenceOf(MembershipReport report, UnitScores scores, int[] looks, int strongest)
    {
        var (attack, statistic) = (strongest / (looks.Length + 1), strongest % (looks.Length + 1));
        var name = report.Attacks[attack].Attack.Name;
        if (statistic == 0)
        {
            return new MembershipEvidence(name, null, Invariant(
                $"{name} finds members: it ranks a member above somebody else in {Figures.RoughPercent(report.OutcomeOf(report.Attacks[attack]).Curve.Area)} of pairs (chance: 50 %)."));
        }

        var first = looks[statistic - 1];
        var hits = scores.Attacks[attack].Hits(first, scores.IsMember);
        var what = report.UnitColumn is null ? "records" : "people";
        return new MembershipEvidence(name, first, Invariant(
            $"{name} finds members: {hits:0.#} of the {first} most suspicious {what} are members (chance: {(double)first * scores.Members / scores.IsMember.Length:0.#})."));
    }
}

/// <summary>The verdict of a <see cref="PermutationGate"/> and what it rests on.</summary>
public sealed record PermutationDecision(GateResult Result, string Detail, double? PValue) : GateDecision(Result, Detail, PValue)
{
    /// <summary>
    /// The least share of copied members that would have failed with the demanded probability; null where not even copies of all would.
    /// </summary>
    public required double? Floor { get; init; }

    /// <summary>What speaks loudest for a leak.</summary>
    public required MembershipEvidence Evidence { get; init; }
}

/// <summary>What speaks loudest for a leak.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="LookedAt">How many of the most suspicious it was about; null where it is the order of all.</param>
/// <param name="Text">In a sentence.</param>
public sealed record MembershipEvidence(string Attack, int? LookedAt, string Text);
