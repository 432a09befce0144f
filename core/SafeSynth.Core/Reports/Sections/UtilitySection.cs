using System.Text.Json.Nodes;
using SafeSynth.Utility;

namespace SafeSynth.Reports.Sections;

/// <summary>
/// For the owner: how much the release is worth beside the real rows, and beside columns of which each is right only by itself.
/// </summary>
internal sealed class UtilitySection : IReportSection
{
    // In the order of preference: the first of which there are figures is drawn.
    private static readonly (string End, string Title)[] Drawn = [(".Auc", "Area under the ROC curve"), (".BalancedAccuracy", "Share found, mean over the classes"), (".R2", "Share of the variance explained")];

    public string Name => "utility";

    public ReportPart? ForAll(PublicEvidence evidence) => null;

    public ReportPart? ForOwner(OwnerEvidence evidence)
    {
        var reports = evidence.Of<UtilityReport>().ToList();
        return reports.Count == 0 ? null : new ReportPart(
            "What the release is worth",
            $"""
                <p>Beside each figure stands what real rows reach in the place of the released ones, and what the released rows reach when every column is shuffled by itself, so that nothing but single
                columns is right. “Reached” is how far the release came to the former (100&#160;%) from the latter, or from always giving the most common answer where that is better (0&#160;%).</p>
                {reports.Select(Body)}
                """,
            new JsonArray([.. reports.Select(FiguresOf)]));
    }

    private static Html Body(UtilityReport report)
    {
        var byMetric = report.Figures.ToLookup(figure => IsOfLearners(figure));
        return $"""
            <h3>{Html.Name(report.DataName)} beside {Html.Name(report.RealName)}, {Figures.Count(report.Columns.Count, "column")}</h3>
            {Table("How like the tables are", byMetric[false])}
            {(byMetric[true].Any() ? Learned(report, byMetric[true]) : Html.Nothing)}
            """;
    }

    private static Html Learned(UtilityReport report, IEnumerable<UtilityFigure> figures) => $"""
        <h3>What learners know of {Html.Name(report.Target ?? "the target")} that were trained on the release</h3>
        {Chart([.. figures])}
        {Table($"What learners know that were trained on {report.DataName}", figures)}
        """;

    private static Html Table(string name, IEnumerable<UtilityFigure> figures) => HtmlPage.Table(
        name,
        [
            HtmlPage.Head("Figure"), HtmlPage.Head("Released rows", isNumber: true), HtmlPage.Head("Real rows", isNumber: true), HtmlPage.Head("Shuffled", isNumber: true),
            .. figures.Any(figure => figure.Majority is not null) ? new[] { HtmlPage.Head("Most common", isNumber: true) } : [], HtmlPage.Head("Reached"),
        ],
        figures.Select(figure => Row(figure, figures.Any(one => one.Majority is not null))));

    private static Html Row(UtilityFigure figure, bool hasMajority) => $"""
        <tr><th scope="row">{NameOf(figure)}<small>{KindOf(figure)}{(figure.Better == Better.Higher ? "higher is better" : "lower is better")}{(figure.Worst is { } worst ? $"; furthest off: {worst}" : "")}</small></th>
        <td class="number">{Write(figure.Value)}<small>{(figure.StandardError is { } error ? $"± {Figures.Rate(2 * error)}" : "")}</small></td>
        <td class="number">{Write(figure.Real)}</td><td class="number">{Write(figure.Independent)}</td>{(hasMajority ? Cell(figure.Majority) : Html.Nothing)}
        <td class="share">{(figure.Reached is { } share ? HtmlPage.Measure(Figures.RoughPercent(Math.Max(0, share)), share) : Html.Nothing)}</td></tr>

        """;

    private static Html Cell(double? figure) => $"""<td class="number">{Write(figure)}</td>""";

    private static Html Chart(IReadOnlyList<UtilityFigure> figures)
    {
        var (end, title) = Drawn.FirstOrDefault(kind => figures.Any(figure => figure.Name.EndsWith(kind.End, StringComparison.Ordinal)));
        return end is null ? Html.Nothing : $"""
            <div class="pair">
            <figure>
            {Html.Escaped(SvgChart.Bars(title, [.. figures.Where(figure => figure.Name.EndsWith(end, StringComparison.Ordinal)).Select(BarOf)]))}
            <figcaption>Trained on the release, tested on real rows. A thin line is where the figure lies for people like these, with 95 %; an orange mark is what training on real rows reaches.</figcaption>
            </figure>
            </div>
            """;
    }

    private static ChartBar BarOf(UtilityFigure figure) => new(
        NameOf(figure), Share(figure.Value),
        figure.StandardError is { } error ? new ShareRange(Share(figure.Value - (1.96 * error)), Share(figure.Value + (1.96 * error))) : null,
        figure.Real is { } real ? Share(real) : null);

    private static double Share(double of) => Math.Clamp(of, 0, 1);

    private static bool IsOfLearners(UtilityFigure figure) =>
        figure.Name.StartsWith(nameof(TrainOnSynthetic) + ".", StringComparison.Ordinal);

    // TrainOnSynthetic.BoostedTrees.Auc: the learner, and below it what is measured.
    private static string NameOf(UtilityFigure figure) => IsOfLearners(figure) ? figure.Name.Split('.')[1] : figure.Name;

    private static string KindOf(UtilityFigure figure) =>
        IsOfLearners(figure) ? $"{figure.Name[(figure.Name.LastIndexOf('.') + 1)..]}, " : "";

    private static string Write(double? figure) => figure is { } number ? Figures.Short(number) : "";

    private static JsonObject FiguresOf(UtilityReport report) => new()
    {
        ["release"] = report.DataName,
        ["real"] = report.RealName,
        ["columns"] = new JsonArray([.. report.Columns.Select(column => JsonValue.Create(column))]),
        ["target"] = report.Target,
        ["figures"] = new JsonArray([.. report.Figures.Select(figure => new JsonObject
        {
            ["figure"] = figure.Name, ["value"] = figure.Value, ["better"] = figure.Better.ToString().ToLowerInvariant(), ["error"] = figure.StandardError,
            ["realRows"] = figure.Real, ["shuffled"] = figure.Independent, ["majority"] = figure.Majority, ["reached"] = figure.Reached, ["worst"] = figure.Worst,
        })]),
    };
}
