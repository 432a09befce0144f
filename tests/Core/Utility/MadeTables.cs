using System.Globalization;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

/// <summary>Small tables to be compared.</summary>
internal static class MadeTables
{
    /// <summary>A header and lines of comma-separated cells.</summary>
    public static OwnerTable Read(string header, params IEnumerable<string> lines) => OwnerTable.Read(Rows.Of([header, .. lines]));

    public static UtilitySetting Setting(OwnerTable released, OwnerTable real, OwnerTable? test = null)
    {
        var space = FeatureSpace.Learn(real, [released, real, .. test is null ? [] : new[] { test }]);
        return new UtilitySetting(space, space.Encode(released), space.Encode(real)) { Test = test is null ? null : space.Encode(test) };
    }

    /// <summary>The figures of a metric by their names.</summary>
    public static Dictionary<string, double> Measure(IUtilityMetric metric, OwnerTable released, OwnerTable real) =>
        metric.Measure(Setting(released, real), CancellationToken.None).ToDictionary(figure => figure.Name, figure => figure.Value);

    /// <summary>People whose pay follows from age and trade, some without an age; columns age, trade, town, pay, rich.</summary>
    public static OwnerTable People(int count, ulong seed)
    {
        var random = new SampleRandom(seed);
        return Read("age,trade,town,pay,rich", Enumerable.Range(0, count).Select(_ =>
        {
            var (age, trade, town) = (20 + random.Next(45), random.Next(4), random.Next(30));
            var pay = 20 + age + (15 * trade) + (5 * random.NextNormal());
            return string.Create(CultureInfo.InvariantCulture, $"{(random.Next(20) == 0 ? "" : age)},t{trade},v{town},{pay:F2},{(pay + (8 * random.NextNormal()) > 85 ? "yes" : "no")}");
        }));
    }
}
