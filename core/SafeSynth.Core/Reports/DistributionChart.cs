using SafeSynth.Confidence;
using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>Chooses the chart in which people read a column best: bars for a few values, a histogram for an ordered range of many.</summary>
internal static class DistributionChart
{
    private const int MostNamed = 20;
    private const int MostOrdered = 12;

    /// <summary>The chart of a column, as SVG, and what has to be said below it.</summary>
    /// <param name="values">A column that at least one row was seen of.</param>
    /// <param name="measured">What was measured of it, for error bars; null draws none.</param>
    public static (string Svg, string? Note) Of(ColumnDistribution values, MeasuredMarginal? measured = null)
    {
        var (name, missing) = (values.Column.Name, (double)values.Missing / values.Rows);
        var spread = measured is { Counts: not null } ? new NoisyShares(values.Column, measured) : null;
        if (values.Column.Domain is not GridDomain grid)
            return (SvgChart.Bars(name, Categories(values, spread), missing, MostNamed + 1), null);
        if (values.Present == 0)
            return (SvgChart.Bars(name, [], missing), null);

        var bins = EvenBins.Of(values, grid);
        var shares = bins.Shares(values);
        var ranges = spread is null ? null : bins.Edges.Zip(bins.Edges.Skip(1), spread.Between).ToArray();
        if (IsReadValueByValue(bins))
            return (SvgChart.Bars(name, Named(grid, bins, shares, ranges), missing), null);
        if (grid.Type is FieldType.Date or FieldType.DateTime)
            return (SvgChart.Histogram(name, [.. bins.Edges.Select(code => TimeAt(grid, code))], shares, missing, ranges), TailsOf(grid, bins));
        double[] edges = [.. bins.Edges.Select(code => NumberAt(grid, code))];
        return CanBeWritten(edges)
            ? (SvgChart.Histogram(name, edges, shares, missing, ranges), TailsOf(grid, bins))
            : (SvgChart.Bars(name, Named(grid, bins, shares, ranges), missing, shares.Length + 1), "Each bar starts at the value that it names.");
    }

    private static List<ChartBar> Categories(ColumnDistribution values, NoisyShares? spread)
    {
        var domain = values.Column.Domain;
        var bars = values.Counts.Select((count, code) => new ChartBar(domain.TextOf(code), (double)count / values.Rows, spread?.Between(code, code + 1)));
        return [.. domain.IsOrdered ? bars : bars.OrderByDescending(bar => bar.Share)];
    }

    private static bool IsReadValueByValue(EvenBins bins) =>
        bins.Edges.Count - 1 <= MostOrdered && bins.Edges[^1] - bins.Edges[0] == bins.Edges.Count - 1;

    // An axis can write six digits: of large numbers close together, such as running numbers, it would write the same ones.
    private static bool CanBeWritten(double[] edges) => edges[^1] - edges[0] > 1e-4 * Math.Max(Math.Abs(edges[0]), Math.Abs(edges[^1]));

    private static List<ChartBar> Named(GridDomain grid, EvenBins bins, double[] shares, ShareRange[]? ranges) =>
        [.. bins.Edges.Zip(shares, (code, share) => (code, share)).Select((bin, i) => new ChartBar(TextAt(grid, bin.code), bin.share, ranges?[i]))];

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
        var ticks = UnitsAt(grid, code) * (grid.Type == FieldType.Date ? TimeSpan.TicksPerDay : TimeSpan.TicksPerSecond);
        return new DateTime((long)Int128.Clamp(ticks, 0, DateTime.MaxValue.Ticks));
    }

    private static Int128 UnitsAt(GridDomain grid, long code) => (Int128)grid.Origin + code;
}
