using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>Every query's stated sensitivity against all neighbours of all tables on a small domain.</summary>
public sealed class SensitivityTests
{
    private static readonly string[] Values = ["a", "7", ""];

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_marginals_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        Coding[] codings = [new FormCoding("x"), new FormCoding("y"), new IntervalCoding("x", FieldType.Integer, MagnitudeScale.Of(FieldType.Integer))];
        var query = new MarginalQuery(codings, [[0], [0, 1], [2]]);

        AssertTight(rowsPerUnit, neighbors, query.Under(UnitOf(rowsPerUnit), neighbors), rows => query.Evaluate(rows).Cells.SelectMany(cells => cells));
    }

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_key_counts_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        var query = new KeyCountQuery(["x", "y"]);

        AssertTight(rowsPerUnit, neighbors, query.Under(UnitOf(rowsPerUnit), neighbors), rows =>
            query.Evaluate(rows).Columns.SelectMany(column => Values.Select(value => column.GetValueOrDefault(value))));
    }

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_a_marginal_error_further_than_the_sensitivity_says_and_some_moves_it_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        Coding[] codings = [new FormCoding("x"), new FormCoding("y")];
        var estimate = new long[FormCodingSize];
        estimate[(int)CellForm.Text] = 1;
        estimate[(int)CellForm.Missing] = 3;
        var query = new MarginalErrorQuery(new EstimatedMarginals(codings, [[0], [1]], [estimate, estimate]), [0, 1]);
        var stated = query.Under(UnitOf(rowsPerUnit), neighbors);

        var largest = Changes(rowsPerUnit, neighbors, rows => query.Evaluate(rows).Scores).Max(change => change.Max(Math.Abs));

        Assert.Equal(stated.LInf, largest);
    }

    private static int FormCodingSize => new FormCoding("x").Size;

    private static PrivacyUnit UnitOf(int rows) => rows == 1 ? PrivacyUnit.Row : PrivacyUnit.Key("key", rows);

    private static void AssertTight(int rowsPerUnit, Neighbors neighbors, Sensitivity stated, Func<UnitRows, IEnumerable<long>> answer)
    {
        var changes = Changes(rowsPerUnit, neighbors, answer).ToList();

        Assert.Equal(stated.L1, changes.Max(change => change.Sum(Math.Abs)));
        Assert.Equal(stated.L2Squared, changes.Max(change => change.Sum(moved => moved * moved)));
        Assert.Equal(stated.LInf, changes.Max(change => change.Max(Math.Abs)));
        Assert.True(changes.Max(change => change.Count(moved => moved != 0)) <= stated.L0);
    }

    /// <summary>How the answer changes between all neighbours that are one unit beside a unit of two fixed rows.</summary>
    private static IEnumerable<long[]> Changes(int rowsPerUnit, Neighbors neighbors, Func<UnitRows, IEnumerable<long>> answer)
    {
        var units = AllUnits(rowsPerUnit).ToList();
        var without = answer(Table(rowsPerUnit, [])).ToArray();
        if (neighbors == Neighbors.AddRemove)
        {
            foreach (var unit in units)
                yield return Difference(answer(Table(rowsPerUnit, unit)), without);
            yield break;
        }

        var answers = units.ConvertAll(unit => answer(Table(rowsPerUnit, unit)).ToArray());
        foreach (var one in answers)
        {
            foreach (var other in answers)
                yield return Difference(one, other);
        }
    }

    private static long[] Difference(IEnumerable<long> one, IEnumerable<long> other) => [.. one.Zip(other, (a, b) => a - b)];

    private static IEnumerable<(string X, string Y)[]> AllUnits(int rows)
    {
        var row = Values.SelectMany(_ => Values, (x, y) => (x, y)).ToList();
        return rows == 1 ? row.Select(one => new[] { one }) : row.SelectMany(_ => row, (one, two) => new[] { one, two });
    }

    private static UnitRows Table(int rowsPerUnit, (string X, string Y)[] unit)
    {
        var table = new TableBuilder(["key", "x", "y"]);
        foreach (var (key, x, y) in unit.Select(row => ("1", row.X, row.Y)).Prepend(("2", "a", "7")))
        {
            table[0].Add(key);
            table[1].Add(x);
            table[2].Add(y);
            table.EndRow();
        }

        var rows = new UnitRows(table.Build(), []);
        rows.BoundUnits(UnitOf(rowsPerUnit), [], new SystemNoise());
        return rows;
    }
}
