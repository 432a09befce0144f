using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>
/// Passes measurements through to made-up rows, which are one of two neighbours, and adds up what the answers tell of which.
/// </summary>
/// <param name="data">One of the neighbours, behind the true door, which charges and draws.</param>
/// <param name="with">The rows with the unit.</param>
/// <param name="without">The rows without it, or with another in its place.</param>
/// <param name="halfTheNoise">Whether mechanisms draw half the noise that they are priced for.</param>
/// <param name="allIsTold">Cancelled with the last answer that the budget has room for; null where nobody waits for that.</param>
internal sealed class LikelihoodDoor(
    IPrivateData data, UnitRows with, UnitRows without, bool halfTheNoise, CancellationTokenSource? allIsTold = null) : IPrivateData
{
    // What hardly ever happens under one neighbour, and never under the other.
    private const double Impossible = -100;

    // Noise scales lie on grids, so that a crumb of the budget is left over.
    private const double Crumb = 1e-5;

    /// <summary>
    /// The logarithm of the likelihood of all answers "with" over "without": what an observer knows best by (Neyman, Pearson 1933).
    /// </summary>
    /// <remarks>
    /// A later question depends on earlier answers, never on the rows, so likelihoods of answers multiply. Of Gaussian noise it is that of
    /// the continuous one, which rounding hardly changes. Whatever is added up, it is a function of what was released: a claim holds of it.
    /// </remarks>
    public double LogRatio { get; private set; }

    public PublicFacts Facts => data.Facts;

    public BudgetScope Budget => data.Budget;

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        var answer = data.Measure(query, halfTheNoise ? Sabotage.HalfTheNoise(mechanism) : mechanism);
        var sensitivity = query.Under(Facts.Guarantee.Unit, Facts.Guarantee.Neighbors);
        LogRatio += (mechanism.CostOf(sensitivity), query.Evaluate(with), query.Evaluate(without), answer) switch
        {
            (RoundedGaussianEvent spent, MarginalCounts p, MarginalCounts q, MarginalCounts noisy) => Gaussian(p, q, noisy) / spent.SigmaSquared.ToDoubleUp(),
            (DiscreteGaussianEvent spent, MarginalCounts p, MarginalCounts q, MarginalCounts noisy) => Gaussian(p, q, noisy) / spent.SigmaSquared.ToDoubleUp(),
            (PartitionSelectionEvent spent, KeyCounts p, KeyCounts q, ReleasedKeys keys) =>
                p.Columns.Zip(q.Columns, keys.Columns).Sum(column => Selected(column.First, column.Second, column.Third, spent)),
            (TruncatedGeometricEvent spent, KeyCounts p, KeyCounts q, ReleasedKeys keys) =>
                p.Columns.Zip(q.Columns, keys.Columns).Sum(column => Selected(column.First, column.Second, column.Third, spent)),
            (DiscreteLaplaceEvent spent, MarginalCounts p, MarginalCounts q, MarginalCounts noisy) => Laplace(p, q, noisy) / spent.Scale.ToDoubleUp(),
            (ExponentialEvent spent, CandidateScores p, CandidateScores q, int chosen) => LogWeight(p, spent, chosen) - LogWeight(q, spent, chosen),
            var (spent, _, _, _) => throw new NotSupportedException($"The audit has to be told the likelihood of answers of the {spent.Mechanism}."),
        };
        if (Budget.Left.Rho < Crumb * Budget.Limit.Rho)
            allIsTold?.Cancel();
        return answer;

        // Of the exponential mechanism, the logarithm of a candidate's probability.
        double LogWeight(CandidateScores scores, ExponentialEvent spent, int chosen)
        {
            var rate = (spent.Epsilon / (2 * sensitivity.LInf)).ToDoubleUp();
            var best = scores.Scores.Max();
            return (rate * (scores.Scores[chosen] - best)) - Math.Log(scores.Scores.Sum(score => Math.Exp(rate * (score - best))));
        }
    }

    // |y - q|^2 / 2 - |y - p|^2 / 2.
    private static double Gaussian(MarginalCounts p, MarginalCounts q, MarginalCounts noisy) =>
        Sum(p, q, noisy, (a, b, y) => (a - b) * (y - ((a + b) / 2.0)));

    private static double Laplace(MarginalCounts p, MarginalCounts q, MarginalCounts noisy) =>
        Sum(p, q, noisy, (a, b, y) => Math.Abs(y - b) - Math.Abs(y - a));

    private static double Sum(MarginalCounts p, MarginalCounts q, MarginalCounts noisy, Func<long, long, long, double> ofCell)
    {
        var sum = 0.0;
        for (var i = 0; i < noisy.Cells.Length; i++)
        {
            for (var cell = 0; cell < noisy.Cells[i].Length; cell++)
                sum += ofCell(p.Cells[i][cell], q.Cells[i][cell], noisy.Cells[i][cell]);
        }

        return sum;
    }

    // A key that is released tells its noisy count, one that is withheld that it is below the threshold. A key that only one of them has,
    // and that is released, gives that one away: with the chance of delta, of which the claim speaks.
    private static double Selected(
        IReadOnlyDictionary<string, long> p, IReadOnlyDictionary<string, long> q, IReadOnlyList<ReleasedKey> keys, PartitionSelectionEvent spent)
    {
        var sigma = Math.Sqrt(spent.SigmaSquared.ToDoubleUp());
        return Selected(p, q, keys, (count, noisy) => noisy is { } released
            ? -Math.Pow((released - count) / sigma, 2) / 2
            : Math.Log(1 - NormalTail.Probability((spent.Threshold - 0.5 - count) / sigma)));
    }

    // Noise is given that it is not beyond a bound, and a key is released where it brings the count above that.
    private static double Selected(
        IReadOnlyDictionary<string, long> p, IReadOnlyDictionary<string, long> q, IReadOnlyList<ReleasedKey> keys, TruncatedGeometricEvent spent)
    {
        var epsilon = spent.Epsilon.ToDoubleUp();
        var whole = UpTo(spent.Bound);
        return Selected(p, q, keys, (count, noisy) => noisy is { } released
            ? Math.Abs(released - count) <= spent.Bound ? -epsilon * Math.Abs(released - count) - Math.Log(whole) : Impossible
            : count > 2 * spent.Bound ? Impossible : Math.Log(UpTo(spent.Bound - count) / whole));

        double UpTo(long most)
        {
            var sum = 0.0;
            for (var noise = -spent.Bound; noise <= most; noise++)
                sum += Math.Exp(-epsilon * Math.Abs(noise));
            return sum;
        }
    }

    private static double Selected(
        IReadOnlyDictionary<string, long> p, IReadOnlyDictionary<string, long> q, IReadOnlyList<ReleasedKey> keys, Func<long, long?, double> logLikelihood)
    {
        var released = keys.ToDictionary(key => key.Text, key => key.NoisyCount);
        return p.Keys.Union(q.Keys).Sum(key => Of(p, key) - Of(q, key));

        double Of(IReadOnlyDictionary<string, long> counts, string key) => (counts.TryGetValue(key, out var count), released.TryGetValue(key, out var noisy)) switch
        {
            (false, true) => Impossible,
            (false, _) => 0,
            (true, var isReleased) => logLikelihood(count, isReleased ? noisy : null),
        };
    }
}
