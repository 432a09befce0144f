using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>
/// Chooses how the costs of an answer add up, from public facts: number and kinds of looks, epsilon, delta, unit and neighbours.
/// </summary>
/// <remarks>
/// <para>With k looks, pure DP needs Laplace noise of a standard deviation of sqrt(2) k L1 / epsilon; zCDP and GDP need Gaussian noise of
/// sqrt(k / (2 rho)) L2, which grows more slowly in k and starts higher. Of those two GDP has the larger rho, but allows exactly Gaussian
/// noise only: no quantiles.</para>
/// <para>The rule: the composition whose looks have the smaller errors in the geometric mean, which does not depend on the units of
/// columns. The error of a count, sum or histogram is its standard deviation, of a quantile its rank error, of naming groups the count from
/// which they are named.</para>
/// </remarks>
internal static class CompositionChoice
{
    /// <summary>The best composition for an answer that is charged to no account.</summary>
    public static Composition For(AggregatePlan plan)
    {
        Composition[] valid = plan.Quantiles.Count > 0 ? [Composition.Pure, Composition.Zcdp] : [Composition.Pure, Composition.Gdp, Composition.Zcdp];
        return valid.MinBy(composition => LogErrorIn(composition, plan));
    }

    private static double LogErrorIn(Composition composition, AggregatePlan plan) =>
        ErrorsOf(plan, new LookNoise(plan.CapIn(composition), plan.Looks)).Sum(Math.Log);

    private static IEnumerable<double> ErrorsOf(AggregatePlan plan, LookNoise noise)
    {
        var (unit, neighbors) = (plan.Request.Guarantee.Unit, plan.Request.Guarantee.Neighbors);
        if (plan.SelectsGroups)
            yield return noise.ForGroups(new KeyUnitQuery(plan.Request.GroupBy!).Under(unit, neighbors)).Threshold;
        foreach (var values in plan.Columns.Select(plan.ForecastOf))
        {
            foreach (var power in plan.Powers)
                yield return noise.ForSums(new BoundedSumQuery(values, power, unit).Under(unit, neighbors)).Noise.Deviation;
            foreach (var thousandths in plan.Quantiles)
                yield return noise.RankErrorOf(new QuantileQuery(values, thousandths));
            if (plan.Request.Bins is not null)
                yield return noise.ForSums(Sensitivity.OfHistograms(1, unit, neighbors)).Noise.Deviation;
        }
    }
}
