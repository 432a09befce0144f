using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>Doors to tables of integers of which everything is declared, for generators that compose in GDP.</summary>
internal static class DeclaredTables
{
    public const int Columns = 6;

    /// <summary>Integers from 0 to 9 of which each follows the one before it: more often than not it is the same.</summary>
    public static (PrivateTable Door, IReadOnlyList<Field> Fields) Open(Guarantee guarantee, int rows)
    {
        var random = new SampleRandom(5);
        string[] names = [.. Enumerable.Range(0, Columns).Select(i => $"c{i}")];
        var lines = Enumerable.Range(0, rows).Select(_ =>
        {
            var value = random.Next(10);
            return string.Join(',', names.Select(_ => value = random.Next(3) == 0 ? random.Next(10) : value));
        });
        return Open(guarantee, names, lines, most: 9);
    }

    /// <summary>The given rows of integers from 0 to <paramref name="most"/>.</summary>
    public static (PrivateTable Door, IReadOnlyList<Field> Fields) Open(Guarantee guarantee, string[] names, IEnumerable<string> lines, int most)
    {
        var table = Rows.Of([string.Join(',', names), .. lines]).Read();
        var fields = names.Select(name => new Field(name) { Type = FieldType.Integer, Required = true, Minimum = "0", Maximum = $"{most}" }).ToList();
        var budget = new BudgetScope(ReleaseCap.Of(guarantee, 0, Composition.Gdp));
        return (PrivateTable.Open("t", table, fields, [], budget, new InsecureNoise(1).ForRelease(table, "")), fields);
    }

    public static MarginalModel Fit(IGenerator generator, PrivateTable door, IReadOnlyList<Field> fields, Workload? workload = null)
    {
        var layout = new LayoutLearner(door, fields, isText: true).Learn(CancellationToken.None);
        return (MarginalModel)generator.Fit(door, new FitContext(layout) { Workload = workload ?? Workload.AllPairs }, CancellationToken.None);
    }
}
