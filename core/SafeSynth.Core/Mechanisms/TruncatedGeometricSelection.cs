using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Releases the keys whose count, with noise that is never larger than a bound, exceeds that bound.</summary>
/// <param name="epsilon">Of the decision on one key; positive.</param>
/// <param name="bound">The largest magnitude of the noise; positive.</param>
/// <remarks>
/// Guarantee: (epsilon, delta)-DP for each key of which a unit moves the count by one, where delta is the probability of the largest noise;
///   L0 of them add up.
/// Proof: the noise X is discrete Laplace, Pr[x] proportional to exp(-epsilon |x|), given |x| &lt;= k. For neighbours with counts n and n +
///   1 the ratio of the probabilities of any noisy count y in [n + 1 - k, n + k] is within exp(-+epsilon). Outside, only y = n - k under
///   the one and y = n + 1 + k under the other are left, of probability Pr[X = k] = delta each. A key that nobody holds has n + X &lt;= k
///   and would not be released, so leaving out what does not occur changes nothing. Noisy counts that are released with their keys cost
///   nothing more. A unit moves the counts of at most L0 keys by one (LInf = 1), whose noises are independent.
/// No mechanism that keeps (epsilon, delta) for a single key releases one with larger probability, at the deltas that a bound can have.
/// Order: keys are released sorted by noisy count, then by text, so that the order in which rows held them does not show.
/// Source: Desfontaines, Voss, Gipson, Mandayam 2022, "Differentially private partition selection" (the truncated geometric form of the
/// optimum).
/// </remarks>
public sealed class TruncatedGeometricSelection(Rational epsilon, long bound) : Mechanism<KeyCounts, ReleasedKeys>
{
    private const int GridBits = 40;

    private readonly long _bound = bound > 0 ? bound : throw new ArgumentOutOfRangeException(nameof(bound), bound, "The bound must be positive.");

    /// <summary>The smallest noisy count that releases a key.</summary>
    public long Threshold => _bound + 1;

    /// <exception cref="ArgumentException">A unit moves counts by more than one.</exception>
    public override PrivacyEvent CostOf(Sensitivity sensitivity) => sensitivity.LInf == 1
        ? new TruncatedGeometricEvent(epsilon, _bound, sensitivity.L0)
        : throw new ArgumentException("The proof holds for counts of units, which one unit moves by one.", nameof(sensitivity));

    internal override ReleasedKeys Draw(KeyCounts exact, Sensitivity sensitivity, INoiseSource noise) =>
        new([.. exact.Columns.Select(column => Release(column, noise))]);

    internal override void Spell(ReleasedKeys answer, CanonicalBytes bytes) => answer.Spell(bytes);

    /// <summary>The mechanism that spends at most rho and delta, where that is possible.</summary>
    /// <param name="rho">Positive.</param>
    /// <param name="delta">Above 0 and below 1.</param>
    /// <param name="sensitivity">Of a query that counts units.</param>
    public static TruncatedGeometricSelection Spending(double rho, double delta, Sensitivity sensitivity)
    {
        var epsilon = Rational.RoundDown(Math.Sqrt(2 * rho / sensitivity.L0 * (1 - 1e-9)), GridBits);
        var ofKey = delta / sensitivity.L0 * (1 - 1e-9);
        long enough = 1;
        while (TruncatedGeometricEvent.DeltaOfKey(epsilon, enough) > ofKey)
            enough *= 2;
        var tooFew = enough / 2;
        while (enough - tooFew > 1)
        {
            var middle = tooFew + (enough - tooFew) / 2;
            (tooFew, enough) = TruncatedGeometricEvent.DeltaOfKey(epsilon, middle) > ofKey ? (middle, enough) : (tooFew, middle);
        }

        return new TruncatedGeometricSelection(epsilon, enough);
    }

    private IReadOnlyList<ReleasedKey> Release(IReadOnlyDictionary<string, long> column, INoiseSource noise)
    {
        string[] keys = [.. column.Keys.Order(StringComparer.Ordinal)];
        var noises = TruncatedNoise(keys.Length, noise);
        return ReleasedKeys.InOrder(keys.Select((key, i) => new ReleasedKey(key, column[key] + noises[i])).Where(key => key.NoisyCount > _bound));
    }

    // What is too large is drawn again: the distribution given that it is not.
    private long[] TruncatedNoise(int count, INoiseSource noise)
    {
        var drawn = new long[count];
        ExactSamplers.AddDiscreteLaplace(drawn, 1 / epsilon, noise);
        foreach (ref var value in drawn.AsSpan())
        {
            while (value > _bound || value < -_bound)
            {
                value = 0;
                ExactSamplers.AddDiscreteLaplace(new Span<long>(ref value), 1 / epsilon, noise);
            }
        }

        return drawn;
    }
}
