using System.Globalization;
using System.Xml.Linq;
using SafeSynth.Attacks;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Tests.Gates;

namespace SafeSynth.Tests.Reports;

public sealed class RocChartTests
{
    private const double Left = 58, Right = 456, Floor = 234, Height = 190;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly Claim Claim = Claim.Of(new Guarantee(1));
    private static readonly RocCurve Curve = MadeCurve();
    private static readonly XElement Chart = Draw(Curve, Claim);

    [Fact]
    public void False_alarms_are_on_a_logarithmic_scale_down_to_one_of_all_others()
    {
        Assert.Equal(
            ["0.1 %", "1 %", "10 %", "100 %"], Chart.Descendants(Svg + "text").Where(text => Number(text, "y") == Floor + 18).Select(text => text.Value));
    }

    [Fact]
    public void The_curve_has_what_the_attack_found_at_every_rate()
    {
        var drawn = Points("curve");

        Assert.Equal((Right, Floor - Height), drawn[^1]);
        foreach (var rate in new[] { 0.0015, 0.012, 0.1004, 0.5004 })
        {
            var x = Right + (Math.Log10(rate) / 3 * (Right - Left));
            Assert.Equal(Curve.TruePositiveRate(rate), (Floor - drawn.Last(point => point.X <= x).Y) / Height, 0.02);
        }
    }

    [Fact]
    public void The_ceiling_is_that_of_the_claim_and_guessing_is_below_it()
    {
        foreach (var (x, y) in Points("ceiling"))
            Assert.Equal(Claim.TruePositiveCeiling(Math.Min(1, Math.Pow(10, (x - Right) / (Right - Left) * 3))), (Floor - y) / Height, 0.002);
        Assert.All(Points("ceiling").Zip(Points("chance")), pair => Assert.True(pair.First.Y <= pair.Second.Y));
    }

    [Fact]
    public void The_curve_stays_in_its_band()
    {
        // There along the upper bound, and back along the lower one.
        var band = Points("band");
        var turn = Enumerable.Range(1, band.Length - 1).First(i => band[i].X < band[i - 1].X);
        var (above, below) = (band[..turn].Where(corner => corner.X < Right).ToArray(), band[turn..].Reverse().ToArray());

        Assert.All(Points("curve").Where(point => point.X < Right), point => Assert.InRange(point.Y, above.Last(corner => corner.X <= point.X + 0.01).Y - 0.01, below.Last(corner => corner.X <= point.X + 0.01).Y + 0.01));
    }

    [Fact]
    public void A_screen_reader_hears_what_was_found_and_what_is_allowed()
    {
        Assert.Equal("img", (string?)Chart.Attribute("role"));
        Assert.Equal("Dcr", Chart.Element(Svg + "title")!.Value);
        Assert.StartsWith($"at 1.0 % false alarms it finds {SvgParts.Percent(Curve.TruePositiveRate(0.01))} of the members", Chart.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains("The claim allows 2.7 % at 1 % false alarms", Chart.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_drawn_has_a_key()
    {
        static string[] Keys(XElement chart) =>
            [.. chart.Elements(Svg + "text").Where(text => Number(text, "y") == Floor + 55).Select(text => text.Value)];

        Assert.Equal(["attack", "95 % band", "ceiling of the claim", "guessing"], Keys(Chart));
        Assert.Equal(["attack", "95 % band", "guessing"], Keys(Draw(Curve, null)));
        Assert.Equal(["ceiling of the claim", "guessing"], Keys(XElement.Parse(RocChart.Of("t", null, null, Claim))));
    }

    private static XElement Draw(RocCurve curve, Claim? claim) =>
        XElement.Parse(RocChart.Of("Dcr", curve, new RocConfidence(curve), claim));

    private static RocCurve MadeCurve()
    {
        var random = new SampleRandom(seed: 4);
        var isMember = MadeReport.Divided(1000, 1000, random);
        return new RocCurve(MadeReport.Copies(isMember, 100, random), isMember);
    }

    private static (double X, double Y)[] Points(string kind) =>
    [
        .. Chart.Elements(Svg + "path").First(path => (string?)path.Attribute("class") == kind).Attribute("d")!.Value[1..].Split('L')
            .Select(point => point.Split(','))
                .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture))),
    ];

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
