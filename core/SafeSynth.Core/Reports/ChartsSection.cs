using SafeSynth.Confidence;

namespace SafeSynth.Reports;

/// <summary>The part of a report that shows how the values of each modelled column are spread over the synthetic rows.</summary>
internal static class ChartsSection
{
    private const int MostFigures = 40;

    public static Html Of(TableDistribution synthetic, ErrorBars? errors) => $"""
        <section aria-labelledby="values">
        <h2 id="values">The synthetic values, column by column</h2>
        {Body(synthetic, errors, null)}
        </section>
        """;

    /// <param name="synthetic">The synthetic rows.</param>
    /// <param name="errors">What was measured, for error bars; null draws none.</param>
    /// <param name="real">The private rows, in a report for their owner; null draws none.</param>
    public static Html Body(TableDistribution synthetic, ErrorBars? errors, TableDistribution? real)
    {
        if (synthetic.Columns.Count == 0)
            return $"<p>No column is modelled: all values are made up.</p>";
        if (synthetic.Rows == 0)
            return $"<p>No rows were drawn, so there is nothing to show.</p>";
        var measured = errors?.OneWay.ToDictionary(marginal => marginal.Name) ?? [];
        return $"""
            <p>Shares of the {Figures.Count(synthetic.Rows, "synthetic row")}. Columns of made-up values are not shown. {Bars(measured)}{Marks(real)}</p>
            <div class="charts">
            {ChartsOf(synthetic, errors, real).Select(chart => Figure(chart.Column, chart.Chart))}
            </div>
            """;
    }

    /// <summary>Every column that there is something to show of, with its chart.</summary>
    public static IEnumerable<(ColumnDistribution Column, DistributionChart Chart)> ChartsOf(
        TableDistribution synthetic, ErrorBars? errors, TableDistribution? real)
    {
        var measured = errors?.OneWay.ToDictionary(marginal => marginal.Name) ?? [];
        return synthetic.Rows == 0 ? [] : synthetic.Columns.Select((column, i) =>
            (column, DistributionChart.Of(column, measured.GetValueOrDefault(column.Column.Name), real?.Columns[i])));
    }

    private static string Bars(Dictionary<string, MeasuredMarginal> measured) => measured.Count == 0 ? ""
        : "A thin line across the end of a bar shows where the share in the private rows lies, with 95 %, as far as their noisy counts tell; where a bar cuts through "
            + "values that were counted together, that share of them is taken which the model gives it. ";

    private static string Marks(TableDistribution? real) => real is null ? ""
        : $"A thick orange mark shows the share among the {Figures.Count(real.Rows, "private row")} themselves. It may lie outside a line where values were counted together: a line "
            + "covers the noise, and not how such values are spread.";

    private static Html Figure(ColumnDistribution column, DistributionChart chart) => $"""
        <figure>
        {Html.Escaped(chart.Svg)}
        <figcaption>{ColumnsSection.TypeOf(column.Column.Domain)}, {Html.Name(column.Column.Domain.Summary)}. {chart.Note ?? ""}</figcaption>
        {Table(chart)}
        </figure>

        """;

    private static Html Table(DistributionChart chart)
    {
        ChartBar[] bars = [.. chart.Bars, .. chart.Missing is { } missing ? new[] { missing } : []];
        if (bars.Length == 0)
            return Html.Nothing;
        var (hasRanges, hasReals) = (bars[0].Range is not null, bars[0].Real is not null);
        return $"""
            <details><summary>Figures</summary>
            <table>
            <thead><tr><th scope="col">Value</th><th scope="col" class="number">Synthetic</th>{Head(hasRanges, "Private, by noisy counts")}{Head(hasReals, "Private")}</tr></thead>
            <tbody>
            {bars.Take(MostFigures).Select(bar => Row(bar, hasRanges))}
            </tbody>
            </table>
            {(bars.Length > MostFigures ? Left(bars.Length - MostFigures) : Html.Nothing)}
            </details>
            """;
    }

    private static Html Row(ChartBar bar, bool hasRanges) => $"""
        <tr><th scope="row">{Html.Name(bar.Label)}</th><td class="number">{SvgParts.Percent(bar.Share)}</td>{Cell(hasRanges, bar.Range is var (low, high) ? $"{SvgParts.Percent(low)} to {SvgParts.Percent(high)}" : "")}{Cell(bar.Real is not null, SvgParts.Percent(bar.Real ?? 0))}</tr>

        """;

    private static Html Head(bool isThere, string name) => isThere ? HtmlPage.Head(name, isNumber: true) : Html.Nothing;

    private static Html Cell(bool isThere, string figure) => isThere ? $"""<td class="number">{figure}</td>""" : Html.Nothing;

    private static Html Left(int count) => $"""<p class="note">And {count} more.</p>""";
}
