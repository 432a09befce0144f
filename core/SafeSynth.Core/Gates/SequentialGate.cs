using SafeSynth.Privacy;
using SafeSynth.Reports;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>
/// Do builds give their canaries away beyond their claims? A bet that goes on from build to build and may be looked at after each.
/// </summary>
/// <remarks>
/// <para>One bet. Of a release, A is the event that an observer guesses "in", B that he guesses "out", and else he says nothing; both
/// depend on the release alone. For every point (e, d) of the claim's curve, P(A | in) &lt;= exp(e) P(A | out) + d and P(B | out) &lt;=
/// exp(e) P(B | in) + d. The coin is fair, so
///   E[right] - exp(e) E[wrong] = (P(A | in) - exp(e) P(A | out) + P(B | out) - exp(e) P(B | in)) / 2 &lt;= d.
/// Hence X = right - exp(e) wrong - d has expectation 0 at most, and no release loses more than exp(e) + d, so for 0 &lt;= l &lt; 1 /
/// (exp(e) + d) the factor 1 + l X is above 0 and has expectation 1 at most. This holds for every claim that has this curve, with its
/// delta, and for Gaussian noise with equality at e = 0.</para>
/// <para>All bets. Coins and noise are fresh for every canary of every build, and what is bet is fixed before; so the product of the
/// factors is a supermartingale for each degree of certainty, each point of the curve and each stake l, and so is their sum when each
/// begins with a share of a wealth of 1 that is fixed in advance: 1 / (k (k + 1)) for the k-th observer of a subject to appear, of which 1
/// / (r (r + 1)) is staked in its r-th round, in equal parts on all bets, and the rest lies idle until then, so that a breach which begins
/// late is found as well. By Ville's inequality (1939) the wealth ever reaches 1 / alpha with probability alpha at most, however many
/// builds there are and whenever one looks. The betting is that of Waudby-Smith and Ramdas 2024; the bets, the dual of the trade-off curve
/// (Dong, Roth, Su 2022, proposition 2.12).</para>
/// <para>Once failed, a history stays failed. A Pass takes that half the noise, of any of the subjects, would have failed by now, 9 times
/// in 10.</para>
/// </remarks>
/// <param name="alpha">The chance that builds which keep their claims ever fail.</param>
public sealed class SequentialGate(double alpha = PermutationGate.DefaultAlpha) : IGate<GateHistory>
{
    // Of the l at which a single wrong guess would lose all.
    private static readonly double[] Parts = [0.01, 0.03, 0.06, 0.12, 0.25, 0.5, 0.9];

    private static readonly int Bets = CanaryRound.Points * CanaryGuesses.Degrees * Parts.Length;

    // In standard deviations: 9 times in 10 more guesses are right.
    private const double Margin = 1.3;

    public static GateInfo About { get; } = new(
        "SequentialGate", "Fails when builds, taken together, give their canaries away beyond their claims; may be looked at after each.",
        "Ville 1939; Dong, Roth, Su 2022; Waudby-Smith, Ramdas 2024");

    public GateInfo Info => About;

    public GateDecision Decide(GateHistory history, CancellationToken cancel = default)
    {
        var rounds = history.Rounds;
        var wealth = WealthOf(rounds);
        var blind = rounds.Select(round => round.Subject).Distinct()
            .FirstOrDefault(subject => WealthOf([.. rounds.Select(round => WithHalfTheNoise(round, subject))]).Highest < 1 / alpha);
        var verdict = wealth.Highest >= 1 / alpha ? Verdict.Fail : rounds.Count > 0 && blind is null ? Verdict.Pass : Verdict.Inconclusive;

        var reason = Invariant($"In {rounds.Count} rounds the wealth reached {wealth.Highest:G3}, and {1 / alpha:0.##} fails.{Told(rounds, wealth.Best)}") + verdict switch
        {
            Verdict.Fail => " The guarantee is broken: report a bug. After a repair, begin a new history.",
            Verdict.Inconclusive =>
                $" Half the noise{(blind is null ? "" : $" of {blind}")} would not surely have been seen yet: go on, or take more fits a round.",
            _ => "",
        };
        var isPublic = rounds.All(round => round.Kind == CanaryKind.Made);
        var result = new GateResult(
            About.Name, history.Name, verdict, "No build gives its canaries away beyond its claim.", alpha, "half the noise, 9 times in 10", isPublic ? reason : null);
        return new GateDecision(result, Invariant($"{verdict} (alpha {alpha}): {reason}"), Math.Min(1, 1 / wealth.Highest));
    }

    /// <summary>The most that a wealth of 1 ever was, after whole rounds.</summary>
    internal static double HighestWealth(IEnumerable<CanaryRound> rounds) => WealthOf(rounds).Highest;

    private static Wealth WealthOf(IEnumerable<CanaryRound> rounds)
    {
        var strands = new Dictionary<Strand, Stake>();
        var (highest, best) = (1.0, default(Strand?));
        foreach (var round in rounds)
        {
            foreach (var guesses in round.Guesses)
            {
                var strand = new Strand(round.Subject, guesses.Observer);
                if (!strands.TryGetValue(strand, out var stake))
                    strands[strand] = stake = new Stake(ShareOf(strands.Count + 1));
                stake.Bet(round.Claim, guesses);
            }

            var wealth = 1 + strands.Values.Sum(stake => stake.Wealth - stake.Share);
            if (wealth > highest)
                (highest, best) = (wealth, strands.MaxBy(strand => strand.Value.Wealth / strand.Value.Share).Key);
        }

        return new Wealth(highest, best);
    }

    private static double ShareOf(int number) => 1.0 / (number * (number + 1.0));

    // Best guesses at Gaussian noise with mu are right with probability Phi(mu / 2).
    private static CanaryRound WithHalfTheNoise(CanaryRound round, string subject)
    {
        var first = round.Guesses[0];
        var isRight = 1 - NormalTail.Probability(round.Mu);
        var right = round.Subject != subject ? 0
            : (int)Math.Max(0, (isRight * first.Canaries) - (Margin * Math.Sqrt(isRight * (1 - isRight) * first.Canaries)));
        int[] never = new int[CanaryGuesses.Degrees];
        return new CanaryRound(
            round.Transcript, round.Kind, round.Subject, round.Mu, round.Claim,
            [new CanaryGuesses(first.Observer, first.Canaries, [right, .. never[1..]], round.Subject != subject ? never : [first.Canaries - right, .. never[1..]])]);
    }

    private static string Told(IReadOnlyList<CanaryRound> rounds, Strand? best)
    {
        if (rounds.Count == 0)
            return "";
        var strand = best ?? new Strand(rounds[^1].Subject, rounds[^1].Guesses[0].Observer);
        var (right, canaries) = (0L, 0L);
        var allowed = 0.0;
        foreach (var round in rounds.Where(round => round.Subject == strand.Subject))
        {
            foreach (var guesses in round.Guesses.Where(guesses => guesses.Observer == strand.Observer))
            {
                right += guesses.Right[0];
                canaries += guesses.Canaries;
                allowed += guesses.Canaries * (1 + round.Claim[0].Delta) / 2;
            }
        }

        return $" By {(strand.Observer == CanaryObserver.WhiteBox ? "all noisy answers" : "synthetic rows alone")} of {strand.Subject}, {Figures.Whole(right)} of {Figures.Whole(canaries)} "
            + $"canaries were told right; the claim allows {Figures.Whole((long)Math.Ceiling(allowed))} on average.";
    }

    /// <summary>What is judged together, from build to build.</summary>
    private sealed record Strand(string Subject, CanaryObserver Observer);

    /// <summary>All bets on one strand, and what of its share waits for later rounds.</summary>
    private sealed class Stake(double share)
    {
        // Logarithms: what a bet comes to may be more than a double can hold.
        private readonly double[] _logs = [.. Enumerable.Repeat(double.NegativeInfinity, Bets)];
        private double _idle = share;
        private int _rounds;

        public double Share { get; } = share;

        public double Wealth => _idle + _logs.Sum(Math.Exp);

        public void Bet(IReadOnlyList<ClaimPoint> claim, CanaryGuesses guesses)
        {
            var fresh = Share * ShareOf(++_rounds);
            _idle = Math.Max(0, _idle - fresh);
            var bet = 0;
            foreach (var point in claim)
            {
                var most = 1 / (Math.Exp(point.Epsilon) + point.Delta);
                for (var degree = 0; degree < CanaryGuesses.Degrees; degree++)
                {
                    var (right, wrong) = (guesses.Right[degree], guesses.Wrong[degree]);
                    foreach (var part in Parts)
                    {
                        var factor = (right * Math.Log(1 + (part * most * (1 - point.Delta)))) + (wrong * Math.Log(1 - part))
                            + ((guesses.Canaries - right - wrong) * Math.Log(1 - (part * most * point.Delta)));
                        _logs[bet] = LogSum(_logs[bet], Math.Log(fresh / Bets)) + factor;
                        bet++;
                    }
                }
            }
        }

        private static double LogSum(double a, double b) => Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
    }

    /// <param name="Highest">The most that a wealth of 1 ever was.</param>
    /// <param name="Best">What brought the most of it; null where it never grew.</param>
    private sealed record Wealth(double Highest, Strand? Best);
}
