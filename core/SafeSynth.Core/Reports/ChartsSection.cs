using SafeSynth.Confidence;

namespace SafeSynth.Reports;

/// <summary>The part of the report that shows how the values of each modelled column are spread over the synthetic rows.</summary>
internal static class ChartsSection
{
    public static Html Of(TableDistribution synthetic, ErrorBars? errors) => $"""
        <section aria-labelledby="values">
        <h2 id="values">The synthetic values, column by column</h2>
        {Body(synthetic, errors?.OneWay.ToDictionary(marginal => marginal.Name) ?? [])}
        </section>
        """;

    private static Html Body(TableDistribution synthetic, Dictionary<string, MeasuredMarginal> measured)
    {
        if (synthetic.Columns.Count == 0)
            return $"<p>No column is modelled: all values are made up.</p>";
        if (synthetic.Rows == 0)
            return $"<p>No rows were drawn, so there is nothing to show.</p>";
        return $"""
            <p>Shares of the {Figures.Count(synthetic.Rows, "synthetic row")}. Columns of made-up values are not shown. {Bars(measured)}</p>
            <div class="charts">
            {synthetic.Columns.Select(column => Figure(column, measured.GetValueOrDefault(column.Column.Name)))}
            </div>
            """;
    }

    private static string Bars(Dictionary<string, MeasuredMarginal> measured) => measured.Count == 0 ? ""
        : "A line across the end of a bar shows where the share in the private rows lies, with 95 %, as far as their noisy counts tell; where a bar cuts through "
            + "values that were counted together, that share of them is taken which the model gives it.";

    private static Html Figure(ColumnDistribution column, MeasuredMarginal? measured)
    {
        var domain = column.Column.Domain;
        var (svg, note) = DistributionChart.Of(column, measured);
        return $"""
            <figure>
            {Html.Escaped(svg)}
            <figcaption>{ColumnsSection.TypeOf(domain)}, {Html.Name(domain.Summary)}. {note ?? ""}</figcaption>
            </figure>

            """;
    }
}
