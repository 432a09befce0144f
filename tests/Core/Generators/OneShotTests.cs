using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

public sealed class OneShotTests
{
    private const int Columns = 6;

    [Theory]
    [InlineData(500)]
    [InlineData(5000)]
    [InlineData(1_000_000)]
    public void The_model_stays_under_the_cap_on_cells(long maxCells)
    {
        var tree = Fit(new OneShot(maxCells), new Guarantee(100), rows: 3000).Model!.Tree;

        Assert.True(tree.Cells <= maxCells);
        Assert.True(tree.Cells > maxCells / 10 || tree.Nodes.Count == 1);
    }

    [Fact]
    public void Where_no_pair_stands_out_the_columns_are_measured_again_rather_than_nothing()
    {
        var (door, fields) = Open(new Guarantee(0.1), rows: 200);
        var model = Fit(new OneShot(), door, fields);

        Assert.DoesNotContain(model.Model!.Potentials, potential => potential.Clique.Count > 1);
        Assert.True(door.Budget.Left.Rho < 0.001 * door.Budget.Limit.Rho);
    }

    [Fact]
    public void Every_event_is_exactly_Gaussian()
    {
        var (door, fields) = Open(new Guarantee(10), rows: 3000);
        Fit(new OneShot(), door, fields);

        Assert.All(door.Budget.Events, spent => Assert.IsType<RoundedGaussianEvent>(spent));
        Assert.True(door.Budget.Events.Count > Columns + 1);
    }

    private static MarginalModel Fit(OneShot generator, Guarantee guarantee, int rows)
    {
        var (door, fields) = Open(guarantee, rows);
        return Fit(generator, door, fields);
    }

    private static MarginalModel Fit(OneShot generator, PrivateTable door, IReadOnlyList<Field> fields)
    {
        var layout = new LayoutLearner(door, fields, isText: true).Learn(CancellationToken.None);
        return (MarginalModel)generator.Fit(door, new FitContext(layout), CancellationToken.None);
    }

    // Integers of which each follows the one before it; everything is declared.
    private static (PrivateTable Door, IReadOnlyList<Field> Fields) Open(Guarantee guarantee, int rows)
    {
        var random = new SampleRandom(5);
        string[] names = [.. Enumerable.Range(0, Columns).Select(i => $"c{i}")];
        var lines = Enumerable.Range(0, rows).Select(_ =>
        {
            var value = random.Next(10);
            return string.Join(',', names.Select(_ => value = random.Next(3) == 0 ? random.Next(10) : value));
        });
        var table = Rows.Of([string.Join(',', names), .. lines]).Read();
        var fields = names.Select(name => new Field(name) { Type = FieldType.Integer, Required = true, Minimum = "0", Maximum = "9" }).ToList();
        var budget = new BudgetScope(ReleaseCap.Of(guarantee, 0, Composition.Gdp));
        return (PrivateTable.Open("t", table, fields, [], budget, new InsecureNoise(1).ForRelease(table, "")), fields);
    }
}
