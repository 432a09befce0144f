using System.Xml.Linq;
using static SafeSynth.Reports.SvgParts;

namespace SafeSynth.Reports;

/// <summary>Draws static charts of shares of rows as SVG text: one element, to stand alone in a file or inside an HTML page.</summary>
/// <remarks>
/// The text is well-formed XML whatever the labels hold, has no script and no link to anything outside, and is read out as one
/// image with a name and a description. It follows the reader's light or dark setting; a page chooses its own colours with the
/// CSS variables <c>--chart-surface</c>, <c>--chart-ink</c>, <c>--chart-quiet</c>, <c>--chart-line</c>, <c>--chart-bar</c>,
/// <c>--chart-missing</c> and <c>--chart-other</c>. Shares are fractions of all rows, from 0 to 1. The same arguments give the same text on
/// every machine.
/// </remarks>
public static partial class SvgChart
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
    /// <param name="realMissing">That of the private rows, in a chart for their owner.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not from 0 to 1, or <paramref name="most"/> is less than 2.</exception>
    public static string Bars(string title, IReadOnlyList<ChartBar> bars, double missingShare = 0, int most = 12, double? realMissing = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        RefuseUnlessShares(
            [.. bars.Select(bar => bar.Share), .. EndsOf(bars.Select(bar => bar.Range)), .. bars.Select(bar => bar.Real ?? 0), missingShare, realMissing ?? 0]);

        var rows = Largest(bars, most);
        if (missingShare > 0 || realMissing > 0)
            rows.Add((new ChartBar("missing", missingShare, Real: realMissing), "missing"));
        if (rows.Count == 0)
            return Chart(title, "No values", Width, Top + RowHeight, Margin, [Text("no values", Margin, Top + 6, "start", "quiet")]);

        var greatest = rows.Max(row => Reach(row.Bar));
        var left = Margin + 8 + LetterWidth * rows.Max(row => Columns(Shortened(row.Bar.Label, 26)));
        var longest = Width - Margin - PercentRoom - left;
        var drawn = new List<XElement>();
        double y = Top;
        foreach (var (bar, kind) in rows)
        {
            if (kind == "missing")
                y += MissingGap;
            double Length(double of) => greatest > 0 ? longest * of / greatest : 0;
            drawn.Add(Named($"{bar.Label}: {Percent(bar)}",
                Text(Shortened(bar.Label, 26), left - 8, y + 12, "end", kind == "bar" ? "label" : "quiet"),
                Bar(kind, left, y, Length(bar.Share), BarHeight),
                Text(Percent(bar.Share), left + Length(Reach(bar)) + 6, y + 12, "start", "quiet")));
            if (bar.Range is var (low, high))
                drawn[^1].Add(Line("range", left + Length(low), y + (BarHeight / 2.0), left + Length(high), y + (BarHeight / 2.0)));
            if (bar.Real is { } real)
                drawn[^1].Add(Line("real", left + Length(real), y - 2, left + Length(real), y + BarHeight + 2));
            y += RowHeight;
        }
        return Chart(title, string.Join(", ", rows.Select(row => $"{row.Bar.Label} {Percent(row.Bar.Share)}")), Width, y + 8, Margin, drawn);
    }

    private static List<(ChartBar Bar, string Kind)> Largest(IReadOnlyList<ChartBar> bars, int most)
    {
        if (bars.Count <= most)
            return [.. bars.Select(bar => (bar, "bar"))];

        var bySize = Enumerable.Range(0, bars.Count).OrderByDescending(i => bars[i].Share).ToArray();
        var others = bySize[(most - 1)..];
        return
        [
            .. bySize[..(most - 1)].Order().Select(i => (bars[i], "bar")),
            (new ChartBar($"{others.Length} others", others.Sum(i => bars[i].Share), Real: bars[0].Real is null ? null : others.Sum(i => bars[i].Real)), "rest"),
        ];
    }

    // How far right anything of it is drawn.
    private static double Reach(ChartBar bar) => double.Max(bar.Share, double.Max(bar.Range?.High ?? 0, bar.Real ?? 0));

    private static void RefuseUnlessShares(IEnumerable<double> shares)
    {
        // Sums of fractions may end a rounding error above 1. NaN fails both comparisons.
        if (!shares.All(share => share >= 0 && share <= 1 + 1e-9))
            throw new ArgumentOutOfRangeException(nameof(shares), "A share is a number from 0 to 1.");
    }

    private static IEnumerable<double> EndsOf(IEnumerable<ShareRange?> ranges) =>
        ranges.OfType<ShareRange>().SelectMany(range => new[] { range.Low, range.High });
}
