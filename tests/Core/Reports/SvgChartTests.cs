using System.Globalization;
using System.Xml.Linq;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

public sealed class SvgChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("a & b \"c\" ]]> --> <!-- &#0; &amp;")]
    [InlineData("control\0\u0001\u001b\u007f\r\n\tcharacters")]
    [InlineData("half a pair \ud83d and \udc4d")]
    [InlineData("\ufffe\uffff")]
    [InlineData("كتابة 日本語 👩‍👩‍👧‍👦 e\u0301")]
    [InlineData("")]
    public void A_nasty_label_or_title_gives_well_formed_XML_and_no_element_of_its_own(string nasty)
    {
        string[] charts =
        [
            SvgChart.Bars(nasty, [(nasty, 0.7), ("plain", 0.3)]),
            SvgChart.Histogram(nasty, [0.0, 1, 2], [0.4, 0.6]),
        ];

        string[] drawnWith = ["svg", "title", "desc", "style", "g", "rect", "line", "text"];
        foreach (var chart in charts)
            Assert.All(XDocument.Parse(chart).Descendants(), e => Assert.Contains(e.Name, drawnWith.Select(name => Svg + name)));
    }

    [Fact]
    public void A_label_is_shown_as_it_is_written()
    {
        var chart = XDocument.Parse(SvgChart.Bars("jobs", [("R & D <\"new\">", 1)]));

        Assert.Contains("R & D <\"new\">", Texts(chart));
    }

    [Fact]
    public void A_long_label_is_cut_between_characters_and_told_in_full_when_pointed_at()
    {
        var label = string.Concat(Enumerable.Repeat("👍🏽", 40));

        var chart = XDocument.Parse(SvgChart.Bars("thumbs", [(label, 1)]));

        var shown = Texts(chart).Single(text => text.EndsWith('…'));
        Assert.StartsWith(shown[..^1], label, StringComparison.Ordinal);
        Assert.Equal(0, (shown.Length - 1) % "👍🏽".Length);
        Assert.Contains(chart.Descendants(Svg + "title"), title => title.Value == $"{label}: 100 %");
    }

    [Fact]
    public void Bars_are_as_long_as_their_shares_say()
    {
        var lengths = Rectangles(SvgChart.Bars("t", [("a", 0.4), ("b", 0.2), ("c", 0.1)], missingShare: 0.3), "width", "bar", "missing");

        Assert.Equal([1.0, 0.5, 0.25, 0.75], lengths.Select(length => double.Round(length / lengths[0], 3)));
    }

    [Fact]
    public void Bins_are_as_high_as_their_shares_say_on_the_scale_that_is_written()
    {
        var chart = SvgChart.Histogram("t", [0.0, 1, 2, 3], [0.1, 0.4, 0.2]);

        var heights = Rectangles(chart, "height", "bar");
        Assert.Equal([0.25, 1.0, 0.5], heights.Select(height => double.Round(height / heights[1], 3)));
        Assert.Equal(heights[1], YOf(chart, "0 %") - YOf(chart, "40 %"), 0.02);
    }

    [Fact]
    public void More_bars_than_asked_for_leave_the_largest_in_their_order_and_one_for_the_others()
    {
        var chart = XDocument.Parse(SvgChart.Bars("t", [("a", 0.2), ("b", 0.05), ("c", 0.5), ("d", 0.1), ("e", 0.15)], most: 3));

        Assert.Equal(["t", "a", "20 %", "c", "50 %", "3 others", "30 %"], Texts(chart));
    }

    [Fact]
    public void Missing_values_stand_apart_from_the_bins()
    {
        var chart = SvgChart.Histogram("t", [0.0, 1, 2], [0.1, 0.1], missingShare: 0.8);

        Assert.Contains("80 % missing", Texts(XDocument.Parse(chart)));
        Assert.Equal(2, Rectangles(chart, "height", "bar").Length);
        Assert.DoesNotContain("0 % missing", Texts(XDocument.Parse(SvgChart.Histogram("t", [0.0, 1], [1]))));
    }

    [Fact]
    public void Nothing_to_draw_is_said()
    {
        Assert.Contains("no values", Texts(XDocument.Parse(SvgChart.Bars("t", []))));
        Assert.Contains("no values", Texts(XDocument.Parse(SvgChart.Histogram("t", Array.Empty<double>(), [], missingShare: 1))));
        Assert.Contains("no values", Texts(XDocument.Parse(SvgChart.Histogram("t", Array.Empty<DateTime>(), []))));
    }

    [Fact]
    public void Shares_that_are_all_zero_draw_bars_of_no_size()
    {
        Assert.Equal([0.0, 0.0], Rectangles(SvgChart.Bars("t", [("a", 0), ("b", 0)]), "width", "bar"));
        Assert.Equal([0.0, 0.0], Rectangles(SvgChart.Histogram("t", [0.0, 1, 2], [0, 0]), "height", "bar"));
    }

    [Fact]
    public void One_bar_and_one_bin_are_charts_too()
    {
        Assert.Equal(["t", "only", "100 %"], Texts(XDocument.Parse(SvgChart.Bars("t", [("only", 1)]))));
        Assert.Single(Rectangles(SvgChart.Histogram("t", [5.0, 9], [1]), "height", "bar"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    public void A_share_that_is_no_share_is_refused(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgChart.Bars("t", [("a", share)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgChart.Bars("t", [], missingShare: share));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgChart.Histogram("t", [0.0, 1], [share]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgChart.Histogram("t", [0.0, 1], [0.5], missingShare: share));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.0, 1.0, 1.0)]
    [InlineData(0.0, double.NaN, 1.0)]
    [InlineData(0.0, 1.0, double.PositiveInfinity)]
    public void Edges_that_do_not_rise_around_every_bin_are_refused(params double[] edges) =>
        Assert.Throws<ArgumentException>(() => SvgChart.Histogram("t", edges, [0.5, 0.5]));

    [Theory]
    [InlineData(0, 200_000, "0,50k,100k,150k,200k")]
    [InlineData(17, 90, "20,40,60,80")]
    [InlineData(-0.05, 0.05, "-0.04,-0.02,0,0.02,0.04")]
    [InlineData(1e-9, 4e-9, "1E-9,1.5E-9,2E-9,2.5E-9,3E-9,3.5E-9,4E-9")]
    [InlineData(-1.7e308, 1.7e308, "-1.7E+308,0,1.7E+308")]
    public void An_even_axis_of_numbers_is_marked_at_round_ones(double from, double to, string ticks) =>
        Assert.Equal(ticks.Split(','), TicksOf(SvgChart.Histogram("t", [from, from / 2 + to / 2, to], [0.5, 0.5])));

    [Fact]
    public void An_uneven_axis_is_marked_at_edges()
    {
        var chart = SvgChart.Histogram("t", [0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);

        Assert.Equal(["0", "10", "1000", "100000"], TicksOf(chart));
    }

    [Theory]
    [InlineData("1937-03-12", "2007-12-20", "1940,1960,1980,2000")]
    [InlineData("2023-05-01", "2026-01-01", "2023-07,2024-01,2024-07,2025-01,2025-07,2026-01")]
    [InlineData("2025-03-03", "2025-03-31", "2025-03-03,2025-03-10,2025-03-17,2025-03-24,2025-03-31")]
    [InlineData("2025-03-03T08:10", "2025-03-03T12:00", "09:00,10:00,11:00,12:00")]
    [InlineData("0001-01-01", "9999-12-31T23:59:59.9999999", "2000,4000,6000,8000")]
    public void An_axis_of_dates_is_marked_where_the_calendar_turns(string from, string to, string ticks)
    {
        var (first, last) = (DateTime.Parse(from, CultureInfo.InvariantCulture), DateTime.Parse(to, CultureInfo.InvariantCulture));

        Assert.Equal(ticks.Split(','), TicksOf(SvgChart.Histogram("t", [first, first + (last - first) / 2, last], [0.5, 0.5])));
    }

    [Fact]
    public void A_round_mark_stands_where_its_value_lies_between_the_edges()
    {
        var chart = SvgChart.Histogram("t", [15.0, 35, 55], [0.5, 0.5]);

        var bins = Rectangles(chart, "x", "bar");
        var mark = XDocument.Parse(chart).Descendants(Svg + "text").Single(text => text.Value == "20");
        Assert.Equal(bins[0] + 0.25 * (bins[1] - bins[0]), Number(mark, "x"), 0.02);
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        static string Draw() =>
            SvgChart.Bars("t", [("a", 0.031), ("b", 0.5)]) + SvgChart.Histogram("t", [-1.5, 0, 1.5], [0.031, 0.5], 0.4)
            + SvgChart.Histogram("t", [new DateTime(2020, 1, 1), new DateTime(2021, 1, 1)], [1]);
        var (before, expected) = (CultureInfo.CurrentCulture, Draw());
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fa") { NumberFormat = { NumberDecimalSeparator = "٫", NegativeSign = "−" } };
            Assert.Equal(expected, Draw());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_chart_names_itself_to_a_screen_reader_and_asks_for_nothing_from_outside()
    {
        var text = SvgChart.Bars("education", [("master", 0.6), ("bachelor", 0.4)]);
        var chart = XDocument.Parse(text).Root!;

        Assert.Equal("img", (string?)chart.Attribute("role"));
        Assert.Equal("education", chart.Elements().First().Value);
        Assert.Equal("master 60 %, bachelor 40 %", chart.Element(Svg + "desc")!.Value);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.DoesNotContain(chart.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "href" or "src" or "id");
    }

    [Fact]
    public void A_range_is_drawn_to_the_scale_of_its_bar_and_read_out_with_it()
    {
        var bars = XDocument.Parse(SvgChart.Bars("t", [new ChartBar("a", 0.4, new ShareRange(0.3, 0.5)), new ChartBar("b", 0.1)]));
        var bins = XDocument.Parse(SvgChart.Histogram("t", [0.0, 1, 2], [0.4, 0.1], 0, [new ShareRange(0.3, 0.5), new ShareRange(0, 0.2)]));

        var (bar, range) = (bars.Descendants(Svg + "rect").First(rect => (string?)rect.Attribute("class") == "bar"), RangesOf(bars).Single());
        Assert.Equal(0.5 / 0.4, (Number(range, "x2") - Number(bar, "x")) / Number(bar, "width"), 0.01);
        Assert.Equal(0.3 / 0.4, (Number(range, "x1") - Number(bar, "x")) / Number(bar, "width"), 0.01);
        Assert.Contains("a: 40 % (30 % to 50 %)", bars.Descendants(Svg + "title").Select(title => title.Value));
        Assert.Equal([0.2, 0.2], RangesOf(bins).Select(line => (Number(line, "y1") - Number(line, "y2")) / Number(bins.Descendants(Svg + "rect").First(rect => (string?)rect.Attribute("class") == "bar"), "height") * 0.4), (one, two) => Math.Abs(one - two) < 0.01);
        Assert.Throws<ArgumentException>(() => SvgChart.Histogram("t", [0.0, 1, 2], [0.4, 0.1], 0, [new ShareRange(0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgChart.Bars("t", [new ChartBar("a", 0.4, new ShareRange(-0.1, 0.5))]));
    }

    [Fact]
    public void A_real_share_is_marked_to_the_scale_of_its_bar_and_read_out_with_it()
    {
        var bars = XDocument.Parse(
            SvgChart.Bars("t", [new ChartBar("a", 0.4, Real: 0.5), new ChartBar("b", 0.1, Real: 0)], missingShare: 0, realMissing: 0.25));
        var bins = XDocument.Parse(SvgChart.Histogram("t", [0.0, 1, 2], [0.4, 0], reals: [0.2, 0]));

        var (bar, marks) = (bars.Descendants(Svg + "rect").First(rect => (string?)rect.Attribute("class") == "bar"), MarksOf(bars));
        Assert.Equal([0.5, 0, 0.25], marks.Select(mark => (Number(mark, "x1") - Number(bar, "x")) / Number(bar, "width") * 0.4), (one, two) => Math.Abs(one - two) < 0.01);
        Assert.Contains("a: 40 %, real 50 %", bars.Descendants(Svg + "title").Select(title => title.Value));
        var column = bins.Descendants(Svg + "rect").First(rect => (string?)rect.Attribute("class") == "bar");
        Assert.Equal(Number(column, "y") + (Number(column, "height") / 2), Number(Assert.Single(MarksOf(bins)), "y1"), 0.1);
        Assert.Throws<ArgumentException>(() => SvgChart.Histogram("t", [0.0, 1, 2], [0.4, 0.1], reals: [0.2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgChart.Bars("t", [new ChartBar("a", 0.4, Real: 1.5)]));
    }

    private static XElement[] MarksOf(XDocument chart) =>
        [.. chart.Descendants(Svg + "line").Where(line => (string?)line.Attribute("class") == "real")];

    private static IEnumerable<XElement> RangesOf(XDocument chart) =>
        chart.Descendants(Svg + "line").Where(line => (string?)line.Attribute("class") == "range");

    private static string[] Texts(XDocument chart) => [.. chart.Descendants(Svg + "text").Select(text => text.Value)];

    private static string[] TicksOf(string chart) =>
        [.. Texts(XDocument.Parse(chart)).Skip(1).Where(text => !text.EndsWith('%'))];

    private static double[] Rectangles(string chart, string attribute, params string[] kinds) =>
    [
        .. XDocument.Parse(chart).Descendants(Svg + "rect")
            .Where(rect => kinds.Contains((string?)rect.Attribute("class"))).Select(rect => Number(rect, attribute)),
    ];

    private static double YOf(string chart, string label) =>
        Number(XDocument.Parse(chart).Descendants(Svg + "text").Single(text => text.Value == label), "y");

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
