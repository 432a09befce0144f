using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>Measures one column in all groups, look by look.</summary>
internal sealed class ColumnFigures(AggregatePlan plan, MeasuredColumn column, Grouping? groups, IPrivateData data)
{
    private readonly GroupedValues _values = new(column.Name, column.Grid, groups);
    private readonly Guarantee _guarantee = plan.Request.Guarantee;
    private readonly LookNoise _noise = new(data.Budget.Cap, plan.Looks);

    /// <summary>One measurement for each group.</summary>
    public IReadOnlyList<NoisyFigures> Measure()
    {
        var counts = SumOf(power: 0);
        var sums = plan.NeedsSum ? SumOf(power: 1) : null;
        var squares = plan.NeedsSquares ? SumOf(power: 2) : null;
        var (quantiles, rankError) = QuantilesOf();
        var histograms = plan.Request.Bins is { } bins ? HistogramsOf(bins) : null;
        return [.. Enumerable.Range(0, _values.GroupCount).Select(group => Of(
            group, new Moments(column.Grid, counts[group], sums?[group], squares?[group]), quantiles, rankError, histograms?[group] ?? []))];
    }

    /// <summary>What noise does to a sum, in the column's unit to the power.</summary>
    public static Estimate NoiseOf(BoundedSumQuery query, ValueGrid? grid, int power, Guarantee guarantee, LookNoise noise)
    {
        var drawn = noise.ForSums(query.Under(guarantee.Unit, guarantee.Neighbors)).Noise;
        return drawn with { Deviation = drawn.Deviation * UnitOf(query, grid, power) };
    }

    private NoisyFigures Of(int group, Moments moments, IReadOnlyDictionary<int, int[]> quantiles, double? rankError, IReadOnlyList<HistogramBin> histogram)
    {
        object? At(int thousandths) => quantiles.TryGetValue(thousandths, out var points) ? column.ValueOf(column.Grid!.ValueOf(points[group])) : null;
        var (sum, average, deviation) = (plan.Asks(Figures.Sum) ? moments.Sum : null, plan.Asks(Figures.Average) ? moments.Average : null, moments.StandardDeviation);
        var figures = new NoisyFigures
        {
            Property = column.Name,
            Count = (long)moments.Count.Value,
            CountError = moments.Count.WholeError,
            Sum = sum?.Value,
            SumError = sum?.Error,
            Average = average?.Value,
            AverageError = average?.Error,
            StandardDeviation = deviation?.Value,
            StandardDeviationError = deviation?.Error,
            Minimum = plan.Asks(Figures.Minimum) ? At(AggregatePlan.ExtremeOf(Figures.Minimum)) : null,
            Maximum = plan.Asks(Figures.Maximum) ? At(AggregatePlan.ExtremeOf(Figures.Maximum)) : null,
            Quantiles = [.. plan.Request.Quantiles.Select(quantile => new QuantileValue(quantile, At((int)Math.Round(quantile * 1000))!))],
            RankError = rankError,
            Histogram = histogram,
        };
        return groups is null ? figures : new GroupFigures(figures, groups.Names[group]);
    }

    private Estimate[] SumOf(int power)
    {
        var query = new BoundedSumQuery(_values, power, _guarantee.Unit);
        var (unit, noise) = (UnitOf(query, column.Grid, power), NoiseOf(query, column.Grid, power, _guarantee, _noise));
        var sums = data.Measure(query, _noise.ForSums(SensitivityOf(query)).Mechanism).Cells[0];
        return Array.ConvertAll(sums, sum => noise with { Value = sum * unit });
    }

    /// <summary>What 1 of the query's answer stands for.</summary>
    private static double UnitOf(BoundedSumQuery query, ValueGrid? grid, int power) =>
        query.Scale * Math.Pow((double)(grid?.Step ?? 1), power);

    private (IReadOnlyDictionary<int, int[]> Points, double? RankError) QuantilesOf()
    {
        var points = new Dictionary<int, int[]>();
        double? rankError = null;
        foreach (var thousandths in plan.Quantiles)
        {
            var query = new QuantileQuery(_values, thousandths);
            points[thousandths] = data.Measure(query, _noise.ForQuantile());
            rankError = Math.Max(rankError ?? 0, _noise.RankErrorOf(query));
        }

        // Quantiles ascend, whatever the noise; sorting answers only brings them nearer to the exact ones.
        for (var group = 0; group < _values.GroupCount; group++)
        {
            var ascending = plan.Quantiles.Select(thousandths => points[thousandths][group]).Order().ToList();
            foreach (var (thousandths, point) in plan.Quantiles.Zip(ascending))
                points[thousandths][group] = point;
        }

        return (points, rankError);
    }

    private List<HistogramBin>[] HistogramsOf(int bins)
    {
        var coding = new BinCoding(column.Name!, column.Grid!, bins);
        var query = groups is null ? MarginalQuery.OneWay([coding]) : new MarginalQuery([groups, coding], [[0, 1]]);
        var (mechanism, noise) = _noise.ForSums(SensitivityOf(query));
        var cells = data.Measure(query, mechanism).Cells[0];
        return [.. Enumerable.Range(0, _values.GroupCount).Select(group => Enumerable.Range(0, bins).Select(bin => new HistogramBin(
            EdgeOf(coding, bin), EdgeOf(coding, bin + 1), cells[group * coding.Size + bin], noise.WholeError)).ToList())];
    }

    private object EdgeOf(BinCoding coding, int bin) =>
        column.ValueOf(Math.Min(column.Grid!.Upper, column.Grid.ValueOf(coding.FirstOf(bin))));

    private Sensitivity SensitivityOf<T>(PrivateQuery<T> query) => query.Under(_guarantee.Unit, _guarantee.Neighbors);
}
