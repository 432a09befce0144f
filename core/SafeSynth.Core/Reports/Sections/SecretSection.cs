using System.Text.Json.Nodes;
using SafeSynth.AttributeInference;

namespace SafeSynth.Reports.Sections;

/// <summary>For the owner: how much better secrets of members are guessed from the release than those of others.</summary>
internal sealed class SecretSection : IReportSection
{
    public string Name => "secrets";

    public ReportPart? ForAll(PublicEvidence evidence) => null;

    public ReportPart? ForOwner(OwnerEvidence evidence)
    {
        var reports = evidence.Of<AttributeReport>().ToList();
        return reports.Count == 0 ? null : new ReportPart(
            "How well secrets are guessed",
            $"""
                <p>What is true of a group can be guessed of anybody in it, in the data or not: only what is guessed better of members than of others tells of the rows themselves.</p>
                {reports.Select(Body)}
                """,
            new JsonArray([.. reports.Select(FiguresOf)]));
    }

    private static Html Body(AttributeReport report) => $"""
        <h3>{Html.Name(report.Secret)}, from {Figures.Count(report.Known.Count, "known column")}</h3>
        {HtmlPage.Table(
            $"How well {report.Secret} is guessed",
            [HtmlPage.Head("Predictor"), HtmlPage.Head("Of members", isNumber: true), HtmlPage.Head("Of others", isNumber: true), HtmlPage.Head("Advantage, with 95 % together", isNumber: true)],
            report.Predictors.Zip(report.Advantages(), Row))}
        {Chart(report)}
        """;

    private static Html Chart(AttributeReport report)
    {
        List<ChartInterval> rows =
            [.. report.Predictors.Zip(report.Advantages(), (result, advantage) => new ChartInterval(result.Predictor.Name, advantage.Difference, advantage.Low, advantage.High))];
        var (from, to) = (Math.Floor(10 * rows.Min(row => row.Low)) / 10, Math.Ceiling(10 * rows.Max(row => row.High)) / 10);
        return $"""
            <div class="pair">
            <figure>
            {Html.Escaped(IntervalChart.Of("Advantage", rows, Math.Min(from, -0.1), Math.Max(to, 0.1), [new ChartMark("chance", "none", 0)]))}
            <figcaption>How much better each predictor guesses members’ secrets than others’: 0.1 is right of ten more in a hundred. The intervals hold together.</figcaption>
            </figure>
            </div>
            """;
    }

    private static Html Row(PredictorResult result, Advantage advantage) => $"""
        <tr><th scope="row">{result.Predictor.Name}<small>{result.Predictor.Summary}</small></th><td class="number">{Figures.Percent(advantage.Members)}</td>
        <td class="number">{Figures.Percent(advantage.Others)}</td><td class="number">{Figures.Percent(advantage.Difference)}<small>{Figures.Percent(advantage.Low)} to {Figures.Percent(advantage.High)}</small></td></tr>

        """;

    private static JsonObject FiguresOf(AttributeReport report) => new()
    {
        ["release"] = report.DataName,
        ["secret"] = report.Secret,
        ["known"] = new JsonArray([.. report.Known.Select(column => JsonValue.Create(column))]),
        ["chance"] = report.Chance,
        ["predictors"] = new JsonArray([.. report.Predictors.Zip(report.Advantages(), (result, advantage) => new JsonObject
        {
            ["predictor"] = result.Predictor.Name, ["members"] = advantage.Members, ["others"] = advantage.Others,
            ["advantage"] = advantage.Difference, ["low"] = advantage.Low, ["high"] = advantage.High, ["area"] = advantage.Area,
        })]),
    };
}
