using System.Globalization;
using System.Xml.Linq;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

public sealed class IntervalChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly XElement Chart = XElement.Parse(IntervalChart.Of(
        "Areas & more", [new ChartInterval("row <1>", 0.5, 0.25, 1), new ChartInterval("row 12", 0.75, 0.5, 1.5)], 0, 1, [new ChartMark("chance", "guessing", 0.5), new ChartMark("ceiling", "the claim", 0.75)]));

    [Fact]
    public void Dots_intervals_and_marks_are_where_the_axis_says_and_stay_on_it()
    {
        double[] dots = [.. Chart.Elements(Svg + "g").Descendants(Svg + "circle").Select(dot => Number(dot, "cx"))];
        var spans = Chart.Descendants(Svg + "line")
            .Where(line => (string?)line.Attribute("class") == "range" && Number(line, "y1") == Number(line, "y2")).ToList();
        var (chance, ceiling) = (MarkAt("chance"), MarkAt("ceiling"));

        Assert.Equal([chance, ceiling], dots);
        Assert.Equal(chance, Number(spans[0], "x1") + (ceiling - chance), 0.02);
        Assert.Equal(Number(spans[0], "x2"), Number(spans[1], "x2"));
    }

    [Fact]
    public void A_screen_reader_hears_every_figure_with_its_interval_and_every_mark()
    {
        Assert.Equal("row <1>: 0.500 (0.250 to 1.000); row 12: 0.750 (0.500 to 1.500); guessing 0.500; the claim 0.750", Chart.Element(Svg + "desc")!.Value);
    }

    private static double MarkAt(string kind) =>
        double.Parse(((string)Chart.Elements(Svg + "path").First(path => (string?)path.Attribute("class") == kind).Attribute("d")!)[1..].Split(',')[0], CultureInfo.InvariantCulture);

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
