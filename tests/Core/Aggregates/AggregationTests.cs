using System.Globalization;
using SafeSynth.Aggregates;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Aggregates;

public sealed class AggregationTests
{
    private static readonly AggregateRequest Everything = new(new Guarantee(1))
    {
        Columns = ["x"],
        LowerBounds = ["0"],
        UpperBounds = ["100"],
        Figures = Figures.Sum | Figures.Average | Figures.StandardDeviation | Figures.Minimum | Figures.Maximum,
        Quantiles = [0.25, 0.5, 0.75],
        Bins = 4,
        Step = 1,
    };

    [Fact]
    public void With_hardly_any_noise_figures_are_those_of_the_clipped_values()
    {
        int[] values = [.. Enumerable.Range(0, 401).Select(i => (i * 37 % 401) - 100)];
        double[] clipped = [.. values.Select(value => (double)Math.Clamp(value, 0, 100)).Order()];
        var mean = clipped.Average();

        var figures = Assert.Single(Measure(Everything with { Guarantee = new Guarantee(1e7) }, values.Select(value => $"g,{value}")));

        Assert.Equal(("x", 401), (figures.Property, figures.Count));
        Assert.Equal(clipped.Sum(), figures.Sum!.Value, 1.0);
        Assert.Equal(mean, figures.Average!.Value, 0.01);
        Assert.Equal(Math.Sqrt(clipped.Sum(value => (value - mean) * (value - mean)) / 400), figures.StandardDeviation!.Value, 0.01);
        Assert.Equal((0.0, 100.0), (figures.Minimum, figures.Maximum));
        Assert.Equal([(0.25, clipped[100]), (0.5, clipped[200]), (0.75, clipped[300])], figures.Quantiles.Select(quantile => (quantile.Quantile, (double)quantile.Value)));
        Assert.Equal(
            [(0.0, 26.0), (26.0, 51.0), (51.0, 76.0), (76.0, 100.0)],
            figures.Histogram.Select(bin => ((double)bin.From, (double)bin.To)));
        Assert.Equal(
            [clipped.Count(value => value < 26), 25, 25, clipped.Count(value => value >= 76)],
            figures.Histogram.Select(bin => (int)bin.Count));
    }

    [Fact]
    public void Cells_that_are_missing_or_no_numbers_add_nothing_to_anything()
    {
        string[] rows = [.. Enumerable.Range(0, 300).Select(i => $"g,{new[] { "50", "", "fifty" }[i % 3]}")];

        var figures = Assert.Single(Measure(Everything with { Guarantee = new Guarantee(1e7) }, rows));

        Assert.Equal((100, 5000.0, 50.0), (figures.Count, Math.Round(figures.Sum!.Value), Math.Round(figures.Average!.Value)));
        Assert.Equal([0, 100, 0, 0], figures.Histogram.Select(bin => (int)bin.Count));
    }

    /// <summary>
    /// Standard deviations over 800 runs of fixed seeds. Their standard error is 4 % for Laplace noise, whose kurtosis is 6, and 2.5 % for
    /// Gaussian: 20 % off would be five of them.
    /// </summary>
    [Theory]
    [InlineData(Composition.Pure)]
    [InlineData(Composition.Zcdp)]
    [InlineData(Composition.Gdp)]
    public void Errors_are_as_large_as_theory_says(Composition composition)
    {
        var request = Everything with { Quantiles = [], Bins = null, Figures = Figures.Sum | Figures.Average | Figures.StandardDeviation };
        var source = Rows.Of(["g,x", .. Enumerable.Range(0, 2000).Select(i => $"g,{i % 101}")]).Read();
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => (double)(i % 101))];
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / 1999);

        var runs = Enumerable.Range(0, 800).Select(seed => Assert.Single(MeasureIn(composition, request, source, (ulong)seed))).ToList();

        // 3 looks share the budget. The noise of a look is in proportion to its sensitivity; of a sum it is 50 times that of a count,
        // beside 50 times the count's.
        var (ofCount, tail) = composition switch
        {
            Composition.Pure => (Math.Sqrt(2) * 3, Math.Log(20) / Math.Sqrt(2)),
            Composition.Zcdp => (1 / Math.Sqrt(2 * ZcdpConversion.Rho(1, 1e-6) / 3), 1.96),
            _ => (Math.Sqrt(3) / GaussianConversion.Mu(1, 1e-6), 1.96),
        };
        AssertDeviation(ofCount, runs.Select(run => run.Count - 2000.0));
        AssertDeviation(Math.Sqrt(2) * 50 * ofCount, runs.Select(run => run.Sum!.Value - values.Sum()));
        AssertDeviation(50 * ofCount / 2000, runs.Select(run => run.Average!.Value - mean));
        AssertDeviation(runs.Average(run => run.StandardDeviationError!.Value) / tail, runs.Select(run => run.StandardDeviation!.Value - deviation));
        Assert.All(runs, run => Assert.Equal(Math.Ceiling(tail * ofCount), run.CountError));
        Assert.InRange(runs.Count(run => Math.Abs(run.Count - 2000) > run.CountError), 8, 70);
        Assert.InRange(runs.Count(run => Math.Abs(run.Average!.Value - mean) > run.AverageError), 8, 70);
        Assert.InRange(runs.Count(run => Math.Abs(run.Sum!.Value - values.Sum()) > run.SumError), 8, 70);
    }

    /// <summary>
    /// The distribution of a median's rank error is known: its mean over 300 runs is within 20 % (5 standard errors) of the sum over the
    /// grid.
    /// </summary>
    [Theory]
    [InlineData(Composition.Pure)]
    [InlineData(Composition.Zcdp)]
    public void Quantiles_are_as_far_off_as_the_exponential_mechanism_makes_them(Composition composition)
    {
        int[] values = [.. Enumerable.Range(0, 500).Select(i => i % 101)];
        var source = Rows.Of(["g,x", .. values.Select(value => $"g,{value}")]).Read();
        var request = Everything with { Guarantee = new Guarantee(0.5), Figures = Figures.None, Quantiles = [0.5], Bins = null };
        double RankError(int x) => Math.Max(0, Math.Max(values.Count(value => value < x) - 250, 250 - values.Count(value => value <= x)));

        var off = Enumerable.Range(0, 300)
            .Average(seed => RankError((int)(double)Assert.Single(MeasureIn(composition, request, source, (ulong)seed)).Quantiles[0].Value));

        // 2 looks; the score in ranks moves by 1/2.
        var epsilon = composition == Composition.Pure ? 0.25 : Math.Sqrt(8 * ZcdpConversion.Rho(0.5, 1e-6) / 2);
        var weights = Enumerable.Range(0, 101).Select(x => (Error: RankError(x), Weight: Math.Exp(-epsilon * RankError(x)))).ToList();
        var expected = weights.Sum(point => point.Error * point.Weight) / weights.Sum(point => point.Weight);
        Assert.InRange(off, 0.8 * expected, 1.2 * expected);
    }

    [Theory]
    [InlineData(Composition.Pure, 1)]
    [InlineData(Composition.Pure, 8)]
    [InlineData(Composition.Gdp, 9)]
    [InlineData(Composition.Pure, 6, 1, 1e-6, true)]
    [InlineData(Composition.Zcdp, 8, 1, 1e-6, true)]
    [InlineData(Composition.Pure, 20, 1, 1e-12)]
    [InlineData(Composition.Gdp, 6, 1, 1e-3)]
    [InlineData(Composition.Gdp, 13, 0.01)]
    public void Few_looks_add_up_in_pure_DP_and_many_as_Gaussians(
        Composition expected, int columns, double epsilon = 1, double delta = 1e-6, bool hasMedian = false)
    {
        string[] names = [.. Enumerable.Range(0, columns).Select(i => $"c{i}")];
        var request = new AggregateRequest(new Guarantee(epsilon, delta)) { Columns = names };
        if (hasMedian)
            request = request with { Quantiles = [0.5], LowerBounds = ["0"], UpperBounds = ["9"], Columns = names[..(columns / 2)] };

        var plan = AggregatePlan.Of(request, names);

        Assert.Equal((expected, columns), (plan.Terms.Composition, plan.Looks));
        Assert.Equal(Composition.Zcdp, AggregatePlan.Of(request, names, isCharged: true).Terms.Composition);
    }

    [Theory]
    [InlineData(Composition.Pure, 1)]
    [InlineData(Composition.Gdp, 40)]
    [InlineData(Composition.Gdp, 1, 20)]
    public void Naming_groups_is_a_look_whose_error_is_the_count_that_it_takes(Composition expected, int columns, int rowsOfPerson = 1)
    {
        string[] names = ["g", "p", .. Enumerable.Range(0, columns).Select(i => $"c{i}")];
        var unit = rowsOfPerson == 1 ? PrivacyUnit.Row : PrivacyUnit.Key("p", rowsOfPerson);

        var plan = AggregatePlan.Of(new AggregateRequest(new Guarantee(1, 1e-6, unit)) { Columns = names[2..], GroupBy = "g" }, names);

        Assert.Equal((expected, columns + 1), (plan.Terms.Composition, plan.Looks));
    }

    [Theory]
    [InlineData(Composition.Pure)]
    [InlineData(Composition.Gdp)]
    [InlineData(Composition.Zcdp)]
    public void Groups_are_named_within_the_budget_of_every_composition(Composition composition)
    {
        var plan = AggregatePlan.Of(new AggregateRequest(new Guarantee(1)) { GroupBy = "g" }, ["g"]);
        var source = Rows.Of(["g", .. Enumerable.Range(0, 3000).Select(i => i == 0 ? "only one" : i % 2 == 0 ? "b" : "a")]).Read();
        var door = PrivateTable.Open("t", source, plan.Fields, [], new BudgetScope(plan.CapIn(composition)), new InsecureNoise(1));

        Assert.Equal(["a", "b"], Aggregation.Measure(plan, door).Cast<GroupFigures>().Select(group => group.Group));
        Assert.True(door.Budget.Cap.Accepts(door.Budget.Events));
    }

    /// <summary>Over 4000 groups, whose noise is independent, the standard error of a standard deviation is 1.8 % or less.</summary>
    [Theory]
    [InlineData(Composition.Pure, 1.357)]
    [InlineData(Composition.Gdp, 4.22)]
    [InlineData(Composition.Zcdp, 4.56)]
    public void A_lone_count_at_epsilon_1_has_least_noise_in_pure_DP(Composition composition, double expected)
    {
        string[] groups = [.. Enumerable.Range(0, 4000).Select(i => $"g{i}")];
        var request = new AggregateRequest(new Guarantee(1)) { GroupBy = "g", Schema = new Schema([new Field("g") { Type = FieldType.String, Enum = groups }]) };

        var counts = MeasureIn(composition, request, Rows.Of("g", "elsewhere").Read(), seed: 1).Select(group => (double)group.Count);

        Assert.Equal(Composition.Pure, AggregatePlan.Of(request, ["g"]).Terms.Composition);
        Assert.InRange(Math.Sqrt(counts.Average(count => count * count)), 0.91 * expected, 1.09 * expected);
    }

    [Fact]
    public void An_answer_that_fails_is_settled_with_what_it_had_drawn()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var ledger = Ledger.Create(folder.Path("l.jsonl"), "t", new Guarantee(1));
        var source = Rows.Of(["g,x", .. Enumerable.Repeat("a,1", 5000)]);

        Assert.Throws<OperationCanceledException>(() =>
            Aggregation.Measure(Everything with { GroupBy = "g" }, source, new SystemNoise(), new Stopper(stop), stop.Token, ledger));

        var settled = Assert.Single(Assert.Single(ledger.Releases).Settlements);
        Assert.Single(settled.Events);
    }

    [Fact]
    public void Groups_of_few_people_are_not_named_and_the_others_are_in_order()
    {
        string[] rows = [.. Enumerable.Range(0, 3000).Select(i => $"{(i == 0 ? "only one" : i % 2 == 0 ? "b" : "a")},{i % 50}"), ",7"];

        var figures = Measure(Everything with { GroupBy = "g" }, rows).Cast<GroupFigures>().ToList();

        Assert.Equal(["a", "b"], figures.Select(group => group.Group));
        Assert.All(figures, group => Assert.InRange(group.Count, 1400, 1600));
        Assert.All(figures, group => Assert.InRange(group.Histogram.Sum(bin => bin.Count), 1300, 1700));
    }

    [Fact]
    public void Groups_that_a_schema_lists_are_all_named_at_no_cost()
    {
        var schema = new Schema([new Field("g") { Type = FieldType.String, Enum = ["z", "a", "nobody"] }]);
        string[] rows = [.. Enumerable.Range(0, 3000).Select(i => $"{(i % 3 == 0 ? "z" : i % 3 == 1 ? "a" : "unlisted")},{i % 50}")];
        var request = Everything with { GroupBy = "g", Schema = schema, Figures = Figures.None, Quantiles = [], Bins = null };

        var figures = Measure(request, rows).Cast<GroupFigures>().ToList();

        Assert.Equal(["z", "a", "nobody"], figures.Select(group => group.Group));
        Assert.InRange(figures[0].Count, 950, 1050);
        Assert.InRange(figures[2].Count, -50, 50);
        Assert.Equal(Math.Ceiling(Math.Log(20)), figures[0].CountError);
    }

    [Fact]
    public void Where_nobody_may_be_there_no_average_is_told()
    {
        var figures = Enumerable.Range(0, 20).SelectMany(seed => Measure(Everything, ["g,50"], (ulong)seed)).ToList();

        Assert.Contains(figures, run => run.Count < 0);
        Assert.All(figures.Where(run => run.Count <= run.CountError), run => Assert.Equal((null, null), (run.Average, run.StandardDeviation)));
    }

    [Fact]
    public void Averages_stay_within_the_bounds_and_quantiles_ascend()
    {
        for (var seed = 0UL; seed < 30; seed++)
        {
            var figures = Assert.Single(Measure(Everything with { Guarantee = new Guarantee(0.2) }, Enumerable.Repeat("g,100", 200), seed));

            if (figures.Average is { } average)
                Assert.InRange(average, 0, 100);
            object[] ascending = [figures.Minimum!, .. figures.Quantiles.Select(quantile => quantile.Value), figures.Maximum!];
            Assert.Equal(ascending.Cast<double>().Order(), ascending.Cast<double>());
        }
    }

    [Fact]
    public void A_person_with_many_rows_counts_with_a_few_and_with_more_noise()
    {
        string[] rows = [.. Enumerable.Range(0, 4000).Select(i => $"p{i % 400},50")];
        var request = Everything with { Guarantee = new Guarantee(1, 1e-6, PrivacyUnit.Key("g", 3)), Figures = Figures.None, Quantiles = [], Bins = null };

        var figures = Assert.Single(Measure(request, rows));

        Assert.InRange(figures.Count, 1200 - 150, 1200 + 150);
        Assert.Equal(Math.Ceiling(3 * Math.Log(20)), figures.CountError);
    }

    [Theory]
    [InlineData(Composition.Pure)]
    [InlineData(Composition.Zcdp)]
    public void All_looks_together_spend_the_budget_and_no_more(Composition composition)
    {
        var plan = AggregatePlan.Of(Everything with { GroupBy = "g" }, ["g", "x"]);
        var source = Rows.Of(["g,x", .. Enumerable.Range(0, 1000).Select(i => $"a,{i % 100}")]).Read();
        var door = PrivateTable.Open("t", source, plan.Fields, [], new BudgetScope(plan.CapIn(composition)), new InsecureNoise(1));

        Aggregation.Measure(plan, door);

        var (cap, spent) = (door.Budget.Cap, ZcdpAccountant.Price(door.Budget.Events));
        Assert.Equal(plan.Looks, door.Budget.Events.Count);
        Assert.InRange(spent.Delta, 0, cap.Cost.Delta);
        if (composition == Composition.Zcdp)
            Assert.InRange(spent.Rho, cap.Cost.Rho * (1 - 1e-4), cap.Cost.Rho);
        else
            Assert.InRange(new PureAccountant().Compose(new FixedSchedule(door.Budget.Events)).Epsilon(cap.Cost.Delta), 1 - 1e-5, 1);
    }

    [Theory]
    [InlineData(Composition.Pure)]
    [InlineData(Composition.Zcdp)]
    public void What_is_told_depends_on_nothing_but_the_answers_of_the_door(Composition composition)
    {
        var plan = AggregatePlan.Of(Everything with { GroupBy = "g" }, ["g", "x"]);
        IPrivateData Door(ulong seed, Func<int, string> row) => PrivateTable.Open(
            "t", Rows.Of(["g,x", .. Enumerable.Range(0, 1000).Select(row)]).Read(), plan.Fields, [], new BudgetScope(plan.CapIn(composition)), new InsecureNoise(seed));
        var recorded = new Replay.RecordingDoor(Door(1, i => $"{(i % 2 == 0 ? "a" : "b")},{i % 100}"));
        var told = Aggregation.Measure(plan, recorded);

        var replayed = new Replay.ReplayingDoor(Door(2, i => $"{(i % 3 == 0 ? "c" : "")},{(i % 5 == 0 ? "none" : "-7")}"), recorded.Answers);
        var again = Aggregation.Measure(plan, replayed);

        Assert.Equal(2, told.Count);
        Assert.True(replayed.IsExhausted);
        Assert.Equal(told.Select(Spell), again.Select(Spell));
    }

    [Fact]
    public void Days_and_seconds_have_quantiles_of_their_own_kind()
    {
        string[] rows = [.. Enumerable.Range(0, 2000).Select(i => $"g,{new DateOnly(2020, 1, 1).AddDays(i % 366):yyyy-MM-dd}")];
        var request = Everything with { LowerBounds = ["2020-01-01"], UpperBounds = ["2020-12-31"], Figures = Figures.None, Step = null };

        var median = (DateOnly)Assert.Single(Measure(request, rows)).Quantiles[1].Value;

        Assert.InRange(median, new DateOnly(2020, 5, 20), new DateOnly(2020, 8, 10));
    }

    [Fact]
    public void A_declared_integer_has_whole_quantiles()
    {
        var request = Everything with { Schema = new Schema([new Field("x") { Type = FieldType.Integer }]), Step = null };

        Assert.IsType<long>(Assert.Single(Measure(request, Enumerable.Range(0, 500).Select(i => $"g,{i % 100}"))).Quantiles[0].Value);
    }

    [Theory]
    [InlineData("0", "1", "1")]
    [InlineData("0", "600", "0.0001")]
    [InlineData("0.5", "0.75", "0.0000001")]
    [InlineData("-1e15", "1e15", "1000000000")]
    public void Values_are_rounded_so_finely_that_it_does_not_matter(string lower, string upper, string expected)
    {
        var type = expected == "1" ? FieldType.Integer : FieldType.Number;
        var step = MeasuredColumn.StepOf(new Field("x") { Type = type, Minimum = lower, Maximum = upper });

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), step);
    }

    [Fact]
    public void A_value_counts_as_the_grid_point_between_it_and_the_centre()
    {
        var grid = new ValueGrid(FieldType.Number, -1, 1, 0.1m);
        string[] cells = ["-7", "-1", "-0.99", "-0.3", "-0.05", "0", "0.3", "0.39", "1", "1e300", "NaN", "Infinity", "", "x", "0.1"];
        var table = Rows.Of(["x", .. cells]).Read();

        var points = new int[cells.Length];
        table.Column(0).Encode(grid.PointOf, points);

        Assert.Equal([-10, -10, -9, -3, 0, 0, 3, 3, 10, 10, ValueGrid.None, ValueGrid.None, ValueGrid.None, ValueGrid.None, 1], points);
    }

    private static void AssertDeviation(double expected, IEnumerable<double> errors) =>
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0.8 * expected, 1.2 * expected);

    private static IReadOnlyList<NoisyFigures> MeasureIn(Composition composition, AggregateRequest request, RawTable source, ulong seed)
    {
        var plan = AggregatePlan.Of(request, source.ColumnNames);
        return Aggregation.Measure(plan, PrivateTable.Open("t", source, plan.Fields, [], new BudgetScope(plan.CapIn(composition)), new InsecureNoise(seed)));
    }

    private static string Spell(NoisyFigures figures) =>
        $"{figures with { Quantiles = [], Histogram = [] }} {string.Join(';', figures.Quantiles)} {string.Join(';', figures.Histogram)}";

    private static IReadOnlyList<NoisyFigures> Measure(AggregateRequest request, IEnumerable<string> rows, ulong seed = 1) =>
        Aggregation.Measure(request, Rows.Of(["g,x", .. rows]), new InsecureNoise(seed));

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Stage == "Measuring")
                stop.Cancel();
        }
    }
}
