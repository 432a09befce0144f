using SafeSynth.Data;
using SafeSynth.Noise;

namespace SafeSynth.Reports;

/// <summary>Writes what people should know of a release as one HTML file that needs nothing else, neither network nor script.</summary>
/// <remarks>
/// All it tells comes from the run's record and from the synthetic rows: both are covered by the guarantee, so the page may be published
/// with the release. It says nothing of time. The same release gives the same bytes on every machine. The page is well-formed XML.
/// </remarks>
public static class HtmlReport
{
    /// <summary>Writes the report of a release.</summary>
    /// <param name="report">How the model came about, and what it cost.</param>
    /// <param name="synthetic">The distribution of the synthetic rows, of the report's own layout, after the last batch.</param>
    /// <param name="writer">Where to; meant to be UTF-8.</param>
    public static void Write(RunReport report, TableDistribution synthetic, TextWriter writer) =>
        writer.Write(Page(report, synthetic).ToString());

    private static Html Page(RunReport report, TableDistribution synthetic) => HtmlPage.Of(
        $"Privacy report: {report.DataName}", banner: null, Header(report, synthetic.Rows),
        [
            PromiseSection.Of(report), ChartsSection.Of(synthetic, report.Errors), ErrorsSection.Of(report.Errors),
            ColumnsSection.Of(report.Layout), PublicSection.Of(report), PriceSection.Of(report),
        ],
        "Made by SafeSynth from the record of the run and the synthetic rows alone. No private row was read to write this page.");

    private static Html Header(RunReport report, long rows)
    {
        var columns = report.Layout.Columns.Count(column => column is not DroppedColumn);
        return $"""
            <header>
            <p class="kicker">Privacy report</p>
            <h1>Synthetic data for {Html.Name(report.DataName)}</h1>
            <p class="lede">{Figures.Count(rows, "row")} of {Figures.Count(columns, "column")}, all synthetic: {report.Generator.Name}
            {(report.Noise == NoiseKind.None ? "made them of the private data" : "drew them from a noisy model of the private data and copied none")}. {Claim(report)}</p>
            <dl>
            {HtmlPage.Fact("Epsilon", Figures.Exact(report.Guarantee.Epsilon))}
            {HtmlPage.Fact("Delta", Figures.Exact(report.Guarantee.Delta))}
            {HtmlPage.Fact("One person is", GuaranteeInWords.UnitOf(report.Guarantee))}
            {HtmlPage.Fact("Neighbours", GuaranteeInWords.NeighborsOf(report.Guarantee))}
            {HtmlPage.Fact("Generator", report.Generator.Name)}{Condition(report)}
            {HtmlPage.Fact("Looks at the data", Figures.Whole(report.Events.Count))}
            </dl>
            </header>
            """;
    }

    private static Html Condition(RunReport report) => report.Condition.Count == 0
        ? Html.Escaped("") : HtmlPage.Fact("Only rows where", string.Join(" and ", report.Condition.Select(values => values.InWords)));

    private static string Claim(RunReport report) => report.Noise.IsVoid()
        ? GuaranteeInWords.NoiseOf(report.Noise) : $"The release is {GuaranteeInWords.Short(report.Guarantee)}.";
}
