using SafeSynth.Data;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Tests.Audit;

namespace SafeSynth.Tests.Generators;

/// <summary>Passes measurements through to private data, which are one of two neighbours, and adds up what the answers tell of which.</summary>
/// <param name="data">One of the neighbours, behind the true door.</param>
/// <param name="with">The rows with the unit.</param>
/// <param name="without">The rows without it, or with another in its place.</param>
/// <param name="halfTheNoise">Whether mechanisms draw half the noise that they are priced for.</param>
internal sealed class AuditingDoor(IPrivateData data, UnitRows with, UnitRows without, bool halfTheNoise) : IPrivateData
{
    /// <summary>The logarithm of the likelihood of all answers "with" over "without": what an observer knows best by (Neyman, Pearson 1933).</summary>
    /// <remarks>
    /// A later question depends on earlier answers, never on the rows, so likelihoods of answers multiply. Of Gaussian noise it is that of the
    /// continuous one, which rounding hardly changes. Whatever is added up, it is a function of what was released: a claim holds of it.
    /// </remarks>
    public double LogRatio { get; private set; }

    public PublicFacts Facts => data.Facts;

    public BudgetScope Budget => data.Budget;

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        var answer = data.Measure(query, halfTheNoise ? Broken.HalfTheNoise(mechanism, Halved(mechanism)) : mechanism);
        var sensitivity = query.Under(Facts.Guarantee.Unit, Facts.Guarantee.Neighbors);
        LogRatio += (mechanism.CostOf(sensitivity), query.Evaluate(with), query.Evaluate(without), answer) switch
        {
            (RoundedGaussianEvent spent, MarginalCounts p, MarginalCounts q, MarginalCounts noisy) => Gaussian(p, q, noisy) / spent.SigmaSquared.ToDoubleUp(),
            (DiscreteGaussianEvent spent, MarginalCounts p, MarginalCounts q, MarginalCounts noisy) => Gaussian(p, q, noisy) / spent.SigmaSquared.ToDoubleUp(),
            (PartitionSelectionEvent spent, KeyCounts p, KeyCounts q, ReleasedKeys keys) => p.Columns.Zip(q.Columns, keys.Columns).Sum(column => Selected(column.First, column.Second, column.Third, spent)),
            (ExponentialEvent spent, CandidateScores p, CandidateScores q, int chosen) => Chosen(p, spent) - Chosen(q, spent),
            var (spent, _, _, _) => throw new NotSupportedException($"The audit of generators has to be told the likelihood of answers of the {spent.Mechanism}."),
        };
        return answer;

        double Chosen(CandidateScores scores, ExponentialEvent spent) => Math.Log(
            SelectionProbabilities.Exponential(scores.Scores, (spent.Epsilon / (2 * sensitivity.LInf)).ToDoubleUp())[(int)(object)answer!]);
    }

    // |y - q|^2 / 2 - |y - p|^2 / 2.
    private static double Gaussian(MarginalCounts p, MarginalCounts q, MarginalCounts noisy)
    {
        var sum = 0.0;
        for (var i = 0; i < noisy.Cells.Length; i++)
        {
            for (var cell = 0; cell < noisy.Cells[i].Length; cell++)
                sum += (p.Cells[i][cell] - q.Cells[i][cell]) * (noisy.Cells[i][cell] - ((p.Cells[i][cell] + q.Cells[i][cell]) / 2.0));
        }

        return sum;
    }

    // A key that is released tells its noisy count, one that is withheld that it is below the threshold. A key that only one of them has, and that is
    // released, gives that one away: with the chance of delta, of which the claim speaks.
    private static double Selected(IReadOnlyDictionary<string, long> p, IReadOnlyDictionary<string, long> q, IReadOnlyList<ReleasedKey> keys, PartitionSelectionEvent spent)
    {
        var sigma = Math.Sqrt(spent.SigmaSquared.ToDoubleUp());
        var released = keys.ToDictionary(key => key.Text, key => key.NoisyCount);
        return p.Keys.Union(q.Keys).Sum(key => Of(p, key) - Of(q, key));

        double Of(IReadOnlyDictionary<string, long> counts, string key) => (counts.TryGetValue(key, out var count), released.TryGetValue(key, out var noisy)) switch
        {
            (false, true) => -100,
            (false, _) => 0,
            (true, true) => -Math.Pow((noisy - count) / sigma, 2) / 2,
            (true, false) => Math.Log(1 - NormalTail.Probability((spent.Threshold - 0.5 - count) / sigma)),
        };
    }

    private static Mechanism<T, TNoisy> Halved<T, TNoisy>(Mechanism<T, TNoisy> mechanism)
    {
        var anySensitivity = new Sensitivity(1, 1, 1, 1);
        object halved = (mechanism, mechanism.CostOf(anySensitivity)) switch
        {
            (RoundedGaussian gaussian, _) => new RoundedGaussian(Rational.RoundUp(gaussian.Sigma / 2, fractionBits: 20)),
            (_, PartitionSelectionEvent spent) => new GaussianPartitionSelection(Rational.RoundUp(Math.Sqrt(spent.SigmaSquared.ToDoubleUp()) / 2, fractionBits: 20), spent.Delta),
            (_, DiscreteGaussianEvent spent) => new DiscreteGaussian(spent.SigmaSquared / 4),
            (_, ExponentialEvent spent) => new ExponentialMechanism(spent.Epsilon * 2),
            var (_, spent) => throw new NotSupportedException($"The audit of generators has to be told what half the noise of the {spent.Mechanism} is."),
        };
        return (Mechanism<T, TNoisy>)halved;
    }
}
