using System.Xml.Linq;
using static SafeSynth.Reports.SvgParts;

namespace SafeSynth.Reports;

/// <summary>A figure of a chart and where the true one lies.</summary>
internal readonly record struct ChartInterval(string Label, double Value, double Low, double High);

/// <summary>A line across a chart.</summary>
/// <param name="Kind">Its class in the style.</param>
/// <param name="Name">What the key says.</param>
/// <param name="At">Its place on the axis.</param>
internal readonly record struct ChartMark(string Kind, string Name, double At);

/// <summary>
/// Draws figures as dots on one axis, with their intervals, beside lines to compare them with. The text is as that of
/// <see cref="SvgChart"/>.
/// </summary>
internal static class IntervalChart
{
    private const int Width = 480, Margin = 16, Top = 46, RowHeight = 22, KeyRoom = 62;

    /// <param name="title">The name of the chart.</param>
    /// <param name="rows">From top to bottom; at least one.</param>
    /// <param name="from">Where the axis begins.</param>
    /// <param name="to">Where it ends; above <paramref name="from"/>.</param>
    /// <param name="marks">Lines across it.</param>
    public static string Of(string title, IReadOnlyList<ChartInterval> rows, double from, double to, IReadOnlyList<ChartMark> marks)
    {
        var left = Margin + 12 + (LetterWidth * rows.Max(row => Columns(Shortened(row.Label, 24))));
        const double right = Width - Margin - 14;
        var floor = Top + (RowHeight * rows.Count);
        double X(double value) => left + ((Math.Clamp(value, from, to) - from) / (to - from) * (right - left));

        List<XElement> drawn = [];
        foreach (var tick in AxisTicks.Numbers(from, to, parts: 5))
            drawn.AddRange([Line(X(tick.At), Top, X(tick.At), floor + 5), Text(tick.Label, X(tick.At), floor + 18, "middle", "axis")]);
        drawn.AddRange(marks.Select(mark => Path(mark.Kind, [(X(mark.At), Top), (X(mark.At), floor)])));
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var y = Top + (RowHeight * (i + 0.5));
            drawn.Add(Named(
                InWords(row), Text(Shortened(row.Label, 24), left - 10, y + 4, "end", "label"), Line("range", X(row.Low), y, X(row.High), y),
                Line("range", X(row.Low), y - 4, X(row.Low), y + 4), Line("range", X(row.High), y - 4, X(row.High), y + 4), Dot(X(row.Value), y)));
        }

        drawn.AddRange(Keys(left, floor + 38, [("dot", "figure, with 95 %"), .. marks.Select(mark => (mark.Kind, mark.Name))]));
        return Chart(title, string.Join("; ", rows.Select(InWords).Concat(marks.Select(mark => $"{mark.Name} {Figures.Rate(mark.At)}"))), Width, floor + KeyRoom, Margin, drawn);
    }

    private static string InWords(ChartInterval row) =>
        $"{row.Label}: {Figures.Rate(row.Value)} ({Figures.Rate(row.Low)} to {Figures.Rate(row.High)})";
}
