using System.Globalization;
using System.Xml.Linq;
using SafeSynth.Attacks;
using SafeSynth.Gates;
using static SafeSynth.Reports.SvgParts;

namespace SafeSynth.Reports;

/// <summary>
/// Draws what an attack finds against its false alarms, whose axis is logarithmic: at few false alarms an attack is worst for a person.
/// </summary>
/// <remarks>
/// Four things, told apart by kind of line as well as by colour: the attack with the band of <see cref="RocConfidence"/>, what a claim
/// allows, and what guessing gets. A curve has its steps at thresholds that exist. The text is as that of <see cref="SvgChart"/>.
/// </remarks>
internal static class RocChart
{
    private const int Width = 480, Margin = 16, Left = 58, Top = 44, Height = 190, KeyRoom = 66;
    private const double Right = Width - Margin - 8, Floor = Top + Height;
    private const int PointsPerDecade = 32;

    /// <summary>The chart of an attack, of a claim, or of both.</summary>
    /// <param name="title">The name of the chart.</param>
    /// <param name="curve">What the attack did; null where there is none.</param>
    /// <param name="confidence">Where its true curve lies.</param>
    /// <param name="claim">What is claimed; null where nothing is.</param>
    public static string Of(string title, RocCurve? curve, RocConfidence? confidence, Claim? claim)
    {
        var axis = new Axis(curve is null ? -4 : -Math.Clamp((int)Math.Ceiling(Math.Log10(curve.Others) - 1e-9), 2, 5));
        List<XElement> drawn = [.. Grid(axis)];
        List<(string Kind, string Name)> keys = [];
        if (curve is not null && confidence is not null)
        {
            // The upper bound holds up to a rate, the lower one from it on.
            double Above(double rate) => confidence.At(Math.BitIncrement(rate)).High;
            drawn.Add(Path("band", [.. Steps(axis, confidence.Steps, Above), .. Steps(axis, confidence.Steps, rate => confidence.At(rate).Low).Reverse()]));
            keys.AddRange([("curve", "attack"), ("band", "95 % band")]);
        }

        drawn.Add(Path("chance", Smooth(axis, rate => rate)));
        if (claim is not null)
        {
            drawn.Add(Path("ceiling", Smooth(axis, claim.TruePositiveCeiling)));
            keys.Add(("ceiling", "ceiling of the claim"));
        }

        if (curve is not null)
            drawn.Add(Path("curve", Steps(axis, curve.Points.Select(point => point.FalsePositives), curve.TruePositiveRate)));
        drawn.AddRange(Keys(Left, Floor + 51, [.. keys, ("chance", "guessing")]));
        return Chart(title, Describe(curve, confidence, claim), Width, Floor + KeyRoom, Margin, drawn);
    }

    private static IEnumerable<XElement> Grid(Axis axis)
    {
        for (var share = 0; share <= 100; share += 25)
        {
            var y = Axis.Y(share / 100.0);
            yield return Line(Left, y, Right, y);
            yield return Text($"{share} %", Left - 8, y + 4, "end", "axis");
        }

        for (var decade = axis.LeastDecade; decade <= 0; decade++)
        {
            var x = axis.X(Math.Pow(10, decade));
            yield return Line(x, Top, x, Floor + 5);
            yield return Text(
                string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade + 2):0.###} %"), x, Floor + 18, decade == 0 ? "end" : "middle", "axis");
        }

        yield return Text("false alarms, on a logarithmic scale", (Left + Right) / 2, Floor + 34, "middle", "axis");
        yield return Text("members found", Width - Margin, 26, "end", "quiet");
    }

    private static IEnumerable<(double, double)> Smooth(Axis axis, Func<double, double> found) =>
        Enumerable.Range(0, (-axis.LeastDecade * PointsPerDecade) + 1).Select(i => Math.Pow(10, axis.LeastDecade + ((double)i / PointsPerDecade)))
            .Select(rate => (axis.X(Math.Min(1, rate)), Axis.Y(found(Math.Min(1, rate)))));

    // Level between the rates at which something changes, and no finer than can be seen.
    private static IEnumerable<(double X, double Y)> Steps(Axis axis, IEnumerable<double> changes, Func<double, double> found)
    {
        double[] rates = [axis.Least, .. changes.Where(rate => rate > axis.Least && rate < 1).Distinct(), 1];
        var (drawn, y) = (axis.X(axis.Least), Axis.Y(found(axis.Least)));
        yield return (drawn, y);
        foreach (var rate in rates)
        {
            var (x, next) = (axis.X(rate), Axis.Y(found(rate)));
            if (rate < 1 && (x - drawn < 0.4 || next == y))
                continue;
            yield return (x, y);
            yield return (x, next);
            (drawn, y) = (x, next);
        }
    }

    private static string Describe(RocCurve? curve, RocConfidence? confidence, Claim? claim)
    {
        var found = curve is null || confidence is null ? ""
            : string.Join("; ", new[] { 0.01, 0.1 }.Select(rate => $"at {Percent(rate)} false alarms it finds {Percent(curve.TruePositiveRate(rate))} of the members ({Percent(confidence.At(rate).Low)} to {Percent(confidence.At(rate).High)})")) + ". ";
        var allowed = claim is null ? ""
            : $"The claim allows {Percent(claim.TruePositiveCeiling(0.01))} at 1 % false alarms and {Percent(claim.TruePositiveCeiling(0.1))} at 10 %. ";
        return $"{found}{allowed}Guessing finds as many members as it raises false alarms.";
    }

    private sealed record Axis(int LeastDecade)
    {
        public double Least => Math.Pow(10, LeastDecade);

        public double X(double rate) => Right + (Math.Log10(rate) / -LeastDecade * (Right - Left));

        public static double Y(double share) => Floor - (share * Height);
    }
}
