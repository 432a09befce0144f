using MathNet.Numerics;
using SafeSynth.Privacy;

namespace SafeSynth.Gates;

/// <summary>How many members anybody can name in a release that keeps a claim: a bound for one release and all guesses together.</summary>
/// <remarks>
/// <para>Of N people, the members are n drawn at random; the attacker sees the release and names k people. Let the i-th of them be judged given
/// the release and the truth about those before.</para>
/// <para>Neighbours by replacement: whether the i-th is a member or not, the other members are the same but for one, who is drawn at random; so by
/// convexity the two releases are (epsilon, delta)-close. After h hits the odds of another are (n - h) / (N - n - i + h) without the release, and
/// at most exp(epsilon) times that with it but for the delta. Hits are dominated by Wallenius' urn, in which members weigh exp(epsilon).</para>
/// <para>Neighbours by adding or removing: were everybody a member by a coin of probability n / N, independently, each guess would be right with
/// odds of at most exp(epsilon) n / (N - n), again but for the delta, so hits were dominated by a binomial (Steinke, Nasr, Jagielski 2023, theorem 5.2,
/// there for fair coins). A fixed number of members is that, given that the coins came to n; so every probability is at most 1 / Pr[n]
/// times as large. Drawing by number is not itself a matter of one addition or removal, hence this detour.</para>
/// <para>Delta, as in the same theorem: guesses that the delta covers are right for free, and 2 N delta of them are expected at most, so
///   Pr[hits >= v] &lt;= Pr[H >= v] + 2 N delta max over i of Pr[v > H >= v - i] / i,   H being what dominates at epsilon.
/// That holds for every pair (epsilon, delta) of the curve, hence for the best of them.</para>
/// </remarks>
/// <param name="claim">What the release is said to keep for each of the people.</param>
/// <param name="members">n.</param>
/// <param name="others">N - n.</param>
internal sealed class HitsBound(Claim claim, int members, int others)
{
    private readonly List<(double Epsilon, double Delta)> _points =
    [
        .. Enumerable.Range(2, 14).Select(exponent => Math.Pow(10, -exponent)).Append(claim.Guarantee.Delta)
            .Select(delta => (Epsilon: claim.Curve.Epsilon(delta), Delta: delta)).Where(point => double.IsFinite(point.Epsilon)),
    ];

    /// <summary>At most the probability of so many hits or more.</summary>
    /// <param name="guesses">k: how many people are named.</param>
    /// <param name="hits">How many of them are members.</param>
    public double Probability(int guesses, int hits) => Math.Min(1, _points.Min(point => At(point, guesses, hits)));

    /// <summary>The most hits that do not refute the claim at a level.</summary>
    public int Most(int guesses, double level) => Enumerable.Range(0, guesses).Reverse().FirstOrDefault(hits => Probability(guesses, hits) > level, 0) is var most
        && Probability(guesses, guesses) > level ? guesses : most;

    private double At((double Epsilon, double Delta) point, int guesses, int hits)
    {
        var isReplacing = claim.Guarantee.Neighbors == Neighbors.ReplaceOne;
        var distribution = isReplacing ? Wallenius(point.Epsilon, guesses) : Coins(point.Epsilon, guesses);
        var tail = distribution.Skip(hits).Sum();
        double free = 0, below = 0;
        for (var i = 1; i <= hits; i++)
        {
            below += distribution[hits - i];
            free = Math.Max(free, below / i);
        }

        var bound = tail + (2 * (members + others) * point.Delta * free);
        return isReplacing ? bound : bound / ProbabilityOfNumber();
    }

    // Entry h is the probability of h hits, guess by guess.
    private double[] Wallenius(double epsilon, int guesses) => Distribution(guesses, (guess, hits) => Odds(epsilon, members - hits, others - guess + hits));

    private double[] Coins(double epsilon, int guesses) => Distribution(guesses, (_, _) => Odds(epsilon, members, others));

    private static double[] Distribution(int guesses, Func<int, int, double> next)
    {
        var hits = new double[guesses + 1];
        hits[0] = 1;
        for (var guess = 0; guess < guesses; guess++)
        {
            for (var h = guess; h >= 0; h--)
            {
                var hit = hits[h] == 0 ? 0 : hits[h] * next(guess, h);
                hits[h + 1] += hit;
                hits[h] -= hit;
            }
        }

        return hits;
    }

    private static double Odds(double epsilon, int membersLeft, int othersLeft) =>
        membersLeft <= 0 ? 0 : othersLeft <= 0 ? 1 : 1 / (1 + (othersLeft / (Math.Exp(epsilon) * membersLeft)));

    private double ProbabilityOfNumber()
    {
        double n = members + others, share = members / n;
        return Math.Exp(
            SpecialFunctions.GammaLn(n + 1) - SpecialFunctions.GammaLn(members + 1) - SpecialFunctions.GammaLn(others + 1)
            + (members * Math.Log(share)) + (others * Math.Log(1 - share)));
    }
}
