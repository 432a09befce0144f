using SafeSynth.Gates;
using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS3xxx: an attack, an audit or a gate cannot be run as asked.</summary>
public static class GateFault
{
    public static SafeSynthException UnknownAttack(string name, IEnumerable<string> known) => new(
        "SS3001", $"There is no attack '{name}'. There are: {string.Join(", ", known)}.");

    public static SafeSynthException NoSharedColumns(IEnumerable<string> tables) => new(
        "SS3002", $"{string.Join(" and ", tables)} have no column in common to compare rows by: what names rows or people, or is to be guessed, does not count. Give tables of the same columns.");

    public static SafeSynthException TooFewRows(string table, int needed) => new(
        "SS3003", Invariant($"'{table}' has too few rows to be tested with: {needed} or more are needed that name their person and have the secret, where these were asked for. Give more of them."));

    public static SafeSynthException AttackNeeds(string attack, string what) => new(
        "SS3004", $"The attack '{attack}' needs {what}. Give it, or leave the attack out.");

    public static SafeSynthException NoUnitColumn(string column, string table) => new(
        "SS3005", $"'{table}' has no column '{column}' that would say whose a row is. Name a column that members and non-members have.");

    public static SafeSynthException UnitOnBothSides(string column, string members, string others) => new(
        "SS3006", $"Someone in '{column}' has rows in '{members}' and in '{others}'. Divide people, not rows, before the fit.");

    public static SafeSynthException BadHistory(string path, string why) => new(
        "SS3007", $"'{path}' cannot be used as the history of a gate: {why}. Restore it, or begin a new one.");

    public static SafeSynthException UnwritableHistory(string path, Exception fault) => new(
        "SS1010", $"'{path}' cannot be written: {fault.Message.TrimEnd('.')}. No round was added. Give a path that can be written to.", fault);

    public static SafeSynthException RoundIsKnown(string generator, string path) => new(
        "SS3080", $"These fits of {generator} are in '{path}' already: seen again they tell nothing new, so nothing was added. Leave out the seed, so that noise is drawn anew.");

    public static SafeSynthException NothingToJudge(string what) => new(
        "SS3008", $"{what} Pipe what Test-MembershipInference, Test-AttributeInference, Test-DpGuarantee, Test-DpCertificate or Measure-SyntheticUtility -Threshold returned, or name a -Certificate or a -History.");

    public static SafeSynthException ModelOfNothing(string model) => new(
        "SS3010", $"The model of '{model}' knows nothing of any column, so that there is nothing to attack. Leave it out.");

    public static SafeSynthException ModelColumnMissing(string model, string column, string table) => new(
        "SS3011", $"The model of '{model}' has a column '{column}', which '{table}' lacks. Give tables with the columns that the model was fitted to.");

    public static SafeSynthException TooFewReleases(int releases, int fewest) => new(
        "SS3012", Invariant($"{releases} releases with and as many without a record are too few to learn from and to test with: {fewest} or more are needed. 100 are a good start."));

    public static SafeSynthException ShadowOfUnits(string column) => new(
        "SS3013", $"The plan protects all rows of one '{column}', but shadow attacks take one row at a time. Give a plan that protects rows, of a table with one row for each person.");

    public static SafeSynthException AttackOnRecords(string attack) => new(
        "SS3014", $"The attack '{attack}' is on one record at a time, through releases with and without it. Give -Shadow and -Member alone, or leave it out.");

    public static SafeSynthException AttackOnRelease(string attack) => new(
        "SS3014", $"The attack '{attack}' is on all members of one release. Give -Synthetic and -NonMember in place of -Shadow, or leave it out.");

    public static SafeSynthException ClaimedTwice(string parameter, string by) => new(
        "SS3060", $"-{parameter} says what a release is said to keep where nothing else does, but -{by} says so already. Leave one of them out, or name the -Generator that is to be run with -{parameter}.");

    public static SafeSynthException NothingToUseItFor(string parameter, string without) => new(
        "SS3061", $"-{parameter} goes with {without}, which is not there, so that it would change nothing. Give that too, or leave -{parameter} out.");

    public static SafeSynthException OwnersAndPublished() => new(
        "SS3062", "-ForOwner makes a report that is not to be published, -PublishOwnerResults one that is. Leave one of them out.");

    public static SafeSynthException NothingDemanded(string data) => new(
        "SS3063", $"Nothing was demanded of the utility of '{data}', so there is nothing to judge. Give Measure-SyntheticUtility the worst values that pass, with -Threshold.");

    public static SafeSynthException NoCertificateToJudge() => new(
        "SS3009", "A largest epsilon, a largest delta or a unit was demanded, but there is no certificate that could keep it. Pipe one, or name it with -Certificate.");

    /// <summary>A verdict other than Pass that stops a build. Holds what may be published only.</summary>
    public static SafeSynthException NotPassed(GateResult result) => new(
        result.Verdict == Verdict.Fail ? "SS3020" : "SS3021",
        $"{result.Subject}: {result.Gate}: {result}{(result.Reason is null ? " Test-MembershipInference tells the owner of the rows more." : "")}");

    public static SafeSynthException NoColumn(string column, string table) => new(
        "SS3040", $"'{table}' has no column '{column}'. Name a secret and known columns that all tables have.");

    public static SafeSynthException SecretDoesNotVary(string column) => new(
        "SS3041", $"'{column}' is the same for all members and others, or missing: there is nothing to guess. Name another secret.");

    public static SafeSynthException SecretIsKnown(string column) => new(
        "SS3042", $"'{column}' is to be guessed and known at once. Leave it out of the known columns, and do not let it name people.");
}
