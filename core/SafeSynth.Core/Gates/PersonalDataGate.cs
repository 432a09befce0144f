using SafeSynth.Attacks;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>Do released texts hold personal data: e-mail addresses, telephone, card and account numbers, and their like?</summary>
/// <remarks>
/// Where the private texts are at hand, one that stands in a member's text and in nobody else's is a Fail; others may be made up. Where they are not, what looks like
/// personal data leaves it open whether it is anybody's. Nothing is left to chance; what does not look like any of the patterns is overlooked.
/// </remarks>
public sealed class PersonalDataGate : IGate<PersonalDataReport>
{
    public static GateInfo About { get; } = new(
        "PersonalDataGate", "Fails released texts that repeat a member's e-mail address, telephone, card or account number, or the like.",
        "ISO/IEC 7812-1 (cards); ISO 13616-1 (accounts)");

    public GateInfo Info => About;

    public GateDecision Decide(PersonalDataReport report, CancellationToken cancel = default)
    {
        var verdict = (report.OfMembers, report.Found.Count) switch
        {
            (> 0, _) => Verdict.Fail,
            (null, > 0) => Verdict.Inconclusive,
            _ => Verdict.Pass,
        };
        var found = report.Found.Count == 0 ? "No released text holds what looks like personal data."
            : $"Released texts hold what looks like personal data: {string.Join(", ", report.Found.Select(kind => Invariant($"{kind.Different} of kind {kind.Kind} (first in text {kind.Rows[0]})")))}.";
        var result = new GateResult(
            About.Name, report.DataName, verdict, "The release repeats no personal data of its members.",
            Reason: report.OfMembers is not null ? null : verdict == Verdict.Pass ? found : $"{found} Whether they are real can be told beside the private texts: Test-MembershipInference -TextProperty.");
        return new GateDecision(result, report.OfMembers switch
        {
            null => result.ToString(),
            0 => $"{verdict}: {found}{(report.Found.Count == 0 ? "" : " None of them is to be found in members' texts alone.")}",
            var own => Invariant($"{verdict}: {found} {own} of them stand in members' texts and in nobody else's."),
        });
    }
}
