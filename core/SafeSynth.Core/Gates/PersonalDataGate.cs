using MathNet.Numerics.Distributions;
using SafeSynth.Attacks;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>
/// Do released texts repeat personal data of members: e-mail addresses, telephone, card and account numbers, and their like?
/// </summary>
/// <remarks>
/// Where members and others were divided at random and nothing leaks, those whose data the release repeats are a random part of both: their
/// number among the members is hypergeometric (Fisher 1935), and Fail takes a number that has probability alpha or less. What many have in
/// common, such as the address of an office, is repeated of others, too; what is repeated of members alone leaves it open whether they are
/// enough for chance. Without private texts, what looks like personal data leaves it open whether it is anybody's. What looks like none of
/// the patterns is overlooked.
/// </remarks>
/// <param name="alpha">The chance that a release that repeats nothing of its members fails.</param>
public sealed class PersonalDataGate(double alpha = PermutationGate.DefaultAlpha) : IGate<PersonalDataReport>
{
    public static GateInfo About { get; } = new(
        "PersonalDataGate", "Fails released texts that repeat more members' e-mail addresses, telephone, card or account numbers and the like than other people's.",
        "Fisher 1935");

    public GateInfo Info => About;

    /// <summary>
    /// The level for this gate and for one of attacks on the same texts, where the chance that either fails shall be alpha at most.
    /// </summary>
    /// <remarks>
    /// Half each (Bonferroni), but all of it for the attacks where nothing is repeated of anybody, since this gate cannot fail then. That
    /// depends on the release and on the private texts, but not on who is a member, so each test is still exact given it.
    /// </remarks>
    public static double Shared(double alpha, PersonalDataReport report) =>
        report.Owners is { } owners && owners.RepeatedMembers + owners.RepeatedOthers > 0 ? alpha / 2 : alpha;

    public GateDecision Decide(PersonalDataReport report, CancellationToken cancel = default)
    {
        var found = report.Found.Count == 0 ? "No released text holds what looks like personal data."
            : $"Released texts hold what looks like personal data: {string.Join(", ", report.Found.Select(kind => Invariant($"{kind.Different} of kind {kind.Kind} (first in text {kind.Rows[0]})")))}.";
        const string Hypothesis = "The release repeats no more personal data of its members than of others.";
        if (report.Owners is not { } owners)
        {
            var open = new GateResult(
                About.Name, report.DataName, report.Found.Count == 0 ? Verdict.Pass : Verdict.Inconclusive, Hypothesis,
                Reason: report.Found.Count == 0 ? found : $"{found} Whether they are real can be told beside the private texts: Test-MembershipInference -TextProperty.");
            return new GateDecision(open, open.ToString());
        }

        var (members, repeated) = (owners.RepeatedMembers, owners.RepeatedMembers + owners.RepeatedOthers);
        var p = members == 0 ? 1 : 1 - Hypergeometric.CDF(owners.Members + owners.Others, owners.Members, repeated, members - 1);
        var verdict = members == 0 ? Verdict.Pass : p <= alpha ? Verdict.Fail : owners.RepeatedOthers == 0 ? Verdict.Inconclusive : Verdict.Pass;
        var detail = members == 0
            ? found
            : Invariant(
                $"{found} They are repeated of {members} of {owners.Members} members, and of {owners.RepeatedOthers} of {owners.Others} others (p = {p:G2}).")
            + (verdict == Verdict.Inconclusive ? " That is too few to tell a leak from chance: look at them." : "");
        return new GateDecision(new GateResult(About.Name, report.DataName, verdict, Hypothesis, alpha), $"{verdict}: {detail}", p);
    }
}
