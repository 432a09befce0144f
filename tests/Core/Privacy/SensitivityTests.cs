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
    public void No_neighbour_moves_counts_of_values_and_of_round_values_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        // Below, at and above the bounds, in a cell of its own, round, not round, and no number.
        string[] values = ["-5", "0", "7", "50", "100", "63", "999", "5000", "a", ""];
        foreach (var nullable in new[] { true, false })
        {
            var grid = new GridDomain(FieldType.Integer, CellForm.Integer, nullable, origin: 0, count: 1000, decimals: 0);
            var column = new ModelledColumn("y", grid, new Binning([0, 60, 63, 64, 1000], new double[4], [0, 1, 2, 3]), FaultPolicy.Clamp);
            var (counts, roundness) = (new ValueCountQuery([column, column]), MarginalQuery.OneWay([new GrainCoding(column), new GrainCoding(column)]));

            AssertTight(counts.Under(UnitOf(rowsPerUnit), neighbors), Changes(rowsPerUnit, neighbors, rows =>
                counts.Evaluate(rows).Columns.SelectMany(column => KnownAndOther(column, ["0", "7", "50", "63", "100", "999"])), values));
            AssertTight(roundness.Under(UnitOf(rowsPerUnit), neighbors), Changes(rowsPerUnit, neighbors, rows => roundness.Evaluate(rows).Cells.SelectMany(cells => cells), values));
        }
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

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_a_bounded_sum_further_than_the_sensitivity_says_and_some_moves_it_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        // A fixed row is 7: beyond a bound, between them, or on one.
        foreach (var (lower, upper) in new[] { (0m, 5m), (-9m, 9m), (7m, 12m) })
        {
            var grid = new ValueGrid(FieldType.Integer, lower, upper, 1);
            foreach (var groups in new[] { null, new Grouping("x", Letters("a", "7")) })
            {
                foreach (var power in new[] { 0, 1, 2 })
                {
                    var query = new BoundedSumQuery(new GroupedValues("y", grid, groups), power, UnitOf(rowsPerUnit));
                    var stated = query.Under(UnitOf(rowsPerUnit), neighbors);

                    AssertTight(stated, Changes(rowsPerUnit, neighbors, rows => query.Evaluate(rows).Cells[0], [$"{lower}", $"{lower + 2}", $"{upper}", ""]));
                }
            }
        }
    }

    [Theory]
    [InlineData(72, -506_166_750, 506_166_750)]
    [InlineData(144, -506_166_750, 506_166_750)]
    [InlineData(256, -268_435_456, 268_435_456)]
    [InlineData(50, -500_000_000, 500_000_000)]
    [InlineData(1_000_000, -500_000_000, 500_000_000)]
    [InlineData(1_000_000, 0, 1)]
    public void Sums_of_large_values_of_units_with_many_rows_have_their_sensitivity(int rows, int lower, int upper)
    {
        var unit = PrivacyUnit.Key("k", rows);
        foreach (var power in new[] { 0, 1, 2 })
        {
            var query = new BoundedSumQuery(new GroupedValues("y", new ValueGrid(FieldType.Integer, lower, upper, 1), null), power, unit);
            foreach (var neighbors in Enum.GetValues<Neighbors>())
            {
                var exact = rows * (neighbors == Neighbors.AddRemove ? Int128.Max(-(Int128)query.Least, query.Greatest) : (Int128)query.Greatest - query.Least);

                Assert.Equal(exact, query.Under(unit, neighbors).LInf);
                Assert.InRange(query.Under(unit, neighbors).LInf, 1, 1L << 31);
            }
        }
    }

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_counts_of_units_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        var query = new KeyUnitQuery("y");
        string[] keys = ["a", "b", "c", "d", ""];

        AssertTight(query.Under(UnitOf(rowsPerUnit), neighbors), Changes(rowsPerUnit, neighbors, rows => keys.Select(key => query.Evaluate(rows).Columns[0].GetValueOrDefault(key)), keys));
    }

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_the_rank_score_of_a_choice_of_points_further_than_the_sensitivity_says_and_some_moves_one_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        var grid = new ValueGrid(FieldType.Integer, 0, 4, 1);
        foreach (var groups in new[] { null, new Grouping("x", Letters("a", "7")) })
        {
            foreach (var thousandths in new[] { 500, 50, 900 })
            {
                var query = new QuantileQuery(new GroupedValues("y", grid, groups), thousandths);

                var changes = Changes(rowsPerUnit, neighbors, rows => SumsOfChoices(query.Evaluate(rows)), ["0", "3", "4", ""], OnBothSides);

                Assert.Equal(query.Under(UnitOf(rowsPerUnit), neighbors).LInf, changes.Max(change => change.Max(Math.Abs)));
            }
        }
    }

    // One group has points that are far too high, the other has points that are far too low, and together they have no point whose score is
    // near 0, where it cannot rise any more.
    private static readonly (string X, string Y)[] OnBothSides = [.. Enumerable.Repeat(("a", "0"), 60), .. Enumerable.Repeat(("7", "4"), 45)];

    /// <summary>The sum of one score from each group, for every choice of a point in each.</summary>
    private static IEnumerable<long> SumsOfChoices(IntervalScores scores)
    {
        IEnumerable<long> sums = [0];
        foreach (var group in scores.Groups)
        {
            long[] ofPoints = [.. group.ToArray().SelectMany(interval => Enumerable.Repeat(interval.Score, interval.Points))];
            sums = sums.SelectMany(sum => ofPoints, (sum, score) => sum + score);
        }

        return sums;
    }

    private static CategoryDomain Letters(params string[] values) =>
        new(FieldType.String, values, CellForm.Text, nullable: false, hasOther: false);

    [Theory]
    [InlineData(1, Neighbors.AddRemove)]
    [InlineData(1, Neighbors.ReplaceOne)]
    [InlineData(2, Neighbors.AddRemove)]
    [InlineData(2, Neighbors.ReplaceOne)]
    public void No_neighbour_moves_all_marginal_errors_further_than_the_sensitivity_says_and_some_moves_them_as_far(int rowsPerUnit, Neighbors neighbors)
    {
        Coding[] codings = [new FormCoding("x"), new FormCoding("y")];
        var estimate = new long[FormCodingSize];
        estimate[(int)CellForm.Text] = 1;
        estimate[(int)CellForm.Missing] = 3;
        var query = new MarginalErrorVectorQuery(new EstimatedMarginals(codings, [[0], [1]], [estimate, estimate]));

        AssertTight(query.Under(UnitOf(rowsPerUnit), neighbors), Changes(rowsPerUnit, neighbors, rows => query.Evaluate(rows).Cells[0]));
    }

    private static int FormCodingSize => new FormCoding("x").Size;

    private static PrivacyUnit UnitOf(int rows) => rows == 1 ? PrivacyUnit.Row : PrivacyUnit.Key("key", rows);

    private static void AssertTight(int rowsPerUnit, Neighbors neighbors, Sensitivity stated, Func<UnitRows, IEnumerable<long>> answer) =>
        AssertTight(stated, Changes(rowsPerUnit, neighbors, answer));

    // Changes are not kept: there are many, and all at once would take gigabytes.
    private static void AssertTight(Sensitivity stated, IEnumerable<long[]> changes)
    {
        var (l1, l2Squared, lInf, l0) = (0L, 0L, 0L, 0);
        foreach (var change in changes)
        {
            l1 = Math.Max(l1, change.Sum(Math.Abs));
            l2Squared = Math.Max(l2Squared, change.Sum(moved => moved * moved));
            lInf = Math.Max(lInf, change.Max(Math.Abs));
            l0 = Math.Max(l0, change.Count(moved => moved != 0));
        }

        Assert.Equal(stated.L1, l1);
        Assert.Equal(stated.L2Squared, l2Squared);
        Assert.Equal(stated.LInf, lInf);
        Assert.True(l0 <= stated.L0);
    }

    private static IEnumerable<long> KnownAndOther(IReadOnlyDictionary<string, long> counts, string[] known)
    {
        long[] ofKnown = [.. known.Select(key => counts.GetValueOrDefault(key))];
        return [.. ofKnown, counts.Values.Sum() - ofKnown.Sum()];
    }

    /// <summary>How the answer changes between all neighbours that are one unit beside units of fixed rows.</summary>
    private static IEnumerable<long[]> Changes(
        int rowsPerUnit, Neighbors neighbors, Func<UnitRows, IEnumerable<long>> answer, string[]? ys = null, (string X, string Y)[]? others = null)
    {
        var units = AllUnits(rowsPerUnit, ys ?? Values).ToList();
        var without = answer(Table(rowsPerUnit, [], others)).ToArray();
        if (neighbors == Neighbors.AddRemove)
        {
            foreach (var unit in units)
                yield return Difference(answer(Table(rowsPerUnit, unit, others)), without);
            yield break;
        }

        var answers = units.ConvertAll(unit => answer(Table(rowsPerUnit, unit, others)).ToArray());
        foreach (var one in answers)
        {
            foreach (var other in answers)
                yield return Difference(one, other);
        }
    }

    private static long[] Difference(IEnumerable<long> one, IEnumerable<long> other) => [.. one.Zip(other, (a, b) => a - b)];

    private static IEnumerable<(string X, string Y)[]> AllUnits(int rows, string[] ys)
    {
        var row = Values.SelectMany(_ => ys, (x, y) => (x, y)).ToList();
        return rows == 1 ? row.Select(one => new[] { one }) : row.SelectMany(_ => row, (one, two) => new[] { one, two });
    }

    private static UnitRows Table(int rowsPerUnit, (string X, string Y)[] unit, (string X, string Y)[]? others)
    {
        var table = new TableBuilder(["key", "x", "y"]);
        var fixedRows = (others ?? [("a", "7")]).Select((row, i) => ($"other {i}", row.X, row.Y));
        foreach (var (key, x, y) in fixedRows.Concat(unit.Select(row => ("1", row.X, row.Y))))
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
