using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>The bins of a histogram for people: of one round width, over the range where the values are.</summary>
/// <remarks>
/// A long thin tail is not given room of its own: where the middle 99 % of the values take up less than a third of the range, the bins
/// divide the middle, and a first and a last bin reach out to the ends.
/// </remarks>
/// <param name="Edges">Codes, rising: bin i holds those from edge i up to but not edge i + 1. The outermost may lie beyond the
/// domain.</param>
/// <param name="ReachesLow">Whether the first bin is a tail.</param>
/// <param name="ReachesHigh">Whether the last bin is a tail.</param>
internal sealed record EvenBins(IReadOnlyList<long> Edges, bool ReachesLow, bool ReachesHigh)
{
    private const int MostBins = 40;
    private const double Tail = 0.005;
    private const int SecondsPerDay = 86_400;

    /// <summary>The bins for a column of an ordered grid in which at least one value is present.</summary>
    public static EvenBins Of(ColumnDistribution values, GridDomain grid)
    {
        var (low, high) = Range(values, 0);
        var (from, to) = Range(values, Tail);
        if (to - from > (high - low) / 3)
            (from, to) = (low, high);

        var width = grid.Type == FieldType.DateTime
            ? ClockWidth(to - from, unitsPerSecond: (long)Math.Pow(10, grid.Decimals))
            : RoundWidth(to - from);
        var shift = grid.Origin % width;
        from -= Modulo(from + shift, width);
        to += Modulo(-(to + shift), width);

        var edges = new List<long>();
        if (low < from)
            edges.Add(low);
        for (var edge = from; edge <= to; edge += width)
            edges.Add(edge);
        if (high > to)
            edges.Add(high);
        return new EvenBins(edges, low < from, high > to);
    }

    /// <summary>The share of all rows in each bin.</summary>
    public double[] Shares(ColumnDistribution values) =>
        [.. Edges.Zip(Edges.Skip(1), (from, to) => Math.Max(0, values.Below(to) - values.Below(from)) / values.Rows)];

    private static (long From, long To) Range(ColumnDistribution values, double tail) =>
        ((long)Math.Floor(values.Quantile(tail)), (long)Math.Ceiling(values.Quantile(1 - tail)));

    // The least of 1, 2, 5, 10, ... that makes few enough bins.
    private static long RoundWidth(long span)
    {
        var width = 1L;
        for (var i = 0; span > width * MostBins; i++)
            width = width * (i % 3 == 1 ? 5 : 4) / 2;
        return width;
    }

    // The same for seconds: up to a day what divides a day, then round numbers of days.
    private static long ClockWidth(long span, long unitsPerSecond) =>
        span < unitsPerSecond ? RoundWidth(span) : unitsPerSecond * ClockWidth((span + unitsPerSecond - 1) / unitsPerSecond);

    private static long ClockWidth(long span)
    {
        foreach (var width in (ReadOnlySpan<int>)[1, 5, 15, 60, 300, 900, 3600, 10_800, 21_600, 43_200])
        {
            if (span <= (long)width * MostBins)
                return width;
        }

        return SecondsPerDay * RoundWidth((span + SecondsPerDay - 1) / SecondsPerDay);
    }

    private static long Modulo(long number, long divisor) => ((number % divisor) + divisor) % divisor;
}
