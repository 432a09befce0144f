using static System.FormattableString;
using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>What a private answer would cost and how far off it would be, told from public facts before anything is spent.</summary>
public sealed class AggregatePrice
{
    private readonly AggregatePlan _plan;
    private readonly string _dataName;
    private readonly LookNoise _noise;

    private AggregatePrice(AggregatePlan plan, string dataName) =>
        (_plan, _dataName, _noise) = (plan, dataName, new LookNoise(plan.Cap, plan.Looks));

    /// <summary>What the answer asks of its budget.</summary>
    public ReleaseTerms Terms => _plan.Terms;

    /// <summary>Prices a request for a table of which only the name and the column names are known.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="dataName">The data set's public name.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="isCharged">Whether the answer would be charged to an account.</param>
    /// <exception cref="SafeSynthException">What is asked does not go together, or with the columns.</exception>
    public static AggregatePrice Of(AggregateRequest request, string dataName, IReadOnlyList<string> columns, bool isCharged = false) =>
        new(AggregatePlan.Of(request, columns, isCharged), dataName);

    /// <summary>The price in a few sentences.</summary>
    public string InWords()
    {
        var guarantee = _plan.Request.Guarantee;
        return Invariant($"spend epsilon {guarantee.Epsilon} (delta {guarantee.Delta:0.###e-00}) per {guarantee.Unit} of '{_dataName}', ")
            + Invariant($"{1.0 / _plan.Looks:P0} on each of: {string.Join(", ", Looks())}. {Theory} ")
            + $"Expected error (95 %): {string.Join(", ", _plan.Columns.SelectMany(ErrorsOf))}.";
    }

    private string Theory => Terms.Composition switch
    {
        Composition.Pure => "Noise is Laplace, shares of epsilon add up (pure DP).",
        Composition.Gdp => "Noise is Gaussian, costs add up in Gaussian DP.",
        _ => "Noise is Gaussian, costs add up in zCDP.",
    };

    private IEnumerable<string> Looks() => (_plan.SelectsGroups ? new[] { $"naming groups of {_plan.Request.GroupBy}" } : [])
        .Concat(_plan.Columns.SelectMany(column => _plan.LooksOfColumn().Select(look => $"{look} of {column.Name ?? "rows"}")));

    private IEnumerable<string> ErrorsOf(MeasuredColumn column)
    {
        var values = _plan.ForecastOf(column);
        var name = column.Name ?? "rows";
        var count = NoiseOf(values, power: 0);
        yield return Invariant($"count of {name} ± {count.WholeError}");
        if (_plan.NeedsSum)
        {
            var sum = NoiseOf(values, power: 1);
            if (_plan.Asks(Figures.Sum))
                yield return Invariant($"sum of {name} ± {new Moments(column.Grid, count, sum, null).Sum!.Value.Error:G3}");
            if (_plan.Asks(Figures.Average))
                yield return Invariant($"average of {name} ± up to {sum.Error * Math.Sqrt(2):G3} / count");
        }

        if (_plan.Quantiles.Count > 0)
            yield return Invariant(
                $"quantiles of {name} ± {Math.Ceiling(_plan.Quantiles.Max(quantile => _noise.RankErrorOf(new QuantileQuery(values, quantile))))} rows");
    }

    private Estimate NoiseOf(GroupedValues values, int power) =>
        ColumnFigures.NoiseOf(new BoundedSumQuery(values, power, _plan.Request.Guarantee.Unit), values.Grid, power, _plan.Request.Guarantee, _noise);
}
