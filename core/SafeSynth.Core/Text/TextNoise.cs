using SafeSynth.Aggregates;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// What a release of texts measures with: shares of rho and Gaussian noise in Gaussian DP, shares of epsilon and Laplace noise in pure DP.
/// </summary>
internal sealed class TextNoise(ReleaseCap cap)
{
    private const int SignificantBits = 30;

    public bool IsLaplace => cap.Composition == Composition.Pure;

    /// <summary>
    /// How units vote under this noise: Laplace noise follows the sum of what one unit moves, Gaussian noise the root of the sum of
    /// squares.
    /// </summary>
    public VoteRule Votes => IsLaplace ? VoteRule.Whole : VoteRule.Normed;

    /// <summary>The noise that a composition stands for.</summary>
    public static Composition CompositionOf(StatisticsNoise noise) => noise == StatisticsNoise.Laplace ? Composition.Pure : Composition.Gdp;

    /// <summary>Answers counts for a share of all that may be spent.</summary>
    public NoisyCells Count(IPrivateData data, PrivateQuery<MarginalCounts> query, double share) =>
        Count(data, query, cap.Cost.Rho * share, cap.Epsilon * share);

    /// <summary>Answers counts for all that is left.</summary>
    public NoisyCells CountWithRest(IPrivateData data, PrivateQuery<MarginalCounts> query) =>
        Count(data, query, data.Budget.Left.Rho, data.Budget.LeftEpsilon);

    /// <summary>Names the keys that enough units hold, for a share of all that may be spent, and of delta.</summary>
    public IReadOnlyList<ReleasedKey> Select(IPrivateData data, PrivateQuery<KeyCounts> query, double share, double deltaShare) =>
        data.Measure(query, Selection(query.Under(cap.Guarantee.Unit, cap.Guarantee.Neighbors), share, deltaShare).Mechanism).Columns[0];

    /// <summary>How keys are named, and the noisy count from which one is.</summary>
    public (Mechanism<KeyCounts, ReleasedKeys> Mechanism, long Threshold) Selection(Sensitivity sensitivity, double share, double deltaShare) => cap.Epsilon is { } epsilon
        ? GroupSelection.Pure(epsilon * share, cap.Cost.Delta * deltaShare, sensitivity)
        : GroupSelection.Gaussian(cap.Cost.Rho * share, cap.Cost.Delta * deltaShare, sensitivity);

    /// <summary>The deviation of the noise on counts that a share is spent on.</summary>
    public double DeviationOf(Sensitivity sensitivity, double share) =>
        MechanismFor(sensitivity, cap.Cost.Rho * share, cap.Epsilon * share).Deviation;

    private NoisyCells Count(IPrivateData data, PrivateQuery<MarginalCounts> query, double rho, double? epsilon)
    {
        var (mechanism, deviation) = MechanismFor(query.Under(cap.Guarantee.Unit, cap.Guarantee.Neighbors), rho, epsilon);
        return new NoisyCells([.. data.Measure(query, mechanism).Cells.Select(cells => Array.ConvertAll(cells, count => (double)count))], deviation);
    }

    private static (Mechanism<MarginalCounts, MarginalCounts> Mechanism, double Deviation) MechanismFor(Sensitivity sensitivity, double rho, double? epsilon)
    {
        if (epsilon is not { } spent)
        {
            var gaussian = RoundedGaussian.Spending(rho, sensitivity);
            return (gaussian, gaussian.Sigma);
        }

        // Short enough for 64-bit arithmetic, and too fine to waste anything.
        var exact = Rational.RoundDown(spent, Math.Clamp(SignificantBits - Math.ILogB(spent), 0, 1074));
        return (new DiscreteLaplace(exact), Math.Sqrt(2) * sensitivity.L1 / exact.ToDoubleDown());
    }
}

/// <summary>Noisy counts, one array for each histogram, and the deviation of the noise on every one.</summary>
internal sealed record NoisyCells(double[][] Cells, double Deviation);
