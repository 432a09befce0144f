using System.Text.Json.Nodes;

namespace SafeSynth.Reports.Sections;

/// <summary>How the values of every column are spread: of the synthetic rows, and for the owner beside them of the private ones.</summary>
internal sealed class ValueSection : IReportSection
{
    private const string Title = "The synthetic values, column by column";

    public string Name => "values";

    public ReportPart? ForAll(PublicEvidence evidence) =>
        evidence.HasUnvouchedRows ? NotShown() : Of(evidence.Synthetic, evidence.Run, real: null);

    public ReportPart? ForOwner(OwnerEvidence evidence) => evidence.Of<UnvouchedDistribution>().FirstOrDefault() is { } unvouched
        ? Of(unvouched.Rows, evidence.Public.Run, Real(evidence))
        : evidence.Public.HasUnvouchedRows ? NotShown() : Of(evidence.Public.Synthetic, evidence.Public.Run, Real(evidence));

    private static TableDistribution? Real(OwnerEvidence evidence) => evidence.Of<RealDistribution>().FirstOrDefault()?.Rows;

    private static ReportPart NotShown() => new(
        Title,
        $"<p>Nobody vouches for these rows, so their values are not shown; give the certificate of the file.</p>",
        new JsonObject { ["rows"] = null, ["columns"] = new JsonArray() });

    private static ReportPart? Of(TableDistribution? synthetic, RunReport? run, TableDistribution? real)
    {
        if (synthetic is null)
            return null;
        var errors = run?.Errors;
        return new ReportPart(
            real is null ? Title : "Synthetic and private values, column by column",
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
