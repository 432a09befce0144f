using System.Globalization;
using System.Xml.Linq;
using static SafeSynth.Reports.SvgParts;

namespace SafeSynth.Reports;

/// <summary>Draws static charts of shares of rows as SVG text: one element, to stand alone in a file or inside an HTML page.</summary>
/// <remarks>
/// The text is well-formed XML whatever the labels hold, has no script and no link to anything outside, and is read out as one
/// image with a name and a description. It follows the reader's light or dark setting; a page chooses its own colours with the
/// CSS variables <c>--chart-surface</c>, <c>--chart-ink</c>, <c>--chart-quiet</c>, <c>--chart-line</c>, <c>--chart-bar</c> and
/// <c>--chart-missing</c>. Shares are fractions of all rows, from 0 to 1. The same arguments give the same text on every machine.
/// </remarks>
public static class SvgChart
{
    // Pixels; a chart is 480 wide and as high as it must be.
    private const int Width = 480, Margin = 16, Top = 44;
    private const int RowHeight = 22, BarHeight = 14, PercentRoom = 50, MissingGap = 6;
    private const int PlotHeight = 130, PlotLeft = 58, AxisRoom = 30, MeterWidth = 48, MeterHeight = 6;
    private const double Floor = Top + PlotHeight;

    /// <summary>Horizontal bars, one per category, in the order given; missing values apart, below them.</summary>
    /// <param name="title">The name of the chart.</param>
    /// <param name="bars">Sorted by the caller: ordered levels in their order, others by share.</param>
    /// <param name="missingShare">The share of rows without a value; 0 draws none.</param>
    /// <param name="most">
    /// At least 2. Of more bars than this, the largest <paramref name="most"/> - 1 are drawn, and one for all the others together.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not from 0 to 1, or <paramref name="most"/> is less than 2.</exception>
    public static string Bars(string title, IReadOnlyList<ChartBar> bars, double missingShare = 0, int most = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        RefuseUnlessShares([.. bars.Select(bar => bar.Share), .. EndsOf(bars.Select(bar => bar.Range)), missingShare]);

        var rows = Largest(bars, most);
        if (missingShare > 0)
            rows.Add((new ChartBar("missing", missingShare), "missing"));
        if (rows.Count == 0)
            return Chart(title, "No values", Width, Top + RowHeight, Margin, [Text("no values", Margin, Top + 6, "start", "quiet")]);

        var greatest = rows.Max(row => double.Max(row.Bar.Share, row.Bar.Range?.High ?? 0));
        var left = Margin + 8 + LetterWidth * rows.Max(row => Columns(Shortened(row.Bar.Label, 26)));
        var longest = Width - Margin - PercentRoom - left;
        var drawn = new List<XElement>();
        double y = Top;
        foreach (var ((label, share, range), kind) in rows)
        {
            if (kind == "missing")
                y += MissingGap;
            double Length(double of) => greatest > 0 ? longest * of / greatest : 0;
            var (length, reach) = (Length(share), Length(double.Max(share, range?.High ?? 0)));
            drawn.Add(Named($"{label}: {Percent(share, range)}",
                Text(Shortened(label, 26), left - 8, y + 12, "end", kind == "bar" ? "label" : "quiet"),
                Bar(kind, left, y, length, BarHeight),
                Text(Percent(share), left + reach + 6, y + 12, "start", "quiet")));
            if (range is var (low, high))
                drawn[^1].Add(Range(left + Length(low), y + (BarHeight / 2.0), left + Length(high), y + (BarHeight / 2.0)));
            y += RowHeight;
        }
        return Chart(title, string.Join(", ", rows.Select(row => $"{row.Bar.Label} {Percent(row.Bar.Share)}")), Width, y + 8, Margin, drawn);
    }

    /// <summary>Upright bars over an axis of numbers; missing values apart, beside the heading.</summary>
    /// <param name="title">The name of the chart.</param>
    /// <param name="edges">Finite and rising: bin i goes from edge i to edge i + 1.</param>
    /// <param name="shares">One per bin. The height of a bar is its share; bins that differ much in width get equal room.</param>
    /// <param name="missingShare">The share of rows without a value; 0 draws none.</param>
    /// <param name="ranges">Where the true share of each bin may be; null draws none.</param>
    /// <exception cref="ArgumentException">The edges do not rise, or are not one more than the shares, or the ranges not as many; no bins are fine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A share is not from 0 to 1.</exception>
    public static string Histogram(
        string title, IReadOnlyList<double> edges, IReadOnlyList<double> shares, double missingShare = 0, IReadOnlyList<ShareRange>? ranges = null)
    {
        RefuseUnlessBins(edges, shares, ranges);
        if (shares.Count == 0)
            return Histogram(title, Axis.Empty, shares, missingShare, ranges);

        var narrowest = Enumerable.Range(0, shares.Count).Min(bin => edges[bin + 1] - edges[bin]);
        var write = AxisTicks.NumberWriter(double.Max(double.Abs(edges[0]), double.Abs(edges[^1])), narrowest / 10);
        var ticks = AreEven(edges) ? AxisTicks.Numbers(edges[0], edges[^1], parts: 6) : Thinned(edges, write, most: 7);
        return Histogram(title, new Axis(edges, ticks, write), shares, missingShare, ranges);
    }

    /// <summary>Upright bars over an axis of dates or times; missing values apart, beside the heading.</summary>
    /// <inheritdoc cref="Histogram(string, IReadOnlyList{double}, IReadOnlyList{double}, double, IReadOnlyList{ShareRange})"/>
    public static string Histogram(
        string title, IReadOnlyList<DateTime> edges, IReadOnlyList<double> shares, double missingShare = 0, IReadOnlyList<ShareRange>? ranges = null)
    {
        double[] places = [.. edges.Select(edge => (double)edge.Ticks)];
        RefuseUnlessBins(places, shares, ranges);
        if (shares.Count == 0)
            return Histogram(title, Axis.Empty, shares, missingShare, ranges);

        var format = edges.All(edge => edge.TimeOfDay == TimeSpan.Zero) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        string Write(double place) => DateAt(place).ToString(format, CultureInfo.InvariantCulture);
        var round = AreEven(places) ? AxisTicks.Dates(edges[0], edges[^1], parts: 6) : [];
        var ticks = round.Count > 1 ? round : Thinned(places, Write, most: 3);
        return Histogram(title, new Axis(places, ticks, Write), shares, missingShare, ranges);
    }

    private static string Histogram(string title, Axis axis, IReadOnlyList<double> shares, double missingShare, IReadOnlyList<ShareRange>? ranges)
    {
        double[] highs = [.. EndsOf(ranges?.Select(range => (ShareRange?)range) ?? [])];
        RefuseUnlessShares([.. shares, .. highs, missingShare]);
        var greatest = shares.Concat(highs).Any(share => share > 0) ? shares.Concat(highs).Max() : 1;
        var step = AxisTicks.RoundStep(greatest, parts: 4);
        var levels = (int)double.Ceiling(greatest / step - 1e-9);
        double Height(double share) => PlotHeight * share / (levels * step);

        const double right = Width - Margin;
        var room = (right - PlotLeft) / int.Max(shares.Count, 1);
        List<XElement> drawn = [.. Meter(missingShare)];
        for (var level = 0; level <= levels; level++)
        {
            var y = Floor - Height(level * step);
            drawn.Add(Line(PlotLeft, y, right, y));
            drawn.Add(Text($"{Plain(100 * level * step)} %", PlotLeft - 8, y + 4, "end", "axis"));
        }
        for (var bin = 0; bin < shares.Count; bin++)
        {
            var (height, gap) = (Height(shares[bin]), double.Min(1, room / 6));
            drawn.Add(Named($"{axis.Bin(bin)}: {Percent(shares[bin], ranges?[bin])}",
                Bar("bar", PlotLeft + bin * room, Floor - height, room - gap, height)));
            if (ranges?[bin] is var (low, high))
                drawn[^1].Add(Range(PlotLeft + (bin * room) + ((room - gap) / 2), Floor - Height(low), PlotLeft + (bin * room) + ((room - gap) / 2), Floor - Height(high)));
        }
        if (shares.Count == 0)
            drawn.Add(Text("no values", (PlotLeft + right) / 2, Floor - PlotHeight / 2.0 - 6, "middle", "quiet"));
        foreach (var tick in axis.Ticks)
        {
            var x = PlotLeft + room * axis.BinsBelow(tick.At);
            var overhang = double.Max(0, x + LetterWidth * Columns(tick.Label) / 2 - (Width - 4));
            drawn.Add(Line(x, Floor, x, Floor + 5));
            drawn.Add(Text(tick.Label, x - overhang, Floor + 18, "middle", "axis"));
        }
        return Chart(title, Describe(axis, shares, missingShare), Width, Floor + AxisRoom, Margin, drawn);
    }

    /// <summary>The missing share, beside the heading: bins grow with their width, so a bar among them would not compare.</summary>
    private static IEnumerable<XElement> Meter(double missingShare)
    {
        if (missingShare == 0)
            yield break;
        var label = $"{Percent(missingShare)} missing";
        var left = Width - Margin - 8 - MeterWidth - LetterWidth * Columns(label);
        yield return Bar("track", left, 18, MeterWidth, MeterHeight);
        yield return Bar("missing", left, 18, MeterWidth * missingShare, MeterHeight);
        yield return Text(label, Width - Margin, 25, "end", "quiet");
    }

    private static string Describe(Axis axis, IReadOnlyList<double> shares, double missingShare)
    {
        if (shares.Count == 0)
            return $"No values; missing {Percent(missingShare)}";
        var fullest = Enumerable.Range(0, shares.Count).MaxBy(bin => shares[bin]);
        return $"From {axis.Bin(0, shares.Count - 1)}; most, {Percent(shares[fullest])}, from {axis.Bin(fullest)}; "
            + $"missing {Percent(missingShare)}";
    }

    private static List<(ChartBar Bar, string Kind)> Largest(IReadOnlyList<ChartBar> bars, int most)
    {
        if (bars.Count <= most)
            return [.. bars.Select(bar => (bar, "bar"))];

        var bySize = Enumerable.Range(0, bars.Count).OrderByDescending(i => bars[i].Share).ToArray();
        var others = bySize[(most - 1)..].Sum(i => bars[i].Share);
        return
        [
            .. bySize[..(most - 1)].Order().Select(i => (bars[i], "bar")),
            (new ChartBar($"{bars.Count - most + 1} others", others), "rest"),
        ];
    }

    /// <summary>A double near the end of time rounds to beyond it.</summary>
    private static DateTime DateAt(double ticks) => new(long.Min((long)ticks, DateTime.MaxValue.Ticks));

    /// <summary>Whether equal room for each bin distorts the axis too little to see, as with months.</summary>
    private static bool AreEven(IReadOnlyList<double> edges)
    {
        var widths = edges.Skip(1).Zip(edges, (high, low) => high - low).ToArray();
        return widths.Max() <= 1.25 * widths.Min() && edges[^1] - edges[0] is > 1e-100 and < 1e100;
    }

    /// <summary>At most so many of the edges, evenly spread.</summary>
    private static IReadOnlyList<Tick> Thinned(IReadOnlyList<double> edges, Func<double, string> write, int most)
    {
        var each = (edges.Count + most - 1) / most;
        return [.. edges.Where((_, i) => i % each == 0).Select(edge => new Tick(edge, write(edge)))];
    }

    private static void RefuseUnlessShares(IEnumerable<double> shares)
    {
        // Sums of fractions may end a rounding error above 1. NaN fails both comparisons.
        if (!shares.All(share => share >= 0 && share <= 1 + 1e-9))
            throw new ArgumentOutOfRangeException(nameof(shares), "A share is a number from 0 to 1.");
    }

    private static IEnumerable<double> EndsOf(IEnumerable<ShareRange?> ranges) => ranges.OfType<ShareRange>().SelectMany(range => new[] { range.Low, range.High });

    private static void RefuseUnlessBins(IReadOnlyList<double> edges, IReadOnlyList<double> shares, IReadOnlyList<ShareRange>? ranges)
    {
        if (ranges is not null && ranges.Count != shares.Count)
            throw new ArgumentException($"{shares.Count} bins have as many ranges, not {ranges.Count}.", nameof(ranges));
        if (edges.Count != shares.Count + 1 && (edges.Count, shares.Count) != (0, 0))
            throw new ArgumentException($"{shares.Count} bins have {shares.Count + 1} edges, not {edges.Count}.", nameof(edges));
        if (!edges.All(double.IsFinite) || edges.Skip(1).Zip(edges, (high, low) => high > low).Contains(false))
            throw new ArgumentException("The edges are finite and rise.", nameof(edges));
    }

    /// <summary>The bins of a histogram, the ticks below them, and how to write a place.</summary>
    private sealed record Axis(IReadOnlyList<double> Edges, IReadOnlyList<Tick> Ticks, Func<double, string> Write)
    {
        public static readonly Axis Empty = new([], [], Plain);

        public string Bin(int bin) => Bin(bin, bin);

        public string Bin(int first, int last) => $"{Write(Edges[first])} to {Write(Edges[last + 1])}";

        /// <summary>How many bins, and what part of the next, lie below a place on the axis.</summary>
        public double BinsBelow(double place)
        {
            var bin = 0;
            while (bin < Edges.Count - 2 && Edges[bin + 1] <= place)
                bin++;
            return bin + (place - Edges[bin]) / (Edges[bin + 1] - Edges[bin]);
        }
    }
}
