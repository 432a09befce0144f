using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>
/// In each group selects a point of a grid with probability proportional to exp(epsilon score / (2 sensitivity)), exactly: the exponential
/// mechanism for ordered domains.
/// </summary>
/// <remarks>
/// Guarantee: epsilon-DP, and (epsilon^2 / 8)-zCDP because its privacy loss has range epsilon; for all groups together.
/// Proof: a choice is one point in each group, and its score the sum of theirs. Drawing each point by itself with weight exp(c score), c =
///   epsilon / (2 LInf), draws a choice with weight exp(c sum): it is the exponential mechanism over all choices, whose sum moves by at
///   most LInf between neighbours. So each weight, and the sum of all weights, moves by a factor within exp(-+epsilon / 2); losses share
///   the latter and lie in an interval of length epsilon (bounded range, Dong, Durfee, Rogers 2020), which implies (epsilon^2 / 8)-zCDP
///   (Cesar and Rogers 2021, lemma 3.4). Points of equal score are drawn as one interval, weighted by how many they are: the same
///   distribution.
/// Work: the time depends on the number of distinct values, and is outside the guarantee.
/// Source: McSherry and Talwar 2007; Smith 2011 for intervals.
/// </remarks>
public sealed class IntervalExponential(Rational epsilon) : Mechanism<IntervalScores, int[]>
{
    private const int GridBits = 30;

    public override PrivacyEvent CostOf(Sensitivity sensitivity) => new ExponentialEvent(epsilon);

    internal override int[] Draw(IntervalScores exact, Sensitivity sensitivity, INoiseSource noise) =>
        Array.ConvertAll(exact.Groups, intervals => IntervalSelection.Draw(intervals.Span, epsilon / (2 * sensitivity.LInf), noise));

    internal override void Spell(int[] answer, CanonicalBytes bytes)
    {
        foreach (var point in answer)
            bytes.Add(point);
    }

    /// <summary>
    /// How far the score of what is drawn in one group can be from the best, but for a chance of <paramref name="failure"/>.
    /// </summary>
    /// <param name="points">How many points there are.</param>
    /// <param name="sensitivity">Of the query.</param>
    /// <param name="failure">Above 0 and below 1.</param>
    /// <remarks>
    /// Points further off than t have a total weight of at most points exp(-c t) against that of the best one: McSherry and Talwar 2007.
    /// </remarks>
    public double ErrorBound(long points, Sensitivity sensitivity, double failure) =>
        (Math.Log(points) - Math.Log(failure)) * 2 * sensitivity.LInf / epsilon.ToDoubleDown();

    /// <summary>The mechanism that spends at most rho.</summary>
    public static IntervalExponential Spending(double rho) => new(Rational.RoundDown(Math.Sqrt(8 * rho * (1 - 1e-9)), GridBits));
}
