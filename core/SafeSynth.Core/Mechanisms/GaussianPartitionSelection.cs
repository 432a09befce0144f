using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Releases the keys whose noisy count reaches a threshold that a key of a single unit hardly ever reaches.</summary>
/// <param name="sigma">The noise's standard deviation.</param>
/// <param name="delta">The probability, in (0, 1), that any key which only one unit holds is released.</param>
/// <remarks>
/// Guarantee: apart from a failure of probability delta, mu-GDP with mu = L2 / sigma, hence delta-approximate (mu^2 / 2)-zCDP.
/// Proof: let D' hold one unit more than D, and call a key new if D lacks it. On the keys that D has, the noisy counts are a rounded
///   Gaussian release (<see cref="RoundedGaussian"/>) and the threshold is post-processing. At most L0 keys are new; each has a count of
///   at most LInf, so it is released only if its noise, rounded, is an integer of threshold - LInf or more, that is, with probability at
///   most Pr[N(0, sigma^2) >= threshold - LInf - 1/2]. Delta is L0 times that, and the noise of new keys is independent of the rest: given
///   that none of them is released, what D' releases has the law of the Gaussian release. So with G, G' the latter on D and D', D
///   releases G and D' releases (1 - delta) G' + delta B, some B: that is delta-approximate zCDP (Bun and Steinke 2016, definition 8.1),
///   and adds at most delta to the delta of any (epsilon, delta) that the Gaussian keeps, by joint convexity of hockey-stick divergences.
///   For replaced units the same holds on both sides, and L0 counts both.
/// Order: keys are released sorted by noisy count, then by text, so that the order in which rows held them does not show.
/// Source: Wilkins, Kifer, Zhang, Karrer 2024 (Gaussian sparse histogram); threshold by union bound.
/// </remarks>
public sealed class GaussianPartitionSelection(Rational sigma, double delta) : Mechanism<KeyCounts, ReleasedKeys>
{
    private readonly double _delta = delta is > 0 and < 1
        ? delta
        : throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta must be above 0 and below 1.");

    public override PrivacyEvent CostOf(Sensitivity sensitivity) =>
        new PartitionSelectionEvent(sigma * sigma, sensitivity.L2Squared, ThresholdFor(sensitivity), _delta) { L0 = sensitivity.L0, LInf = sensitivity.LInf };

    /// <summary>The smallest noisy count that releases a key.</summary>
    public long ThresholdFor(Sensitivity sensitivity)
    {
        var tail = Math.BitDecrement(_delta / sensitivity.L0);
        // Half a count more than the quantile asks for covers every rounding in it. A tail too thin for a double has no finite quantile:
        // checked.
        return checked(sensitivity.LInf + 1 + (long)Math.Ceiling(sigma.ToDoubleUp() * NormalTail.UpperQuantile(tail)));
    }

    internal override ReleasedKeys Draw(KeyCounts exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var threshold = ThresholdFor(sensitivity);
        return new ReleasedKeys([.. exact.Columns.Select(column => Release(column, threshold, noise))]);
    }

    internal override void Spell(ReleasedKeys answer, CanonicalBytes bytes) => answer.Spell(bytes);

    private IReadOnlyList<ReleasedKey> Release(IReadOnlyDictionary<string, long> column, long threshold, INoiseSource noise)
    {
        string[] keys = [.. column.Keys.Order(StringComparer.Ordinal)];
        var counts = Array.ConvertAll(keys, key => column[key]);
        ExactSamplers.AddRoundedGaussian(counts, sigma, noise);
        return ReleasedKeys.InOrder(keys.Zip(counts, (key, count) => new ReleasedKey(key, count)).Where(key => key.NoisyCount >= threshold));
    }
}

/// <summary>A key that may be named, and its noisy count.</summary>
public sealed record ReleasedKey(string Text, long NoisyCount);

/// <summary>The keys of each column that may be named.</summary>
public sealed record ReleasedKeys(IReadOnlyList<IReadOnlyList<ReleasedKey>> Columns)
{
    /// <summary>Keys in an order that tells nothing but their texts and noisy counts.</summary>
    internal static IReadOnlyList<ReleasedKey> InOrder(IEnumerable<ReleasedKey> keys) =>
        [.. keys.OrderByDescending(key => key.NoisyCount).ThenBy(key => key.Text, StringComparer.Ordinal)];

    internal void Spell(CanonicalBytes bytes)
    {
        foreach (var column in Columns)
        {
            bytes.Add(column.Count);
            foreach (var key in column)
                bytes.Add(key.Text).Add(key.NoisyCount);
        }
    }
}
