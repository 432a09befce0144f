using SafeSynth.Confidence;
using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>The chart in which people read a column best: bars for a few values, a histogram for an ordered range of many.</summary>
/// <param name="Svg">The picture.</param>
/// <param name="Note">What has to be said below it.</param>
/// <param name="Bars">What is drawn, as figures.</param>
/// <param name="Missing">The rows without a value; null where there are none.</param>
internal sealed record DistributionChart(string Svg, string? Note, IReadOnlyList<ChartBar> Bars, ChartBar? Missing)
{
    private const int MostNamed = 20;
    private const int MostOrdered = 12;

    /// <summary>The chart of a column.</summary>
    /// <param name="values">A column that at least one row was seen of.</param>
    /// <param name="measured">What was measured of it, for error bars; null draws none.</param>
    /// <param name="real">The private values in the same cells, in a chart for their owner; null draws none.</param>
    public static DistributionChart Of(ColumnDistribution values, MeasuredMarginal? measured = null, ColumnDistribution? real = null)
    {
        var spread = measured is { Counts: not null } ? new NoisyShares(values.Column, measured) : null;
        ChartBar? missing = values.Missing + (real?.Missing ?? 0) == 0 ? null
            : new ChartBar("missing", (double)values.Missing / values.Rows, Real: real is null ? null : (double)real.Missing / real.Rows);
        if (values.Column.Domain is not GridDomain grid)
            return Named(values, Categories(values, spread, real), missing, MostNamed + 1);
        if (values.Present == 0)
            return Named(values, [], missing);

        var bins = EvenBins.Of(values, grid);
        var bars = Between(grid, bins, bins.Shares(values), spread, real is null ? null : bins.Shares(real));
        if (IsReadValueByValue(bins))
            return Named(values, bars, missing);
        return grid.Type is FieldType.Date or FieldType.DateTime
            ? Over(values, [.. bins.Edges.Select(code => TimeAt(grid, code))], bars, missing, TailsOf(grid, bins))
            : Over(values, [.. bins.Edges.Select(code => NumberAt(grid, code))], bars, missing, TailsOf(grid, bins));
    }

    private static DistributionChart Named(ColumnDistribution values, List<ChartBar> bars, ChartBar? missing, int most = int.MaxValue) =>
        new(SvgChart.Bars(values.Column.Name, bars, missing?.Share ?? 0, most, missing?.Real), null, bars, missing);

    private static DistributionChart Over(ColumnDistribution values, double[] edges, List<ChartBar> bars, ChartBar? missing, string? note) =>
        CanBeWritten(edges)
            ? new(SvgChart.Histogram(values.Column.Name, edges, SharesOf(bars), missing?.Share ?? 0, RangesOf(bars), RealsOf(bars)), note, bars, missing)
            : Named(values, bars, missing);

    private static DistributionChart Over(ColumnDistribution values, DateTime[] edges, List<ChartBar> bars, ChartBar? missing, string? note) =>
        new(SvgChart.Histogram(values.Column.Name, edges, SharesOf(bars), missing?.Share ?? 0, RangesOf(bars), RealsOf(bars)), note, bars, missing);

    private static double[] SharesOf(List<ChartBar> bars) => [.. bars.Select(bar => bar.Share)];

    private static ShareRange[]? RangesOf(List<ChartBar> bars) => bars[0].Range is null ? null : [.. bars.Select(bar => bar.Range!.Value)];

    private static double[]? RealsOf(List<ChartBar> bars) => bars[0].Real is null ? null : [.. bars.Select(bar => bar.Real!.Value)];

    private static List<ChartBar> Categories(ColumnDistribution values, NoisyShares? spread, ColumnDistribution? real)
    {
        var domain = values.Column.Domain;
        var bars = values.Counts.Select((count, code) => new ChartBar(
            domain.TextOf(code), (double)count / values.Rows, spread?.Between(code, code + 1), real is null ? null : (double)real.Counts[code] / real.Rows));
        return [.. domain.IsOrdered ? bars : bars.OrderByDescending(bar => bar.Share)];
    }

    private static List<ChartBar> Between(GridDomain grid, EvenBins bins, double[] shares, NoisyShares? spread, double[]? reals) =>
    [
        .. shares.Select((share, bin) =>
        {
            var (from, to) = (bins.Edges[bin], bins.Edges[bin + 1]);
            var label = to - from == 1 ? TextAt(grid, from) : $"{TextAt(grid, from)} to {TextAt(grid, to - 1)}";
            return new ChartBar(label, share, spread?.Between(from, to), reals?[bin]);
        }),
    ];

    private static bool IsReadValueByValue(EvenBins bins) =>
        bins.Edges.Count - 1 <= MostOrdered && bins.Edges[^1] - bins.Edges[0] == bins.Edges.Count - 1;

    // An axis can write six digits: of large numbers close together, such as running numbers, it would write the same ones.
    private static bool CanBeWritten(double[] edges) => edges[^1] - edges[0] > 1e-4 * Math.Max(Math.Abs(edges[0]), Math.Abs(edges[^1]));

    private static string? TailsOf(GridDomain grid, EvenBins bins)
    {
        var (low, high) = (TextAt(grid, bins.Edges[0]), TextAt(grid, bins.Edges[^1] - 1));
        return (bins.ReachesLow, bins.ReachesHigh) switch
        {
            (true, true) => $"The first bar reaches down to {low}, the last up to {high}.",
            (true, false) => $"The first bar reaches down to {low}.",
            (false, true) => $"The last bar reaches up to {high}.",
            _ => null,
        };
    }

    private static string TextAt(GridDomain grid, long code) => grid.TextOf(Math.Clamp(code, 0, grid.Count - 1));

    private static double NumberAt(GridDomain grid, long code) =>
        grid.Decimals >= 0
            ? (double)UnitsAt(grid, code) / Math.Pow(10, grid.Decimals)
            : (double)UnitsAt(grid, code) * Math.Pow(10, -grid.Decimals);

    private static DateTime TimeAt(GridDomain grid, long code)
    {
        var ticks = UnitsAt(grid, code) * (grid.Type == FieldType.Date ? TimeSpan.TicksPerDay : TimeSpan.TicksPerSecond / (long)Math.Pow(10, grid.Decimals));
        return new DateTime((long)Int128.Clamp(ticks, 0, DateTime.MaxValue.Ticks));
    }

    private static Int128 UnitsAt(GridDomain grid, long code) => (Int128)grid.Origin + code;
}
