using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using static System.FormattableString;

namespace SafeSynth.Output;

/// <summary>
/// What was decided in a fit and what it cost, line by line. Like the report, it tells nothing that was not declared or paid for.
/// </summary>
internal static class ReportInWords
{
    public static IEnumerable<string> Of(RunReport report) =>
        report.Layout.Columns.Select(FateOf)
            .Concat(report.Events.GroupBy(look => look with { Question = "" }).Select(looks => PriceOf(looks.Key, looks.Count())))
            .Append(Invariant($"All of it cost rho {report.Spent.Rho:G4}. {(report.Noise.IsVoid() ? "The guarantee is void." : $"What comes of it is {GuaranteeInWords.Short(report.Guarantee)}.")}"));

    private static string FateOf(ColumnLayout column) => column switch
    {
        ModelledColumn { Domain: var domain, Bins.BinCount: var bins } =>
            $"{column.Name}: modelled as {domain.Type.ToString().ToLowerInvariant()}, {domain.Summary}{(domain.Nullable ? " or missing" : "")}" +
            (bins == domain.Count ? "." : Invariant($", in {bins} bins.")),
        RegeneratedColumn made =>
            $"{column.Name}: made up as {made.Kind}{(made.MissingShare > 0 ? Invariant($", {made.MissingShare:P1} missing") : "")}: {made.Reason}.",
        TextColumn => $"{column.Name}: texts, written anew.",
        _ => $"{column.Name}: left out.",
    };

    private static string PriceOf(PrivacyEvent look, int times) =>
        Invariant($"{(times == 1 ? "" : $"{times} times ")}{look.Mechanism} ({look.Parameters}): rho {ZcdpAccountant.Price(look).Rho:G4}{(times == 1 ? "" : " each")}.");
}
