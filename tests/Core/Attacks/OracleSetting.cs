using System.Globalization;
using System.Text.Json;
using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

/// <summary>
/// The matrices that a published implementation attacked, and what its attacks made of them (folder <c>attack-oracle</c>).
/// </summary>
internal sealed class OracleSetting
{
    private const string Variable = "SAFESYNTH_REFERENCE";

    private readonly Dictionary<string, double[]> _scores;
    private readonly Dictionary<string, double> _areas;

    private OracleSetting(string name)
    {
        var folder = Folders().FirstOrDefault(path => File.Exists(Path.Combine(path, $"{name}.json")));
        Assert.SkipWhen(folder is null, $"There is no '{name}.json': name the folder of the reference figures in {Variable}.");
        // The independent rows were attacked with the people of the leaky ones; what was scaled on the one is scaled on the other here.
        var isIndependent = name == "adult_indep";
        var (from, to) = isIndependent ? (Columns("adult_syn_leaky"), Columns("adult_syn_indep")) : ([], []);
        FeatureRows Matrix(string part)
        {
            var lines = File.ReadAllLines(Path.Combine(folder!, $"{(isIndependent ? "adult_leaky" : name)}_scaled_{part}.csv")).Select(Numbers).ToList();
            return AllOrdered(isIndependent ? lines.Select(line => Rescaled(line, from, to)) : lines);
        }

        var (members, others) = (Matrix("mem"), Matrix("non"));
        var synthetic = isIndependent ? AllOrdered(Rows("adult_syn_indep").Select(row => Scaled(row, to))) : Matrix("syn");
        Setting = new AttackSetting(members.Concat(others), synthetic) { Reference = Matrix("ref") };
        IsMember = [.. Enumerable.Range(0, Setting.Targets.Count).Select(target => target < members.Count)];

        var table = File.ReadAllLines(Path.Combine(folder!, $"{name}_scores.csv")).Select(line => line.Split(',')).ToList();
        _scores = table[0].Select((attack, column) => (attack, column))
            .ToDictionary(at => at.attack, at => table.Skip(1).Select(line => Number(line[at.column])).ToArray());
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, $"{name}.json")));
        _areas = results.RootElement.GetProperty("results").EnumerateObject()
            .ToDictionary(attack => attack.Name, attack => attack.Value.GetProperty("auc_roc").GetDouble());
    }

    /// <summary>What the attacks saw.</summary>
    public AttackSetting Setting { get; }

    public bool[] IsMember { get; }

    /// <summary>One of <c>housing</c>, <c>adult_leaky</c> and <c>adult_indep</c>; skips the test where the figures are absent.</summary>
    public static OracleSetting Read(string name) => new(name);

    /// <summary>The published implementation's score of every target.</summary>
    public double[] Scores(string attack) => _scores[attack];

    /// <summary>The area under the curve that it reports.</summary>
    public double Area(string attack) => _areas[attack];

    /// <summary>The area under the curve of scores of this setting's targets.</summary>
    public double AreaOf(double[] scores) => new RocCurve(scores, IsMember).Area;

    private static FeatureRows AllOrdered(IEnumerable<double[]> rows)
    {
        double[][] all = [.. rows];
        return new FeatureRows([.. all.SelectMany(row => row)], new bool[all[0].Length]);
    }

    private static IEnumerable<double[]> Rows(string file) =>
        File.ReadLines(DataSets.Find($"mia_control/{file}.csv")).Skip(1).Select(Numbers);

    private static (double Mean, double Deviation)[] Columns(string file)
    {
        double[][] rows = [.. Rows(file)];
        return
        [
            .. Enumerable.Range(0, rows[0].Length).Select(column =>
            {
                var mean = rows.Average(row => row[column]);
                return (mean, Math.Sqrt(rows.Average(row => (row[column] - mean) * (row[column] - mean))));
            }),
        ];
    }

    private static double[] Scaled(double[] row, (double Mean, double Deviation)[] on) =>
        [.. row.Zip(on, (value, at) => (value - at.Mean) / at.Deviation)];

    private static double[] Rescaled(double[] row, (double Mean, double Deviation)[] from, (double Mean, double Deviation)[] to) =>
        Scaled([.. row.Zip(from, (value, at) => (value * at.Deviation) + at.Mean)], to);

    private static double[] Numbers(string line) => [.. line.Split(',').Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return Path.Combine(named, "attack-oracle");
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            yield return Path.Combine(above.FullName, "shared", "reference", "attack-oracle");
    }
}
