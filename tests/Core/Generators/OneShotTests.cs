using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using static SafeSynth.Tests.Generators.DeclaredTables;

namespace SafeSynth.Tests.Generators;

public sealed class OneShotTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(5000)]
    [InlineData(1_000_000)]
    public void The_model_stays_under_the_cap_on_cells(long maxCells)
    {
        var (door, fields) = Open(new Guarantee(100), rows: 3000);
        var tree = Fit(new OneShot(maxCells), door, fields).Model!.Tree;

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

    [Theory]
    [InlineData("pairs", false)]
    [InlineData("triples", true)]
    [InlineData("target", true)]
    [InlineData("set", true)]
    [InlineData("other target", false)]
    public void A_relation_that_only_three_columns_together_show_is_kept_where_the_workload_wants_it(string wanted, bool kept)
    {
        var workload = wanted switch
        {
            "triples" => new Workload { Ways = 3 },
            "target" => new Workload { Target = "sum" },
            "set" => new Workload { Sets = [["a", "b", "sum"]] },
            "other target" => new Workload { Target = "else" },
            _ => Workload.AllPairs,
        };
        var random = new SampleRandom(3);
        var rows = Enumerable.Range(0, 4000).Select(_ => (A: random.Next(2), B: random.Next(2), Else: random.Next(2)));
        var (door, fields) = Open(new Guarantee(3), ["a", "b", "sum", "else"], rows.Select(row => $"{row.A},{row.B},{row.A ^ row.B},{row.Else}"), most: 1);

        var model = Fit(new OneShot(), door, fields, workload).Model!;

        // Even sums of a, b and their sum make up all rows, or half of them where nothing is known.
        var cells = model.Marginal([0, 1, 2]);
        var even = (cells[0b000] + cells[0b011] + cells[0b101] + cells[0b110]) / model.Total;
        Assert.InRange(even, kept ? 0.9 : 0.4, kept ? 1 : 0.6);
        Assert.True(door.Budget.Left.Rho < 0.001 * door.Budget.Limit.Rho);
    }

    [Fact]
    public void A_pair_that_matters_more_gets_less_noise_than_others_of_its_size_and_they_get_more()
    {
        var (any, aimed) = (NoiseOfPairs(Workload.AllPairs), NoiseOfPairs(new Workload { Sets = [["c2", "c3"]] }));

        Assert.True(aimed.Min() < 0.8 * any.Min());
        Assert.True(aimed.Max() > any.Max());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(5000)]
    public void The_model_stays_under_the_cap_with_triples_too(long maxCells)
    {
        var (door, fields) = Open(new Guarantee(100), rows: 3000);

        Assert.True(Fit(new OneShot(maxCells), door, fields, new Workload { Ways = 3 }).Model!.Tree.Cells <= maxCells);
    }

    [Fact]
    public void A_target_that_is_not_modelled_changes_nothing()
    {
        var (door, fields) = Open(new Guarantee(1), rows: 1000);
        var (again, _) = Open(new Guarantee(1), rows: 1000);

        Fit(new OneShot(), door, fields);
        Fit(new OneShot(), again, fields, new Workload { Target = "note" });

        Assert.Equal(door.Budget.Events, again.Budget.Events);
    }

    // The deviations of the noise of all chosen pairs, which have 100 cells each.
    private static List<double> NoiseOfPairs(Workload workload)
    {
        var (door, fields) = Open(new Guarantee(10), rows: 3000);
        Fit(new OneShot(), door, fields, workload);
        return [.. door.Budget.Events.Cast<RoundedGaussianEvent>().Skip(Columns + 1).Select(spent => Math.Sqrt(spent.SigmaSquared.ToDoubleUp()))];
    }
}
