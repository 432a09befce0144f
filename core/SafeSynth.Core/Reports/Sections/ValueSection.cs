using System.Text.Json.Nodes;

namespace SafeSynth.Reports.Sections;

/// <summary>How the values of every column are spread: of the synthetic rows, and for the owner beside them of the private ones.</summary>
internal sealed class ValueSection : IReportSection
{
    public string Name => "values";

    public ReportPart? ForAll(PublicEvidence evidence) => Of(evidence, real: null);

    public ReportPart? ForOwner(OwnerEvidence evidence) => Of(evidence.Public, evidence.Of<RealDistribution>().FirstOrDefault()?.Rows);

    private static ReportPart? Of(PublicEvidence evidence, TableDistribution? real)
    {
        if (evidence.Synthetic is not { } synthetic)
            return null;
        var errors = evidence.Run?.Errors;
        return new ReportPart(
            real is null ? "The synthetic values, column by column" : "Synthetic and private values, column by column",
            ChartsSection.Body(synthetic, errors, real),
            new JsonObject
            {
                ["rows"] = synthetic.Rows,
                ["columns"] = new JsonArray([.. ChartsSection.ChartsOf(synthetic, errors, real).Select(chart => FiguresOf(chart.Column, chart.Chart))]),
            });
    }

    private static JsonObject FiguresOf(ColumnDistribution column, DistributionChart chart) => new()
    {
        ["column"] = column.Column.Name,
        ["type"] = ColumnsSection.TypeOf(column.Column.Domain),
        ["values"] = new JsonArray([.. chart.Bars.Select(FiguresOf)]),
        ["missing"] = chart.Missing is { } missing ? FiguresOf(missing) : null,
    };

    private static JsonObject FiguresOf(ChartBar bar)
    {
        var figures = new JsonObject { ["value"] = bar.Label, ["share"] = bar.Share };
        if (bar.Range is var (low, high))
            (figures["low"], figures["high"]) = (low, high);
        if (bar.Real is { } real)
            figures["real"] = real;
        return figures;
    }
}
