using SafeSynth.Audit;
using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

public sealed class MadeNeighborsTests
{
    [Theory]
    [InlineData(Neighbors.AddRemove)]
    [InlineData(Neighbors.ReplaceOne)]
    public void The_tables_are_as_far_apart_as_the_sensitivity_of_marginals_allows(Neighbors relation)
    {
        var (tables, query) = (new MadeNeighbors(relation), new MarginalQuery(Codings(), [Clique.Of(0), Clique.Of(1, 2), Clique.Of(0, 1, 3)]));
        var (with, without) = (query.Evaluate(new UnitRows(tables.With, [])), query.Evaluate(new UnitRows(tables.Without, [])));

        var moved = with.Cells.Zip(without.Cells).Sum(pair => pair.First.Zip(pair.Second).Sum(cell => (cell.First - cell.Second) * (cell.First - cell.Second)));

        Assert.Equal(query.Under(PrivacyUnit.Row, relation).L2Squared, moved);
    }

    // By independence every cell of a pair has a quarter of the rows.
    [Fact]
    public void The_canary_raises_the_errors_of_half_of_the_pairs_and_lowers_those_of_the_others()
    {
        var tables = new MadeNeighbors(Neighbors.AddRemove);
        var pairs = (from a in Enumerable.Range(0, 4) from b in Enumerable.Range(a + 1, 3 - a) select Clique.Of(a, b)).ToList();
        var counts = new MarginalQuery(Codings(), pairs).Evaluate(new UnitRows(tables.Without, [])).Cells;
        var estimates = counts.Select(cells => Array.ConvertAll(cells, count => count == 0 ? 0 : cells.Sum() / 4)).ToList();
        var query = new MarginalErrorVectorQuery(new EstimatedMarginals(Codings(), pairs, estimates));

        var (with, without) = (query.Evaluate(new UnitRows(tables.With, [])).Cells[0], query.Evaluate(new UnitRows(tables.Without, [])).Cells[0]);

        Assert.Equal([-1, -1, -1, 1, 1, 1], with.Zip(without, (a, b) => a - b).Order());
        Assert.Single(without.Distinct());
    }

    private static List<Coding> Codings()
    {
        var table = new MadeNeighbors(Neighbors.AddRemove).Without;
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(1), 0, Composition.Gdp));
        var door = PrivateTable.Open("t", table, MadeNeighbors.Fields, [], budget, new InsecureNoise(1));
        return [.. new LayoutLearner(door, MadeNeighbors.Fields, isText: true).Learn(CancellationToken.None).Modelled.Select(column => new ModelCoding(column))];
    }
}
