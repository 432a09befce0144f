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

    private AggregatePrice(AggregatePlan plan, string dataName) => (_plan, _dataName) = (plan, dataName);

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
            + Invariant($"{1.0 / _plan.Looks:P0} on each of: {string.Join(", ", Looks())}. ")
            + $"Expected error (95 %): {string.Join(", ", _plan.Columns.SelectMany(ErrorsOf))}.";
    }

    private IEnumerable<string> Looks() => (_plan.SelectsGroups ? new[] { $"naming groups of {_plan.Request.GroupBy}" } : [])
        .Concat(_plan.Columns.SelectMany(column => _plan.LooksOfColumn().Select(look => $"{look} of {column.Name ?? "rows"}")));

    private IEnumerable<string> ErrorsOf(MeasuredColumn column)
    {
        // Groups of which nobody knows the number yet: two have the sensitivity of many.
        var groups = _plan.Request.GroupBy is null ? null : new Grouping("", new CategoryDomain(FieldType.String, ["a", "b"], CellForm.Text, nullable: false, hasOther: false));
        var values = new GroupedValues(column.Name, column.Grid, groups);
        var name = column.Name ?? "rows";
        var count = ErrorOf(values, power: 0);
        yield return Invariant($"count of {name} ± {Math.Ceiling(count)}");
        if (_plan.Asks(Figures.Sum))
        {
            var centre = (double)column.Grid!.Centre;
            var sum = ErrorOf(values, power: 1) * (double)column.Grid.Step;
            yield return Invariant($"sum of {name} ± {Math.Sqrt(centre * centre * count * count + sum * sum):G3}");
        }

        if (_plan.Asks(Figures.Average))
            yield return Invariant($"average of {name} ± up to {ErrorOf(values, power: 1) * (double)column.Grid!.Step * Math.Sqrt(2):G3} / count");
        if (_plan.Quantiles.Count > 0)
        {
            var ranks = _plan.Quantiles.Max(quantile => ColumnFigures.RankErrorOf(new QuantileQuery(values, quantile), _plan.RhoOfLook(_plan.Cap.Cost), _plan.Request.Guarantee));
            yield return Invariant($"quantiles of {name} ± {Math.Ceiling(ranks)} rows");
        }
    }

    private double ErrorOf(GroupedValues values, int power)
    {
        var guarantee = _plan.Request.Guarantee;
        var query = new BoundedSumQuery(values, power, guarantee.Unit);
        return Estimate.Of(0, query.Scale * DiscreteGaussian.Spending(_plan.RhoOfLook(_plan.Cap.Cost), query.Under(guarantee.Unit, guarantee.Neighbors)).Sigma).Error;
    }
}
