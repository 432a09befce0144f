using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>
/// Adds one-sided geometric noise of scale 2 LInf / epsilon to every score and selects the largest sum; of equal sums the first.
/// </summary>
/// <remarks>
/// Guarantee: epsilon-DP for the unit and neighbours under which the query states LInf, the largest change of one score.
/// Proof: let t be the scale. Geometric noise X has Pr[X >= k] = exp(-max(0, k) / t) for integers k, hence for every m >= 0
///     Pr[X >= k + m] >= exp(-m / t) Pr[X >= k].                                                                               (1)
///   Given the noise of all others, candidate i is selected if and only if X_i >= k, where k is the integer
///     k = max over j other than i of (score_j + X_j + [j &lt; i]) - score_i:
///   a tie goes to the first, so i has to exceed those before it by 1. Between neighbours and at the same noise of the others k grows by at
///   most 2 LInf, so by (1) the probability shrinks by no more than exp(-2 LInf / t) = exp(-epsilon). Average over the noise of the others.
///   Ties need no care but that which candidate they go to does not depend on the scores.
/// Exact: the sums are compared as they are, not clamped, since a clamped sum could turn an order into a tie on one side only.
/// Why one-sided: (1) is all that the proof uses, and this noise meets it with half the variance of discrete Laplace noise of the same
///   scale. With exponential noise on reals this would be permute-and-flip (Ding et al. 2021).
/// Work: the noise of every candidate is always drawn; how long that takes depends on the noise.
/// Source: Dwork and Roth 2014, claim 3.9, with Laplace noise.
/// </remarks>
public sealed class ReportNoisyMax(Rational epsilon) : Mechanism<CandidateScores, int>
{
    public override PrivacyEvent CostOf(Sensitivity sensitivity) => new NoisyMaxEvent(ScaleFor(sensitivity), sensitivity.LInf);

    internal override int Draw(CandidateScores exact, Sensitivity sensitivity, INoiseSource noise)
    {
        if (exact.Scores.Length == 0)
            throw new ArgumentException("There must be at least one candidate.", nameof(exact));
        var sums = ExactSamplers.PlusGeometric(exact.Scores, ScaleFor(sensitivity), noise);
        return Array.IndexOf(sums, sums.Max());
    }

    internal override void Spell(int answer, CanonicalBytes bytes) => bytes.Add(answer);

    private Rational ScaleFor(Sensitivity sensitivity) => 2 * sensitivity.LInf / epsilon;
}
