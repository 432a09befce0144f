using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class IntervalExponentialTests
{
    [Theory]
    [InlineData(500, 1, 2)]
    [InlineData(900, 1, 8)]
    [InlineData(50, 6, 1)]
    public void Every_point_of_every_group_is_drawn_in_proportion_to_its_weight(int thousandths, int numerator, int denominator)
    {
        var epsilon = new Rational(numerator, denominator);
        var query = QueryOf(thousandths, groups: true);
        var scores = query.Evaluate(RowsOf("a,3", "a,3", "a,3", "a,9", "a,4", "b,0", "b,30", "b,17", ",5", "a,", "b,many"));
        var sensitivity = query.Under(PrivacyUnit.Row, Neighbors.AddRemove);
        var mechanism = new IntervalExponential(epsilon);
        var noise = new SeededNoise(thousandths);

        var counts = new[] { new long[21], new long[21] };
        for (var draw = 0; draw < 20_000; draw++)
        {
            var points = mechanism.Draw(scores, sensitivity, noise);
            counts[0][points[0] + 10]++;
            counts[1][points[1] + 10]++;
        }

        // Distances of ranks by definition, value by value; what is beyond the bounds counts as the bound.
        var c = (double)numerator / denominator / (2.0 * sensitivity.LInf);
        foreach (var (group, values) in new[] { (0, new[] { 3, 3, 3, 9, 4 }), (1, [0, 20, 17]) })
            ChiSquare.AssertFits(counts[group], [.. Enumerable.Range(0, 21).Select(x => Math.Exp(-c * Distance(values, x, thousandths)))]);
    }

    [Fact]
    public void Many_equal_values_are_the_quantile_themselves()
    {
        var query = QueryOf(500, groups: false);

        var scores = query.Evaluate(RowsOf([.. Enumerable.Repeat("a,7", 60), .. Enumerable.Repeat("a,2", 40)])).Groups[0].ToArray();

        Assert.Equal(7 - 10, Assert.Single(scores, interval => interval.Score == 0).First);
    }

    [Fact]
    public void A_group_without_rows_is_answered_evenly_over_the_grid()
    {
        var scores = QueryOf(500, groups: false).Evaluate(RowsOf()).Groups[0].ToArray();

        Assert.Equal(new ScoredInterval(-10, 21, 0), Assert.Single(scores));
    }

    /// <summary>
    /// With probability 95 %, and here far more often, since the bound is a union bound; 200 draws beyond it at most by chance.
    /// </summary>
    [Fact]
    public void The_rank_is_hardly_ever_off_by_more_than_the_error_bound()
    {
        var query = QueryOf(250, groups: false);
        int[] values = [.. Enumerable.Range(0, 2000).Select(i => i % 20)];
        var scores = query.Evaluate(RowsOf([.. values.Select(value => $"a,{value}")]));
        var sensitivity = query.Under(PrivacyUnit.Row, Neighbors.AddRemove);
        var mechanism = new IntervalExponential(new Rational(1, 10));
        var bound = mechanism.ErrorBound(21, sensitivity, 0.05);
        var noise = new SeededNoise(7);

        var off = Enumerable.Range(0, 2000).Count(_ => Distance(values, mechanism.Draw(scores, sensitivity, noise)[0] + 10, 250) > bound);

        Assert.InRange(off, 0, 100);
        Assert.InRange(bound / QueryOf(250, groups: false).Move, 1, 200);
    }

    [Fact]
    public void Spending_costs_no_more_than_it_may_and_hardly_less()
    {
        var cost = ZcdpAccountant.Price(IntervalExponential.Spending(0.001).CostOf(new Sensitivity(1, 1, 1, 1))).Rho;

        Assert.InRange(cost, 0.001 * (1 - 1e-6), 0.001);
    }

    private static double Distance(int[] values, int x, int thousandths)
    {
        var (below, above) = (values.Count(value => value < x), values.Count(value => value > x));
        var tooHigh = (1000 - thousandths) * below - thousandths * (values.Length - below);
        var tooLow = thousandths * above - (1000 - thousandths) * (values.Length - above);
        return Math.Max(0, Math.Max(tooHigh, tooLow));
    }

    private static QuantileQuery QueryOf(int thousandths, bool groups) => new(
        new GroupedValues("y", new ValueGrid(FieldType.Integer, 0, 20, 1), groups ? new Grouping("x", new CategoryDomain(FieldType.String, ["a", "b"], CellForm.Text, false, false)) : null),
        thousandths);

    private static UnitRows RowsOf(params string[] rows) => new(Rows.Of(["x,y", .. rows]).Read(), []);
}
