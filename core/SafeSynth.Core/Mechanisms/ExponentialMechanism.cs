using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Selects a candidate with probability proportional to exp(epsilon score / (2 sensitivity)), exactly.</summary>
/// <remarks>
/// Guarantee: epsilon-DP, and (epsilon^2 / 8)-zCDP because its privacy loss has range epsilon.
/// Proof: between neighbours each score moves by at most s = LInf, so each weight by a factor within exp(-+epsilon / 2), the sum of weights
///   too, and each probability by a factor within exp(-+epsilon). All losses share the ratio of the two sums, so they lie in an interval of
///   length epsilon (bounded range, Dong, Durfee, Rogers 2020), which implies (epsilon^2 / 8)-zCDP (Cesar and Rogers 2021, lemma 3.4).
/// Source: McSherry and Talwar 2007.
/// </remarks>
public sealed class ExponentialMechanism(Rational epsilon) : Mechanism<CandidateScores, int>
{
    private const int GridBits = 30;

    public override PrivacyEvent CostOf(Sensitivity sensitivity) => new ExponentialEvent(epsilon);

    internal override int Draw(CandidateScores exact, Sensitivity sensitivity, INoiseSource noise) =>
        SelectionFor(exact, sensitivity).Draw(noise);

    internal override void Spell(int answer, CanonicalBytes bytes) => bytes.Add(answer);

    /// <summary>The distribution of the answer, from which can be drawn more than once.</summary>
    internal ExponentialSelection SelectionFor(CandidateScores exact, Sensitivity sensitivity) =>
        new(exact.Scores, epsilon / (2 * sensitivity.LInf));

    /// <summary>The mechanism that spends at most rho.</summary>
    public static ExponentialMechanism Spending(double rho) => new(Rational.RoundDown(Math.Sqrt(8 * rho * (1 - 1e-9)), GridBits));
}
