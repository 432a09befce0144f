using MathNet.Numerics.Distributions;
using SafeSynth.Audit;
using SafeSynth.Privacy;

namespace SafeSynth.Gates;

/// <summary>How many members anybody can name in a release that keeps a claim: a bound for one release and all guesses together.</summary>
/// <remarks>
/// <para>Of N people, the members are n drawn at random; the attacker sees the release and names k people. Let the i-th of them be judged
/// given the release and the truth about those before.</para>
/// <para>Neighbours by replacement: whether the i-th is a member or not, the other members are the same but for one, who is drawn at
/// random; so by convexity the two releases are (epsilon, delta)-close. After h hits the odds of another are (n - h) / (N - n - i + h)
/// without the release, and at most exp(epsilon) times that with it but for the delta. Hits are dominated by Wallenius' urn, in which
/// members weigh exp(epsilon).</para>
/// <para>Neighbours by adding or removing: were everybody a member by a coin of probability n / N, independently, each guess would be right
/// with odds of at most exp(epsilon) n / (N - n), again but for the delta, so hits were dominated by a binomial (Steinke, Nasr, Jagielski
/// 2023, theorem 5.2, there for fair coins). A fixed number of members is that, given that the coins came to n; so every probability is at
/// most 1 / Pr[n] times as large. Drawing by number is not itself a matter of one addition or removal, hence this detour.</para>
/// <para>Delta, as in the same theorem: guesses that the delta covers are right for free, and 2 N delta of them are expected at most, so
///   Pr[hits >= v] &lt;= Pr[H >= v] + 2 N delta max over i of Pr[v > H >= v - i] / i,   H being what dominates at epsilon.
/// That holds for every pair (epsilon, delta) of the curve, hence for the best of them.</para>
/// </remarks>
internal sealed class HitsBound
{
    private readonly int _members, _others, _guesses;
    private readonly double _ofNumber;
    private readonly List<(double Delta, double[] Hits)> _dominating;

    /// <param name="claim">What the release is said to keep for each of the people.</param>
    /// <param name="members">n.</param>
    /// <param name="others">N - n.</param>
    /// <param name="guesses">k: how many people are named.</param>
    public HitsBound(Claim claim, int members, int others, int guesses)
    {
        (_members, _others, _guesses) = (members, others, guesses);
        var isReplacing = claim.Guarantee.Neighbors == Neighbors.ReplaceOne;
        _ofNumber = isReplacing ? 1 : Binomial.PMF((double)members / (members + others), members + others, members);
        _dominating =
        [
            .. Enumerable.Range(2, 14).Select(exponent => Math.Pow(10, -exponent)).Select(delta => (Epsilon: claim.Curve.Epsilon(delta), Delta: delta))
                .Where(point => double.IsFinite(point.Epsilon)).Append((claim.Guarantee.Epsilon, claim.Guarantee.Delta))
                .Select(point => (point.Delta, isReplacing ? Wallenius(point.Epsilon) : Coins(point.Epsilon))),
        ];
    }

    /// <summary>At most the probability of so many hits or more.</summary>
    public double Probability(int hits) => Math.Min(1, _dominating.Min(point => At(point.Delta, point.Hits, hits)) / _ofNumber);

    /// <summary>The most hits that do not refute the claim at a level.</summary>
    public int Most(double level)
    {
        var (most, refuting) = (0, _guesses + 1);
        while (refuting - most > 1)
        {
            var middle = (most + refuting) / 2;
            (most, refuting) = Probability(middle) > level ? (middle, refuting) : (most, middle);
        }

        return most;
    }

    private double At(double delta, double[] distribution, int hits) =>
        OneRun.WithFailures(h => distribution[h], _guesses, hits, (_members + _others) * delta);

    // Entry h is the probability of h hits.
    private double[] Coins(double epsilon)
    {
        var coins = new Binomial(Odds(epsilon, _members, _others), _guesses);
        return [.. Enumerable.Range(0, _guesses + 1).Select(coins.Probability)];
    }

    private double[] Wallenius(double epsilon)
    {
        var hits = new double[_guesses + 1];
        hits[0] = 1;
        for (var guess = 0; guess < _guesses; guess++)
        {
            for (var h = guess; h >= 0; h--)
            {
                var hit = hits[h] == 0 ? 0 : hits[h] * Odds(epsilon, _members - h, _others - guess + h);
                hits[h + 1] += hit;
                hits[h] -= hit;
            }
        }

        return hits;
    }

    private static double Odds(double epsilon, int membersLeft, int othersLeft) =>
        membersLeft <= 0 ? 0 : othersLeft <= 0 ? 1 : 1 / (1 + (othersLeft / (Math.Exp(epsilon) * membersLeft)));
}
