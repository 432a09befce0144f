using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Privacy;

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

    private static Html Page(RunReport report, TableDistribution synthetic) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="color-scheme" content="light dark" />
        <title>Privacy report: {report.DataName}</title>
        <style>
        {Html.Escaped(ReportStyle.Css)}
        </style>
        </head>
        <body>
        {Header(report, synthetic.Rows)}
        <main>
        {PromiseSection(report)}
        {PriceSection.Of(report)}
        {PublicSection(report)}
        {ColumnsSection.Of(report.Layout)}
        {ErrorsSection.Of(report.Errors)}
        {ChartsSection.Of(synthetic, report.Errors)}
        </main>
        <footer>
        <p class="note">Made by SafeSynth from the record of the run and the synthetic rows alone. No private row was read to write this page.</p>
        </footer>
        </body>
        </html>

        """;

    private static Html Header(RunReport report, long rows)
    {
        var columns = report.Layout.Columns.Count(column => column is not DroppedColumn);
        return $"""
            <header>
            <p class="kicker">Privacy report</p>
            <h1>Synthetic data for {Html.Name(report.DataName)}</h1>
            <p class="lede">{Figures.Count(rows, "row")} of {Figures.Count(columns, "column")}, all synthetic: {report.Generator.Name}
            drew them from a noisy model of the private data and copied none. {Claim(report)}</p>
            <dl>
            {Fact("Epsilon", Figures.Exact(report.Guarantee.Epsilon))}
            {Fact("Delta", Figures.Exact(report.Guarantee.Delta))}
            {Fact("One person is", GuaranteeInWords.UnitOf(report.Guarantee))}
            {Fact("Neighbours", GuaranteeInWords.NeighborsOf(report.Guarantee))}
            {Fact("Generator", report.Generator.Name)}{Condition(report)}
            {Fact("Looks at the data", Figures.Whole(report.Events.Count))}
            </dl>
            </header>
            """;
    }

    private static string Claim(RunReport report) => report.Noise == NoiseKind.Void
        ? GuaranteeInWords.NoiseOf(report.Noise) : $"The release is {GuaranteeInWords.Short(report.Guarantee)}.";

    private static Html Condition(RunReport report) => report.Condition.Count == 0
        ? Html.Escaped("") : Fact("Only rows where", string.Join(" and ", report.Condition.Select(values => values.InWords)));

    private static Html Fact(string name, string value) => $"<div><dt>{name}</dt><dd>{value}</dd></div>\n";

    private static Html PromiseSection(RunReport report) => report.Noise == NoiseKind.Void ? VoidSection : Promise(report);

    private static Html VoidSection => $"""
        <section aria-labelledby="promise">
        <h2 id="promise">Guarantee void</h2>
        <p class="promise">{GuaranteeInWords.NoiseOf(NoiseKind.Void)}</p>
        </section>
        """;

    private static Html Promise(RunReport report) => Promise(report.Guarantee, new TradeOffCurve(report.Cap.Curve), report.Noise);

    private static Html Promise(Guarantee guarantee, TradeOffCurve attacks, NoiseKind noise) => $"""
        <section aria-labelledby="promise">
        <h2 id="promise">What is promised</h2>
        <p>{GuaranteeInWords.Person(guarantee)}</p>
        <p class="promise">{GuaranteeInWords.Promise(guarantee)}</p>
        <h3>What an attacker can at most achieve</h3>
        <p>{GuaranteeInWords.Attack(guarantee)} Whatever the method, the computing power and the knowledge of all other rows, nobody does
        better than this:</p>
        <div class="scroll narrow" role="region" aria-label="What an attacker can at most achieve" tabindex="0">
        <table>
        <thead><tr><th scope="col">False alarms</th><th scope="col">Found by guessing</th>
        <th scope="col">Found by any attack, at most</th></tr></thead>
        <tbody>
        {AttackRow(attacks, 0.01)}
        {AttackRow(attacks, 0.05)}
        </tbody>
        </table>
        </div>
        <p class="note">A false alarm is a wrong “yes”, as a share of all cases in which “no” is right; a find is a right “yes”, as a share of
        all in which “yes” is. The bound follows from the limit on what was spent (Dong, Roth and Su 2022). {GuaranteeInWords.NoiseOf(noise)}</p>
        <h3>What is not protected</h3>
        <ul>
        {GuaranteeInWords.NotProtected(guarantee).Select(Matter)}
        </ul>
        </section>
        """;

    private static Html AttackRow(TradeOffCurve attacks, double falseAlarms)
    {
        var found = attacks.TruePositiveRate(falseAlarms);
        return $"""
            <tr><td>{Figures.Percent(falseAlarms)}</td><td class="share">{Measure(Figures.Percent(falseAlarms), falseAlarms)}</td>
            <td class="share">{Measure(Figures.PercentUp(found), found)}</td></tr>
            """;
    }

    private static Html PublicSection(RunReport report) => $"""
        <section aria-labelledby="public">
        <h2 id="public">What was taken as public</h2>
        <p>Known or declared by the owner, and therefore neither paid for nor protected. All else was learned from the data within the budget.</p>
        <ul class="facts">
        {report.DeclaredPublic.Select(Item)}
        </ul>
        </section>
        """;

    /// <summary>A share as a figure and as a thin bar.</summary>
    internal static Html Measure(string figure, double share) =>
        $"""<div class="measure"><span>{figure}</span><div aria-hidden="true"><i style="width:{Figures.CssPercent(share)}"></i></div></div>""";

    private static Html Matter((string Name, string Reason) open) => $"<li><strong>{open.Name}</strong> {open.Reason}</li>\n";

    private static Html Item(string text) => $"<li>{Html.Name(text)}</li>\n";
}
