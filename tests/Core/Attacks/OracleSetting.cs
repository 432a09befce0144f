using System.Globalization;
using System.Text.Json;
using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

/// <summary>The matrices that a published implementation attacked, and what its attacks made of them (folder <c>attack-oracle</c>).</summary>
internal sealed class OracleSetting
{
    private const string Variable = "SAFESYNTH_REFERENCE";

    private readonly Dictionary<string, double[]> _scores;
    private readonly Dictionary<string, double> _areas;

    private OracleSetting(string name)
    {
        var folder = Folders().FirstOrDefault(path => File.Exists(Path.Combine(path, $"{name}.json")));
        Assert.SkipWhen(folder is null, $"There is no '{name}.json': name the folder of the reference figures in {Variable}.");
        FeatureRows Matrix(string part)
        {
            var lines = File.ReadAllLines(Path.Combine(folder!, $"{name}_scaled_{part}.csv"));
            double[] values = [.. lines.SelectMany(line => line.Split(',')).Select(Number)];
            return new FeatureRows(values, new bool[values.Length / lines.Length]);
        }

        var (members, others) = (Matrix("mem"), Matrix("non"));
        Setting = new AttackSetting(members.Concat(others), Matrix("syn")) { Reference = Matrix("ref") };
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

    /// <summary>One of <c>housing</c> and <c>adult_leaky</c>; skips the test where the figures are absent.</summary>
    public static OracleSetting Read(string name) => new(name);

    /// <summary>The published implementation's score of every target.</summary>
    public double[] Scores(string attack) => _scores[attack];

    /// <summary>The area under the curve that it reports.</summary>
    public double Area(string attack) => _areas[attack];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return Path.Combine(named, "attack-oracle");
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            yield return Path.Combine(above.FullName, "shared", "reference", "attack-oracle");
    }
}
