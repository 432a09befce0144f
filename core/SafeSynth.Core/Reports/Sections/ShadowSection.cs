using System.Text.Json.Nodes;
using SafeSynth.Attacks;

namespace SafeSynth.Reports.Sections;

/// <summary>
/// For the owner: how well releases with and without chosen records could be told apart, against the ceiling of the claim.
/// </summary>
internal sealed class ShadowSection : IReportSection
{
    public string Name => "records";

    public ReportPart? ForAll(PublicEvidence evidence) => null;

    public ReportPart? ForOwner(OwnerEvidence evidence)
    {
        var games = evidence.Of<ClaimedGame>().ToList();
        return games.Count == 0 ? null : new ReportPart(
            "What chosen records would risk",
            $"""
                <p>For the records that stand out most, the generator made releases with the record and as many without it, and attacks that learned from half of them told the others apart. An attack that
                knows nothing has an area (AUC) of 0.5. These releases were thrown away.</p>
                {games.Select(Body)}
                <p class="note">Each interval holds with 95 %, by itself: of twenty one fails, and the largest of many areas is above 0.5 by chance alone; the verdict corrects for that. They are those of
                Clopper and Pearson (1934) for as many coins as releases of a kind were tested, which is somewhat wide. The ceiling is the area under the trade-off curve of the claim (Dong, Roth, Su 2022).</p>
                """,
            new JsonArray([.. games.Select(FiguresOf)]));
    }

    private static Html Body(ClaimedGame game) => $"""
        <h3>{game.Report.Generator} on {Html.Name(game.Report.DataName)}, {Figures.Count(game.Report.Releases, "release")} with and as many without each record</h3>
        <div class="pair">
        {game.Report.Results.GroupBy(result => result.Attack).Select(results => Figure(results.Key, [.. results], game))}
        </div>
        """;

    private static Html Figure(AttackInfo attack, IReadOnlyList<ShadowResult> results, ClaimedGame game) => $"""
        <figure>
        {Html.Escaped(IntervalChart.Of(
            attack.Name, [.. results.Select(result => new ChartInterval($"row {result.Record + 1}", result.Roc.Area, result.Interval.Low, result.Interval.High))], 0, 1,
            [new ChartMark("chance", "guessing", 0.5), new ChartMark("ceiling", "ceiling of the claim", game.Claim.AreaCeiling())]))}
        <figcaption>{attack.Summary} Source: {attack.Source}.</figcaption>
        <details><summary>Figures</summary>
        <table>
        <thead><tr><th scope="col">Record</th><th scope="col" class="number">Area</th><th scope="col" class="number">with 95 %</th></tr></thead>
        <tbody>
        {results.Select(Row)}
        </tbody>
        </table>
        </details>
        </figure>

        """;

    private static Html Row(ShadowResult result) => $"""
        <tr><th scope="row">row {result.Record + 1}</th><td class="number">{Figures.Rate(result.Roc.Area)}</td><td class="number">{Figures.Rate(result.Interval.Low)} to {Figures.Rate(result.Interval.High)}</td></tr>

        """;

    private static JsonObject FiguresOf(ClaimedGame game) => new()
    {
        ["generator"] = game.Report.Generator,
        ["data"] = game.Report.DataName,
        ["releases"] = game.Report.Releases,
        ["areaCeiling"] = game.Claim.AreaCeiling(),
        ["records"] = new JsonArray([.. game.Report.Results.Select(result => new JsonObject
        {
            ["record"] = result.Record + 1, ["attack"] = result.Attack.Name, ["area"] = result.Roc.Area, ["low"] = result.Interval.Low, ["high"] = result.Interval.High,
        })]),
    };
}
