namespace SafeSynth.Reports;

/// <summary>The part of the report that shows how the values of each modelled column are spread over the synthetic rows.</summary>
internal static class ChartsSection
{
    public static Html Of(TableDistribution synthetic) => $"""
        <section aria-labelledby="values">
        <h2 id="values">The synthetic values, column by column</h2>
        {Body(synthetic)}
        </section>
        """;

    private static Html Body(TableDistribution synthetic)
    {
        if (synthetic.Columns.Count == 0)
            return $"<p>No column is modelled: all values are made up.</p>";
        if (synthetic.Rows == 0)
            return $"<p>No rows were drawn, so there is nothing to show.</p>";
        return $"""
            <p>Shares of the {Figures.Count(synthetic.Rows, "synthetic row")}. Columns of made-up values are not shown.</p>
            <div class="charts">
            {synthetic.Columns.Select(Figure)}
            </div>
            """;
    }

    private static Html Figure(ColumnDistribution column)
    {
        var domain = column.Column.Domain;
        var (svg, note) = DistributionChart.Of(column);
        return $"""
            <figure>
            {Html.Escaped(svg)}
            <figcaption>{ColumnsSection.TypeOf(domain)}, {Html.Name(domain.Summary)}. {note ?? ""}</figcaption>
            </figure>

            """;
    }
}
