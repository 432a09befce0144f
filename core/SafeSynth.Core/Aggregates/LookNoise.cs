using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>The mechanisms of one look at the data, which spends an even share of what all looks together may.</summary>
/// <remarks>
/// In pure DP the share is one of epsilon: discrete Laplace noise, the exponential mechanism at that epsilon, truncated geometric
/// selection. Else it is one of rho: Gaussian noise, rounded, whose price is exact in zCDP and GDP alike, and the exponential mechanism by
/// its bounded range.
/// </remarks>
internal sealed class LookNoise(ReleaseCap cap, int looks)
{
    private const int SignificantBits = 30;

    private readonly double _rho = cap.Cost.Rho / looks;
    private readonly double? _epsilon = cap.Epsilon / looks;

    /// <summary>For counts and sums: the mechanism, and an estimate of zero with its noise.</summary>
    public (Mechanism<MarginalCounts, MarginalCounts> Mechanism, Estimate Noise) ForSums(Sensitivity sensitivity)
    {
        if (_epsilon is { } epsilon)
        {
            var exact = Short(epsilon);
            return (new DiscreteLaplace(exact), new Estimate(0, Math.Sqrt(2) * sensitivity.L1 / exact.ToDoubleDown(), Estimate.LaplaceTail));
        }

        var gaussian = RoundedGaussian.Spending(_rho, sensitivity);
        return (gaussian, new Estimate(0, gaussian.Sigma, Estimate.GaussianTail));
    }

    /// <summary>For a quantile.</summary>
    public IntervalExponential ForQuantile() => _epsilon is { } epsilon ? new(Short(epsilon)) : IntervalExponential.Spending(_rho);

    /// <summary>For naming groups: the mechanism, and the count from which it names one.</summary>
    public (Mechanism<KeyCounts, ReleasedKeys> Mechanism, long Threshold) ForGroups(Sensitivity sensitivity) => cap.Composition switch
    {
        Composition.Pure => GroupSelection.Pure(_epsilon!.Value, cap.Cost.Delta, sensitivity),
        Composition.Gdp => GroupSelection.Gaussian(_rho, cap.Cost.Delta, sensitivity),
        _ => GroupSelection.Within(_rho, cap.Cost.Delta, sensitivity),
    };

    /// <summary>By how many ranks a quantile may be off, with 95 % confidence.</summary>
    public double RankErrorOf(QuantileQuery query) =>
        ForQuantile().ErrorBound(query.Points, query.Under(cap.Guarantee.Unit, cap.Guarantee.Neighbors), Estimate.Failure) / QuantileQuery.Denominator;

    // Short enough for 64-bit arithmetic, and too fine to waste anything.
    private static Rational Short(double epsilon) =>
        Rational.RoundDown(epsilon, Math.Clamp(SignificantBits - Math.ILogB(epsilon), 0, 1074));
}
