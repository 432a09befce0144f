using System.Globalization;
using System.Xml.Linq;
using static SafeSynth.Reports.SvgParts;

namespace SafeSynth.Reports;

public static partial class SvgChart
{
    /// <summary>Upright bars over an axis of numbers; missing values apart, beside the heading.</summary>
    /// <param name="title">The name of the chart.</param>
    /// <param name="edges">Finite and rising: bin i goes from edge i to edge i + 1.</param>
    /// <param name="shares">One per bin. The height of a bar is its share; bins that differ much in width get equal room.</param>
    /// <param name="missingShare">The share of rows without a value; 0 draws none.</param>
    /// <param name="ranges">Where the true share of each bin may be; null draws none.</param>
    /// <param name="reals">The share of each bin among the private rows, in a chart for their owner; null draws none.</param>
    /// <exception cref="ArgumentException">The edges do not rise, or are not one more than the shares, or the ranges not as many; no bins
    /// are fine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A share is not from 0 to 1.</exception>
    public static string Histogram(
        string title, IReadOnlyList<double> edges, IReadOnlyList<double> shares, double missingShare = 0, IReadOnlyList<ShareRange>? ranges = null,
        IReadOnlyList<double>? reals = null)
    {
        RefuseUnlessBins(edges, shares, ranges, reals);
        if (shares.Count == 0)
            return Histogram(title, Axis.Empty, shares, missingShare, ranges, reals);

        var narrowest = Enumerable.Range(0, shares.Count).Min(bin => edges[bin + 1] - edges[bin]);
        var write = AxisTicks.NumberWriter(double.Max(double.Abs(edges[0]), double.Abs(edges[^1])), narrowest / 10);
        var ticks = AreEven(edges) ? AxisTicks.Numbers(edges[0], edges[^1], parts: 6) : Thinned(edges, write, most: 7);
        return Histogram(title, new Axis(edges, ticks, write), shares, missingShare, ranges, reals);
    }

    /// <summary>Upright bars over an axis of dates or times; missing values apart, beside the heading.</summary>
    /// <inheritdoc cref="Histogram(string, IReadOnlyList{double}, IReadOnlyList{double}, double, IReadOnlyList{ShareRange}, IReadOnlyList{double})"/>
    public static string Histogram(
        string title, IReadOnlyList<DateTime> edges, IReadOnlyList<double> shares, double missingShare = 0, IReadOnlyList<ShareRange>? ranges = null,
        IReadOnlyList<double>? reals = null)
    {
        double[] places = [.. edges.Select(edge => (double)edge.Ticks)];
        RefuseUnlessBins(places, shares, ranges, reals);
        if (shares.Count == 0)
            return Histogram(title, Axis.Empty, shares, missingShare, ranges, reals);

        var format = edges.All(edge => edge.TimeOfDay == TimeSpan.Zero) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        string Write(double place) => DateAt(place).ToString(format, CultureInfo.InvariantCulture);
        var round = AreEven(places) ? AxisTicks.Dates(edges[0], edges[^1], parts: 6) : [];
        var ticks = round.Count > 1 ? round : Thinned(places, Write, most: 3);
        return Histogram(title, new Axis(places, ticks, Write), shares, missingShare, ranges, reals);
    }

    private static string Histogram(string title, Axis axis, IReadOnlyList<double> shares, double missingShare, IReadOnlyList<ShareRange>? ranges,
        IReadOnlyList<double>? reals)
    {
        double[] highs = [.. EndsOf(ranges?.Select(range => (ShareRange?)range) ?? []), .. reals ?? []];
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
            var (left, middle) = (PlotLeft + (bin * room), PlotLeft + (bin * room) + ((room - gap) / 2));
            drawn.Add(Named($"{axis.Bin(bin)}: {Percent(new ChartBar("", shares[bin], ranges?[bin], reals?[bin]))}", Bar("bar", left, Floor - height, room - gap, height)));
            if (ranges?[bin] is var (low, high))
                drawn[^1].Add(Line("range", middle, Floor - Height(low), middle, Floor - Height(high)));
            if (reals?[bin] is { } real && (real > 0 || height > 0))
                drawn[^1].Add(Line("real", left - (gap / 2), Floor - Height(real), left + room - (gap / 2), Floor - Height(real)));
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

    private static void RefuseUnlessBins(
        IReadOnlyList<double> edges, IReadOnlyList<double> shares, IReadOnlyList<ShareRange>? ranges, IReadOnlyList<double>? reals)
    {
        if (ranges is not null && ranges.Count != shares.Count)
            throw new ArgumentException($"{shares.Count} bins have as many ranges, not {ranges.Count}.", nameof(ranges));
        if (reals is not null && reals.Count != shares.Count)
            throw new ArgumentException($"{shares.Count} bins have as many real shares, not {reals.Count}.", nameof(reals));
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
