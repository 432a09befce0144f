using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Data.Learning;

/// <summary>Rows of the shapes that make bounds and categories hard to learn; always the same for a number of rows.</summary>
internal sealed class MadeUpTable
{
    public MadeUpTable(int rows)
    {
        var random = new SampleRandom(7);
        double[] Draw(int decimals, Func<double> value) => [.. Enumerable.Range(0, rows).Select(_ => Math.Round(value(), decimals))];
        Numbers = new()
        {
            // Nine in ten are 0, the others spread over three orders of magnitude, and a heap far out stands for "more".
            ["gain"] = Draw(0, () => random.Next(100) switch { < 92 => 0, 99 when random.Next(2) == 0 => 99_999, _ => Math.Exp(8.5 + (0.9 * random.NextNormal())) }),
            // Two cities.
            ["longitude"] = Draw(2, () => random.Next(2) == 0 ? -122 + (0.6 * random.NextNormal()) : -118 + (0.6 * random.NextNormal())),
            ["year"] = Draw(0, () => 1990 + random.Next(31)),
            ["rooms"] = Draw(1, () => Math.Exp(7.6 + (0.75 * random.NextNormal()))),
            ["hours"] = Draw(0, () => random.Next(2) == 0 ? 40 : Math.Clamp(40 + (12 * random.NextNormal()), 1, 99)),
        };

        // Two values that half of the rows have, and forty of a little over one in a hundred each.
        Countries = [.. Enumerable.Range(0, rows).Select(row => random.Next(1000) is var draw && draw < 560 ? $"big {draw % 2}" : $"small {(draw - 560) / 11}")];
        Missing = [.. Enumerable.Range(0, rows).Select(row => random.Next(20) == 0)];

        var table = new TableBuilder([.. Numbers.Keys, "country", "optional"]);
        for (var row = 0; row < rows; row++)
        {
            var column = 0;
            foreach (var values in Numbers.Values)
                table[column++].Add(values[row].ToString(CultureInfo.InvariantCulture));
            table[column++].Add(Countries[row]);
            table[column].Add(Missing[row] ? "" : (row % 50).ToString(CultureInfo.InvariantCulture));
            table.EndRow();
        }

        Table = table.Build();
    }

    public RawTable Table { get; }

    public Dictionary<string, double[]> Numbers { get; }

    public string[] Countries { get; }

    private bool[] Missing { get; }

    /// <summary>The categories that at least such a share of the rows have.</summary>
    public IEnumerable<string> CommonCountries(double share) =>
        Countries.GroupBy(country => country).Where(same => same.Count() >= share * Countries.Length).Select(same => same.Key);
}
