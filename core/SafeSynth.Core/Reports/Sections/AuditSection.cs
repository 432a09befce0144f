using System.Text.Json.Nodes;
using SafeSynth.Audit;

namespace SafeSynth.Reports.Sections;

/// <summary>What audits of generators on made-up data show of their epsilon. Nothing of it is private.</summary>
internal sealed class AuditSection : IReportSection
{
    public string Name => "audits";

    public ReportPart? ForAll(PublicEvidence evidence)
    {
        var audits = evidence.Findings.OfType<GuaranteeReport>().Select(report => new Audited(report)).ToList();
        return audits.Count == 0 ? null : new ReportPart(
            "What audits of the generator show",
            $"""
                <p>A generator was run many times on two made-up tables that differ in one person, and an observer who knows both guessed which it was. What that shows of epsilon is a
                lower bound, which holds with 95 %: above the claim it would be a bug, below it shows how much of the claim is used. Where a bound assumes what is not proved of the
                generator, it is an estimate, and says so.</p>
                {audits.Select(Body)}
                """,
            new JsonArray([.. audits.Select(FiguresOf)]));
    }

    private static Html Body(Audited audit) => $"""
        <h3>{audit.Report.Generator.Name}, {Figures.Count(audit.Report.Fits, "fit")} of each table</h3>
        {HtmlPage.Table(
            $"What an audit of {audit.Report.Generator.Name} shows",
            [HtmlPage.Head("Epsilon"), HtmlPage.Head("by all noisy answers", isNumber: true), HtmlPage.Head("by synthetic rows alone", isNumber: true)],
            [.. audit.White.Zip(audit.Black, Row), Claimed(audit.Report)])}
        {(audit.Report.Canaries is { } canaries ? Body(canaries, audit.Canaries) : Html.Nothing)}
        """;

    private static Html Body(CanaryReport canaries, IReadOnlyList<EpsilonBound> bounds) => $"""
        <p>{Figures.Count(canaries.Scores.In.Count + canaries.Scores.Out.Count, "canary", "canaries")} ending in rare words went in among made-up texts or stayed out, each by a coin, and an observer of the texts of one
        release guessed which had.</p>
        {HtmlPage.Table(
            "What canaries in one release of texts show",
            [HtmlPage.Head("Epsilon"), HtmlPage.Head("by the texts of one release", isNumber: true)],
            [.. bounds.Select(bound => (Html)$"""<tr><th scope="row">At least, by {bound.Name}</th>{Cell(bound)}</tr>{"\n"}"""),
             $"""<tr class="last"><th scope="row">Claimed</th><td class="number">{Figures.Exact(canaries.Claimed.Epsilon)}</td></tr>{"\n"}"""], isNarrow: true)}
        """;

    private static Html Row(EpsilonBound white, EpsilonBound black) => $"""
        <tr><th scope="row">{(white.Assumes.Length == 0 ? "At least" : "About")}, by {white.Name}{(white.Assumes.Length == 0 ? Html.Nothing : Note(white.Assumes))}</th>{Cell(white)}{Cell(black)}</tr>

        """;

    private static Html Note(string text) => $"<small>{text}</small>";

    private static Html Claimed(GuaranteeReport report) => $"""
        <tr class="last"><th scope="row">Claimed{(report.HalfTheNoise ? ", and broken on purpose: half the noise" : "")}</th><td class="number">{Figures.Exact(report.Claimed.Epsilon)}</td><td class="number">{Figures.Exact(report.Claimed.Epsilon)}</td></tr>

        """;

    private static Html Cell(EpsilonBound bound) => $"""<td class="number">{Figures.Short(bound.Epsilon)}<small>a perfect attack: {Figures.Short(bound.Cap)}</small></td>""";

    private static JsonObject FiguresOf(Audited audit) => new()
    {
        ["generator"] = audit.Report.Generator.Name,
        ["epsilon"] = audit.Report.Claimed.Epsilon,
        ["delta"] = audit.Report.Claimed.Delta,
        ["fits"] = audit.Report.Fits,
        ["halfTheNoise"] = audit.Report.HalfTheNoise,
        ["bounds"] = new JsonArray([.. audit.White.Zip(audit.Black, (white, black) =>
            new JsonObject { ["bound"] = white.Name, ["assumes"] = white.Assumes.Length == 0 ? null : white.Assumes, ["whiteBox"] = white.Epsilon, ["whiteBoxCap"] = white.Cap, ["blackBox"] = black.Epsilon, ["blackBoxCap"] = black.Cap })]),
        ["canaries"] = audit.Report.Canaries is not { } canaries ? null : new JsonObject
        {
            ["count"] = canaries.Scores.In.Count + canaries.Scores.Out.Count,
            ["bounds"] = new JsonArray([.. audit.Canaries.Select(bound => new JsonObject { ["bound"] = bound.Name, ["epsilon"] = bound.Epsilon, ["cap"] = bound.Cap })]),
        },
    };

    private sealed record Audited(GuaranteeReport Report)
    {
        public IReadOnlyList<EpsilonBound> White { get; } = Report.BoundsOf(Report.WhiteBox);

        public IReadOnlyList<EpsilonBound> Black { get; } = Report.BoundsOf(Report.BlackBox);

        public IReadOnlyList<EpsilonBound> Canaries { get; } = Report.Canaries?.Bounds ?? [];
    }
}
