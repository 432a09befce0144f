using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;

namespace SafeSynth.Generators;

/// <summary>Noisy one-way marginals of all modelled columns, measured together: the first step of every marginal-based generator.</summary>
/// <param name="Columns">The columns as they were counted.</param>
/// <param name="Counts">For each column, a noisy count of every model code.</param>
/// <param name="Deviations">The standard deviation of the noise of each count.</param>
internal sealed record OneWayMarginals(IReadOnlyList<ModelledColumn> Columns, IReadOnlyList<double[]> Counts, IReadOnlyList<double[]> Deviations)
{
    /// <summary>How the columns are coded in further questions.</summary>
    public IReadOnlyList<Coding> Codings { get; } = [.. Columns.Select(column => new ModelCoding(column))];

    /// <summary>Spends at most rho on one histogram for each column, with the same noise for all.</summary>
    public static OneWayMarginals Measure(IPrivateData data, IReadOnlyList<ModelledColumn> columns, double rho)
    {
        var query = MarginalQuery.OneWay([.. columns.Select(column => new ModelCoding(column))]);
        var mechanism = RoundedGaussian.Spending(rho, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
        var noisy = data.Measure(query, mechanism);
        return new OneWayMarginals(
            columns,
            [.. noisy.Cells.Select(counts => Array.ConvertAll(counts, count => (double)count))],
            [.. noisy.Cells.Select(counts => Array.ConvertAll(counts, _ => mechanism.Sigma))]);
    }

    /// <summary>
    /// Spends at most rho on one histogram for each column, measured apart with noise that suits its size (<see cref="NoiseAllocation"/>).
    /// </summary>
    public static OneWayMarginals MeasureApart(IPrivateData data, IReadOnlyList<ModelledColumn> columns, double rho)
    {
        var shares = NoiseAllocation.Shares([.. columns.Select(column => (double)column.Size)]);
        var apart = columns.Zip(shares, (column, share) => Measure(data, [column], rho * share)).ToList();
        return new OneWayMarginals(columns, [.. apart.Select(one => one.Counts[0])], [.. apart.Select(one => one.Deviations[0])]);
    }

    /// <summary>The same with counts that are not negative and sum to the total in every column.</summary>
    public OneWayMarginals Projected()
    {
        var total = Total;
        return this with { Counts = [.. Counts.Zip(Deviations, (counts, deviations) => SimplexProjection.Of(Reconciled(counts, deviations, total), total))] };
    }

    /// <summary>The inverse-variance mean of the columns' sums, at least 1: each is a noisy number of rows.</summary>
    public double Total
    {
        get
        {
            var weights = Deviations.Select(deviations => 1 / deviations.Sum(deviation => deviation * deviation)).ToList();
            return Math.Max(1, Counts.Zip(weights, (counts, weight) => counts.Sum() * weight).Sum() / weights.Sum());
        }
    }

    /// <summary>The marginals as measurements of a model, attribute i being column i.</summary>
    /// <remarks>
    /// Counts are first made to sum to the total, each moving in proportion to its variance (the generalised least-squares estimate
    /// under that constraint), so that a merged bin with its larger noise does not pull the others.
    /// </remarks>
    public IReadOnlyList<Measurement> Measurements()
    {
        var total = Total;
        return [.. Counts.Select((counts, attribute) =>
            new Measurement([attribute], Reconciled(counts, Deviations[attribute], total), DeviationOf(Deviations[attribute])))];
    }

    /// <summary>
    /// The model nearest to these marginals and further measurements, sought from the uniform distribution or from a start.
    /// </summary>
    public GraphicalModel Fit(IReadOnlyList<Measurement> further, CancellationToken cancel, StoppingRule? rule = null, GraphicalModel? start = null) =>
        MarginalEstimator.Fit(Shape, [.. Measurements(), .. further], Total, rule ?? new StoppingRule(), start, cancel).Model;

    private static double[] Reconciled(double[] counts, double[] deviations, double total)
    {
        var gap = (total - counts.Sum()) / deviations.Sum(deviation => deviation * deviation);
        return [.. counts.Zip(deviations, (count, deviation) => count + (gap * deviation * deviation))];
    }

    // One deviation for all counts, as a fit knows it: the root of their mean variance, once the total is known. Where they are all the
    // same, it is theirs.
    private static double DeviationOf(double[] deviations)
    {
        var sum = deviations.Sum(deviation => deviation * deviation);
        return deviations.Max() == deviations.Min()
            ? deviations[0]
            : Math.Sqrt(deviations.Average(deviation => deviation * deviation * (1 - (deviation * deviation / sum))));
    }

    public int[] Shape => [.. Columns.Select(column => column.Size)];
}
