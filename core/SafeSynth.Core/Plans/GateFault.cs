using SafeSynth.Gates;
using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS3xxx: an attack, an audit or a gate cannot be run as asked.</summary>
public static class GateFault
{
    public static SafeSynthException UnknownAttack(string name, IEnumerable<string> known) => new(
        "SS3001", $"There is no attack '{name}'. There are: {string.Join(", ", known)}.");

    public static SafeSynthException NoSharedColumns(IEnumerable<string> tables) => new(
        "SS3002", $"{string.Join(" and ", tables)} have no column in common, apart from such as name rows. Give tables of the same columns.");

    public static SafeSynthException TooFewRows(string table, int needed) => new(
        "SS3003", Invariant($"'{table}' has too few rows to be tested with: {needed} or more are needed. Give more of them."));

    public static SafeSynthException AttackNeeds(string attack, string what) => new(
        "SS3004", $"The attack '{attack}' needs {what}. Give it, or leave the attack out.");

    public static SafeSynthException NoUnitColumn(string column, string table) => new(
        "SS3005", $"'{table}' has no column '{column}' that would say whose a row is. Name a column that members and non-members have.");

    public static SafeSynthException UnitOnBothSides(string column, string members, string others) => new(
        "SS3006", $"Someone in '{column}' has rows in '{members}' and in '{others}'. Divide people, not rows, before the fit.");

    public static SafeSynthException BadHistory(string path, string why) => new(
        "SS3007", $"'{path}' cannot be used as the history of a gate: {why}. Restore it, or begin a new one.");

    public static SafeSynthException NothingToJudge(string what) => new(
        "SS3008", $"{what} Pipe what Test-MembershipInference, Test-DpCertificate or Measure-SyntheticUtility -Threshold returned, or name a -Certificate or a -History.");

    public static SafeSynthException NoCertificateToJudge() => new(
        "SS3009", "A largest epsilon, a largest delta or a unit was demanded, but there is no certificate that could keep it. Pipe one, or name it with -Certificate.");

    /// <summary>A verdict other than Pass that stops a build. Holds what may be published only.</summary>
    public static SafeSynthException NotPassed(GateResult result) => new(
        result.Verdict == Verdict.Fail ? "SS3020" : "SS3021",
        $"{result.Subject}: {result.Gate}: {result} Test-MembershipInference and Test-DpCertificate tell the owner of the rows more.");
}
