using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace SafeSynth.Reports;

/// <summary>The pieces that charts are put together from: elements, their looks, and text that fits and cannot break the XML.</summary>
internal static class SvgParts
{
    /// <summary>An average advance of the 12-pixel system fonts, in pixels: layout has no font to ask.</summary>
    public const double LetterWidth = 6.4;

    private const string Style = """
        .dp-chart{--surface:var(--chart-surface,#fff);--ink:var(--chart-ink,#1d2733);--quiet:var(--chart-quiet,#5c6875);
        --line:var(--chart-line,#e3e8ee);--bar:var(--chart-bar,#4a82ba);--missing:var(--chart-missing,#aab4c0);--other:var(--chart-other,#b34700);
        max-width:100%;height:auto;font:12px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        @media (prefers-color-scheme:dark){.dp-chart{--surface:var(--chart-surface,#171c22);--ink:var(--chart-ink,#e4e9ef);
        --quiet:var(--chart-quiet,#97a3b0);--line:var(--chart-line,#2c343d);--bar:var(--chart-bar,#4a82ba);
        --missing:var(--chart-missing,#7c8896);--other:var(--chart-other,#f2a154)}}
        .dp-chart .surface{fill:var(--surface)}.dp-chart text{fill:var(--ink)}.dp-chart .heading{font-size:14px;font-weight:600}
        .dp-chart .quiet{fill:var(--quiet)}.dp-chart .axis{fill:var(--quiet);font-size:11px}.dp-chart line{stroke:var(--line)}
        .dp-chart .track{fill:var(--line)}.dp-chart .bar{fill:var(--bar)}.dp-chart .missing{fill:var(--missing)}
        .dp-chart .rest{fill:var(--bar);opacity:.55}.dp-chart .range{stroke:var(--ink);stroke-width:1.5;opacity:.85}
        .dp-chart .real{stroke:var(--other);stroke-width:2.5}.dp-chart .band{fill:var(--bar);opacity:.2}
        .dp-chart path{fill:none;stroke-width:2;stroke-linejoin:round}.dp-chart path.band{stroke:none;fill:var(--bar)}
        .dp-chart .dot{fill:var(--bar)}.dp-chart .curve{stroke:var(--bar)}.dp-chart .ceiling{stroke:var(--other);stroke-dasharray:7 4}
        .dp-chart .chance{stroke:var(--quiet);stroke-width:1.5;stroke-dasharray:1.5 3.5}
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The whole chart: what a screen reader says, the style, the surface, the heading, and what was drawn.</summary>
    public static string Chart(string title, string description, double width, double height, int margin, IEnumerable<XElement> drawn) =>
        new XElement(Svg + "svg",
            new XAttribute("class", "dp-chart"), new XAttribute("role", "img"),
            new XAttribute("viewBox", $"0 0 {Plain(width)} {Plain(height)}"),
            new XAttribute("width", Plain(width)), new XAttribute("height", Plain(height)),
            new XElement(Svg + "title", Printable(title)),
            new XElement(Svg + "desc", Printable(description)),
            new XElement(Svg + "style", Style.ReplaceLineEndings("")),
            new XElement(Svg + "rect", new XAttribute("class", "surface"),
                new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("rx", 8)),
            Text(Shortened(title, 40), margin, 26, "start", "heading"),
            drawn).ToString(SaveOptions.DisableFormatting);

    /// <summary>Elements that show their name when pointed at.</summary>
    public static XElement Named(string name, params XElement[] elements) =>
        new(Svg + "g", new XElement(Svg + "title", Printable(name)), elements);

    public static XElement Bar(string kind, double x, double y, double width, double height) =>
        new(Svg + "rect", new XAttribute("class", kind), At("x", x), At("y", y), At("width", width), At("height", height), At("rx", 1.5));

    public static XElement Line(double x1, double y1, double x2, double y2) =>
        new(Svg + "line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    public static XElement Line(string kind, double x1, double y1, double x2, double y2)
    {
        var line = Line(x1, y1, x2, y2);
        line.Add(new XAttribute("class", kind));
        return line;
    }

    /// <summary>A line through all the points, in order.</summary>
    public static XElement Path(string kind, IEnumerable<(double X, double Y)> points) =>
        new(Svg + "path", new XAttribute("class", kind), new XAttribute("d", "M" + string.Join('L', points.Select(point => $"{Plain(point.X)},{Plain(point.Y)}"))));

    public static XElement Dot(double x, double y) =>
        new(Svg + "circle", new XAttribute("class", "dot"), At("cx", x), At("cy", y), At("r", 4));

    /// <summary>What kinds of lines, areas and dots mean, in a row.</summary>
    public static IEnumerable<XElement> Keys(double x, double y, IReadOnlyList<(string Kind, string Name)> keys)
    {
        foreach (var (kind, name) in keys)
        {
            yield return kind switch { "band" => Bar(kind, x, y - 5, 22, 10), "dot" => Dot(x + 11, y), _ => Path(kind, [(x, y), (x + 22, y)]) };
            yield return Text(name, x + 28, y + 4, "start", "axis");
            x += 44 + (5.9 * Columns(name));
        }
    }

    /// <param name="text">What it says.</param>
    /// <param name="x">Where <paramref name="anchor"/> ("start", "middle" or "end") is.</param>
    /// <param name="y">The base line.</param>
    /// <param name="anchor">The part of the text that is at x.</param>
    /// <param name="kind">Its class in the style.</param>
    public static XElement Text(string text, double x, double y, string anchor, string kind) =>
        new(Svg + "text", new XAttribute("class", kind), At("x", x), At("y", y), new XAttribute("text-anchor", anchor), Printable(text));

    public static string Percent(double share) => share switch
    {
        0 => "0 %",
        < 0.0005 => "<0.1 %",
        > 0.995 and < 1 => ">99 %",
        < 0.0995 => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        _ => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>The share of a bar and what else is known of it: <c>12 % (11 % to 13 %), real 12 %</c>.</summary>
    public static string Percent(ChartBar bar) => Percent(bar.Share)
        + (bar.Range is var (low, high) ? $" ({Percent(low)} to {Percent(high)})" : "") + (bar.Real is { } real ? $", real {Percent(real)}" : "");

    /// <summary>A number with at most two decimals, as attributes and axes want it.</summary>
    public static string Plain(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>How many letters wide a text is, counting the wide ones of East Asia and pictures as two.</summary>
    public static int Columns(string text) => Printable(text).EnumerateRunes().Sum(ColumnsOf);

    /// <summary>A text of at most <paramref name="columns"/> letters' width, ending in an ellipsis where it was cut.</summary>
    public static string Shortened(string text, int columns)
    {
        text = Printable(text);
        if (Columns(text) <= columns)
            return text;

        var (kept, used) = (new StringBuilder(), 1);
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && (used += Columns(elements.GetTextElement())) <= columns)
            kept.Append(elements.GetTextElement());
        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text without what XML 1.0 cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.</summary>
    private static string Printable(string text)
    {
        if (text.Length == 0)
            return "(empty)";
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            printable.Append(Rune.IsControl(rune) ? " " : rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        return printable.ToString();
    }

    private static int ColumnsOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : rune.Value is >= 0x1100 and not (>= 0x1E00 and < 0x2E80) ? 2
        : 1;

    private static XAttribute At(string name, double place) => new(name, Plain(place));
}
