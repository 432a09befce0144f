using static System.FormattableString;
using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>The record of one mechanism's use: all that an accountant needs to price it, today or with better mathematics later.</summary>
public abstract record PrivacyEvent
{
    private protected PrivacyEvent()
    {
    }

    /// <summary>The mechanism's name in the field's terms.</summary>
    public abstract string Mechanism { get; }

    /// <summary>One line of parameters for people: noise scale and sensitivity.</summary>
    public abstract string Parameters { get; }

    /// <summary>What was asked of the data, in words free of private content; empty where nobody said.</summary>
    public string Question { get; init; } = "";
}

/// <summary>
/// Discrete Gaussian noise of variance parameter <paramref name="SigmaSquared"/> on integers of squared L2 sensitivity
/// <paramref name="L2Squared"/>.
/// </summary>
public sealed record DiscreteGaussianEvent(Rational SigmaSquared, long L2Squared) : PrivacyEvent
{
    public override string Mechanism => "discrete Gaussian";

    public override string Parameters =>
        Invariant($"sigma {Math.Sqrt(SigmaSquared.ToDoubleUp()):G5}, L2 sensitivity {Math.Sqrt(L2Squared):G5}");
}

/// <summary>
/// Gaussian noise of variance <paramref name="SigmaSquared"/>, rounded to integers, on integers of squared L2 sensitivity
/// <paramref name="L2Squared"/>.
/// </summary>
/// <remarks>Exactly mu-GDP with mu^2 = L2^2 / sigma^2, a fraction.</remarks>
public sealed record RoundedGaussianEvent(Rational SigmaSquared, long L2Squared) : PrivacyEvent
{
    public override string Mechanism => "rounded Gaussian";

    public override string Parameters =>
        Invariant($"sigma {Math.Sqrt(SigmaSquared.ToDoubleUp()):G5}, L2 sensitivity {Math.Sqrt(L2Squared):G5}");
}

/// <summary>Discrete Laplace noise of scale <paramref name="Scale"/> on integers of L1 sensitivity <paramref name="L1"/>.</summary>
public sealed record DiscreteLaplaceEvent(Rational Scale, long L1) : PrivacyEvent
{
    public override string Mechanism => "discrete Laplace";

    public override string Parameters => Invariant($"scale {Scale.ToDoubleUp():G5}, L1 sensitivity {L1}");
}

/// <summary>One draw of the exponential mechanism at <paramref name="Epsilon"/>.</summary>
public sealed record ExponentialEvent(Rational Epsilon) : PrivacyEvent
{
    public override string Mechanism => "exponential mechanism";

    public override string Parameters => Invariant($"epsilon {Epsilon.ToDoubleUp():G5}");
}

/// <summary>
/// Gaussian noise, rounded to integers, on the counts of keys that occur; keys whose noisy count reaches the threshold are released.
/// </summary>
/// <param name="SigmaSquared">The noise's variance.</param>
/// <param name="L2Squared">Squared L2 sensitivity of all key counts together.</param>
/// <param name="Threshold">The noisy count at which a key is released.</param>
/// <param name="Delta">The probability, over all keys together, that one which only one unit holds is released.</param>
public sealed record PartitionSelectionEvent(Rational SigmaSquared, long L2Squared, long Threshold, double Delta) : PrivacyEvent
{
    /// <summary>The most keys whose counts one unit changes.</summary>
    public long L0 { get; init; } = 1;

    /// <summary>The most by which one unit changes a count.</summary>
    public long LInf { get; init; } = 1;

    /// <summary>Whether delta covers the chance that any of L0 keys with a count of LInf reaches the threshold.</summary>
    /// <remarks>The tail is good to some units in 10^15; the mechanism's threshold is half a count above what its delta needs.</remarks>
    public bool KeepsItsDelta => L0 * NormalTail.Probability((Threshold - LInf - 0.5) / Math.Sqrt(SigmaSquared.ToDoubleUp())) <= Delta;

    public override string Mechanism => "partition selection (rounded Gaussian threshold)";

    public override string Parameters =>
        Invariant($"sigma {Math.Sqrt(SigmaSquared.ToDoubleUp()):G5}, L2 sensitivity {Math.Sqrt(L2Squared):G5}, threshold {Threshold}, delta {Delta:G3}");
}

/// <summary>
/// Discrete Laplace noise of scale 1 / <paramref name="Epsilon"/>, truncated to at most <paramref name="Bound"/>, on how many units hold
/// each key; keys above the bound are released.
/// </summary>
/// <param name="Epsilon">For each key.</param>
/// <param name="Bound">The largest magnitude of the noise; a key is released when its noisy count is greater.</param>
/// <param name="L0">The most keys whose count one unit changes, by one each.</param>
public sealed record TruncatedGeometricEvent(Rational Epsilon, long Bound, long L0) : PrivacyEvent
{
    public override string Mechanism => "partition selection (truncated geometric)";

    public override string Parameters =>
        Invariant($"epsilon {Epsilon.ToDoubleUp():G5} and delta {DeltaOfKey(Epsilon, Bound):G3} for each of {L0} keys, threshold {Bound + 1}");

    /// <summary>The probability, over all keys together, that one which only one unit holds is released; rounded up.</summary>
    public double Delta => Math.Min(1, RoundedUp.Product(L0, DeltaOfKey(Epsilon, Bound)));

    /// <summary>The probability of the largest noise, which is what releases a key of one unit; rounded up.</summary>
    internal static double DeltaOfKey(Rational epsilon, long bound)
    {
        // r^k (1 - r) / (1 + r - 2 r^(k + 1)) with r = exp(-e), decreasing in e: so e is rounded down.
        var e = epsilon.ToDoubleDown();
        var r = Math.Exp(-e);
        var delta = Math.Exp(-e * bound) * -NearZero.ExpM1(-e) / (-NearZero.ExpM1(-e * (bound + 1)) - r * NearZero.ExpM1(-e * bound));
        return delta * (1 + 1e-12) + double.Epsilon;
    }
}
