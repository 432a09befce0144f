using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Finds the first score that reaches a threshold, give or take noise on both; says which, or that none does.</summary>
/// <param name="epsilon">What the whole costs, however many scores there are; positive.</param>
/// <param name="threshold">A public number.</param>
/// <remarks>
/// Guarantee: epsilon-DP for the unit and neighbours under which the query states LInf, the largest change of one score.
/// Proof: the threshold gets one discrete Laplace draw R of scale LInf / e1, each score its own X of scale 2 LInf / e2, e1 + e2 = epsilon.
///   For a discrete Laplace Z of scale t and integers k and m >= 0, Pr[Z = k + m] >= exp(-m / t) Pr[Z = k], and summed up
///     Pr[Z >= k + m] >= exp(-m / t) Pr[Z >= k].                                                                               (1)
///   The answer is i if and only if score_j + X_j &lt; threshold + R for all j &lt; i and score_i + X_i >= threshold + R. Fix all X_j
///   before i. On a neighbour take R larger by LInf, which costs a factor of exp(e1) at most: since no score has grown by more, those
///   before i still do not reach it. For i it takes X_i larger by at most 2 LInf, which by (1) costs a factor of exp(e2) at most. Sum over
///   R and average over the X_j. That none reaches the threshold costs exp(e1) alone. Scores behind i play no part in the answer.
/// Once: this is algorithm 1 of Lyu, Su, Li 2017 for a single positive answer. It says an index and no more; to go on behind it takes a
///   new threshold, with new noise, and costs epsilon again. Variants without noise on the scores, or that also release the noisy score,
///   keep no guarantee (same, on algorithms 3 to 6).
/// Split: e1 : e2 = 5 : 8, near 1 : 4^(1/3), at which the difference of both noises has the least variance (same, section 4.2).
/// Exact: integers, compared as they are and never clamped.
/// Work: the noise of every score is always drawn; how long that takes depends on the noise.
/// Source: Dwork, Naor, Reingold, Rothblum, Vadhan 2009; Lyu, Su, Li 2017, "Understanding the sparse vector technique".
/// </remarks>
public sealed class AboveThreshold(Rational epsilon, long threshold) : Mechanism<CandidateScores, int?>
{
    private static readonly Rational ThresholdShare = new(5, 13);
    private static readonly Rational ScoreShare = new(8, 13);

    public override PrivacyEvent CostOf(Sensitivity sensitivity) =>
        new AboveThresholdEvent(ThresholdScaleFor(sensitivity), ScoreScaleFor(sensitivity), sensitivity.LInf);

    internal override int? Draw(CandidateScores exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var reached = threshold + ExactSamplers.DiscreteLaplace(ThresholdScaleFor(sensitivity), noise);
        var sums = ExactSamplers.PlusDiscreteLaplace(exact.Scores, ScoreScaleFor(sensitivity), noise);
        return Array.FindIndex(sums, sum => sum >= reached) is >= 0 and var first ? first : null;
    }

    internal override void Spell(int? answer, CanonicalBytes bytes) => bytes.Add(answer ?? -1);

    private Rational ThresholdScaleFor(Sensitivity sensitivity) => sensitivity.LInf / (ThresholdShare * epsilon);

    private Rational ScoreScaleFor(Sensitivity sensitivity) => 2 * sensitivity.LInf / (ScoreShare * epsilon);
}
