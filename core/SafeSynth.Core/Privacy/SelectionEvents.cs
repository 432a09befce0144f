using static System.FormattableString;
using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>One use of a mechanism of which no more is claimed than that it is epsilon-DP.</summary>
/// <remarks>
/// On any pair of neighbours such a mechanism is post-processing of randomised response, which tells the truth with probability
/// 1 / (1 + exp(-epsilon)) (Kairouz, Oh, Viswanath 2015, theorem 2.1). Discrete Laplace noise of scale 1 / epsilon on sensitivity 1 has the
/// same two losses with the same probabilities, so accountants price both alike.
/// </remarks>
public abstract record PureEvent : PrivacyEvent
{
    private protected PureEvent()
    {
    }

    /// <summary>What the parameters add up to; positive.</summary>
    public abstract Rational Epsilon { get; }
}

/// <summary>One draw of permute-and-flip at epsilon.</summary>
public sealed record PermuteAndFlipEvent : PureEvent
{
    public PermuteAndFlipEvent(Rational epsilon) => Epsilon = epsilon;

    public override Rational Epsilon { get; }

    public override string Mechanism => "permute-and-flip";

    public override string Parameters => Invariant($"epsilon {Epsilon.ToDoubleUp():G5}");
}

/// <summary>
/// The index of the largest of some integer scores that move by at most <paramref name="LInf"/> each, after one-sided geometric noise of
/// scale <paramref name="Scale"/>.
/// </summary>
public sealed record NoisyMaxEvent(Rational Scale, long LInf) : PureEvent
{
    /// <summary>2 LInf / scale: one score rises while the others fall.</summary>
    public override Rational Epsilon => 2 * LInf / Scale;

    public override string Mechanism => "report noisy max";

    public override string Parameters => Invariant($"scale {Scale.ToDoubleUp():G5}, largest change of a score {LInf}");
}

/// <summary>
/// The first of some integer scores that move by at most <paramref name="LInf"/> each to reach a threshold, after discrete Laplace noise.
/// </summary>
/// <param name="ThresholdScale">The scale of the noise on the threshold, which is drawn once.</param>
/// <param name="ScoreScale">The scale of the noise on each score.</param>
/// <param name="LInf">The largest change of one score.</param>
public sealed record AboveThresholdEvent(Rational ThresholdScale, Rational ScoreScale, long LInf) : PureEvent
{
    /// <summary>LInf / threshold scale + 2 LInf / score scale, however many scores there are.</summary>
    public override Rational Epsilon => LInf / ThresholdScale + 2 * LInf / ScoreScale;

    public override string Mechanism => "above threshold";

    public override string Parameters => Invariant(
        $"scales {ThresholdScale.ToDoubleUp():G5} (threshold) and {ScoreScale.ToDoubleUp():G5} (scores), largest change of a score {LInf}");
}
