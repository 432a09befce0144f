using System.Text.Json.Nodes;
using SafeSynth.Certificates;
using SafeSynth.Gates;

namespace SafeSynth.Reports.Sections;

/// <summary>What every gate said, and how often it errs; what nobody looked at.</summary>
internal sealed class VerdictSection : IReportSection
{
    public string Name => "verdict";

    public ReportPart ForAll(PublicEvidence evidence) => Of(evidence, evidence.Verdicts.Select(result => (result, (GateDecision?)null)));

    /// <summary>The same with the reasons that were found in private rows.</summary>
    public ReportPart ForOwner(OwnerEvidence evidence) =>
        Of(evidence.Public, evidence.Of<GateDecision>().Select(decision => (decision.Result, (GateDecision?)decision)));

    private static ReportPart Of(PublicEvidence evidence, IEnumerable<(GateResult Result, GateDecision? Decision)> gates) => new(
        "What was put to the test",
        $"""
            {gates.Select(gate => Card(gate.Result, gate.Decision))}
            {(evidence.Verdicts.Any(IsOfPrivateRows) ? Conditional : Html.Nothing)}
            {OpenPoints([.. OpenPoints(evidence)])}
            """,
        new JsonArray([.. gates.Select(gate => Figures(gate.Result, gate.Decision))]));

    private static Html Card(GateResult result, GateDecision? decision) => $"""
        <article class="gate {VerdictMark.KindOf(result.Verdict)}">
        {VerdictMark.Of(result.Verdict)}
        <div>
        <h3>{Unbroken(result.Hypothesis)}</h3>
        <p>{Unbroken(Explanation(result))}</p>
        {(decision is null || decision.Detail == result.ToString() ? Html.Nothing : Detail(decision.Detail))}
        <p class="note">{result.Gate} on {Html.Name(result.Subject)}</p>
        </div>
        </article>

        """;

    private static Html Detail(string text) => $"""<p class="promise">{Unbroken(text)}</p>""";

    // A line must not begin with the sign of what the line before ends with.
    private static string Unbroken(string text) => text.Replace(" %", "\u00a0%", StringComparison.Ordinal);

    private static string Explanation(GateResult result) => result switch
    {
        { Reason: { } reason } => reason,
        { Verdict: Verdict.Pass } => $"{Error(result)}{(result.Floor is { } floor ? $" {CapitalOf(floor)} would have been seen, and nothing was." : "")}",
        { Verdict: Verdict.Fail } => $"The test refutes it. {Error(result)}",
        _ => $"Nothing refutes it, but the evidence is too thin to say that nothing is there.{(result.Floor is { } floor ? $" A Pass would have seen {floor}." : "")}",
    };

    private static string Error(GateResult result) => result.Alpha is { } alpha
        ? $"A release of which it is true fails this test with a probability of {(alpha < 0.001 ? Reports.Figures.Exact(alpha) : Reports.Figures.Percent(alpha))} at most."
        : "Nothing is left to chance.";

    private static string CapitalOf(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // Reasons that may not be published come from private rows; those of this gate from canaries.
    private static bool IsOfPrivateRows(GateResult result) => result is { Reason: null, Gate: not nameof(SequentialGate) };

    private static Html Conditional => $"""
        <p class="note">A verdict on real members is computed from private rows, which the guarantee does not cover. Failing does not take a release back, and trying again
        is another release. Whoever publishes only releases that pass promises less: delta grows by e<sup>epsilon</sup> times the chance of a Fail.</p>
        """;

    private static Html OpenPoints(List<string> points) => points.Count == 0 ? Html.Nothing : $"""
        <h3>What this does not rest on</h3>
        <ul>
        {points.Select(Item)}
        </ul>
        """;

    private static Html Item(string text) => $"<li>{text}</li>\n";

    private static IEnumerable<string> OpenPoints(PublicEvidence evidence)
    {
        if (!evidence.Verdicts.Any(result => result.Gate == nameof(PermutationGate)))
            yield return "No attack on members was judged: that nobody is given away rests on the proof alone.";
        if (evidence.Certificate is null)
            yield return "There is no certificate, so nothing shows what was done to the private rows.";
        foreach (var check in evidence.Certificate?.Checks.Where(check => check.Outcome == CheckOutcome.Open) ?? [])
            yield return $"{check.Name}: {check.Detail}";
    }

    private static JsonObject Figures(GateResult result, GateDecision? decision)
    {
        var figures = new JsonObject
        {
            ["gate"] = result.Gate,
            ["subject"] = result.Subject,
            ["verdict"] = result.Verdict.ToString(),
            ["hypothesis"] = result.Hypothesis,
            ["alpha"] = result.Alpha,
            ["floor"] = result.Floor,
            ["reason"] = result.Reason,
        };
        if (decision is not null)
        {
            figures["detail"] = decision.Detail;
            figures["pValue"] = decision.PValue;
        }

        return figures;
    }
}
