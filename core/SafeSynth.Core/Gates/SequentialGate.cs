using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>Do builds give their canaries away beyond their claims? A bet that goes on from build to build and may be looked at after each.</summary>
/// <remarks>
/// <para>Guesses at canaries that went in or stayed out by fair coins are right with probability q = e^epsilon / (1 + e^epsilon) at most, given the
/// release and the coins looked at before, but for delta (Steinke, Nasr, Jagielski 2023). A bet of lambda multiplies a wealth by
/// 1 + lambda (1 - q) for a right guess, by 1 - lambda q for a wrong one, and leaves it where none is made: under the claim the expected factor E of a
/// build is 1 at most, but for guesses that delta covers. Of those 2 m delta are expected among m canaries at most, so with that probability at most
/// there is one; with E cut off at a C that
/// is fixed before the coins are looked at,
///   E[min(E, C)] &lt;= 1 + 2 m delta C,
/// and min(E, C) / (1 + 2 m delta C) has expectation 1 at most. Coins and noise are fresh in every build, so the wealth, a mean over
/// several lambdas (each with a share of it, fixed in advance), is a supermartingale, and the chance that it ever
/// reaches 1 / alpha is alpha at most, however many builds there are (Ville 1939; Waudby-Smith, Ramdas 2024).</para>
/// <para>Once failed, a history stays failed. A Pass takes that guesses which were all right would have failed.</para>
/// </remarks>
/// <param name="alpha">The chance that builds which keep their claims ever fail.</param>
public sealed class SequentialGate(double alpha = PermutationGate.DefaultAlpha) : IGate<GateHistory>
{
    // A lambda is this share of 1 / q, at which a single wrong guess would lose all.
    private static readonly double[] Stakes = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];

    // C is this many times 1 / alpha at least, so that two of the stakes at the cap fail a single build.
    private const double LeastCapTimesAlpha = 4;

    // 2 m delta C: half a percent of the wealth a build, where delta allows.
    private const double Toll = 0.005;

    public static GateInfo About { get; } = new(
        "SequentialGate", "Fails when builds, taken together, give their canaries away beyond their claims; may be looked at after each.",
        "Ville 1939; Steinke, Nasr, Jagielski 2023; Waudby-Smith, Ramdas 2024");

    public GateInfo Info => About;

    public GateDecision Decide(GateHistory history, CancellationToken cancel = default)
    {
        var highest = HighestWealth(history.Rounds);
        var couldFail = HighestWealth(history.Rounds, areAllRight: true) >= 1 / alpha;
        var verdict = highest >= 1 / alpha ? Verdict.Fail : couldFail ? Verdict.Pass : Verdict.Inconclusive;
        var (right, guesses) = (history.Rounds.Sum(round => round.Right), history.Rounds.Sum(round => round.Right + round.Wrong));
        return new GateDecision(
            new GateResult(About.Name, history.Name, verdict, "No build gives its canaries away beyond its claim.", alpha, "builds of which every guess is right"),
            Invariant($"{verdict} (alpha {alpha}): {right} of {guesses} guesses in {history.Rounds.Count} builds were right; the wealth reached {highest:0.##}, and {1 / alpha:0.##} fails.")
                + (verdict == Verdict.Inconclusive ? " Not even right guesses alone could have failed yet: go on, or use more canaries." : ""),
            Math.Min(1, 1 / highest));
    }

    /// <summary>The delta at which rounds of so many canaries are judged.</summary>
    internal static double DeltaFor(int canaries) => Toll * PermutationGate.DefaultAlpha / (2 * LeastCapTimesAlpha * Math.Max(1, canaries));

    /// <summary>The most that a wealth of 1 ever was.</summary>
    internal double HighestWealth(IEnumerable<CanaryRound> rounds, bool areAllRight = false)
    {
        var wealth = Stakes.Select(_ => 1.0 / Stakes.Length).ToArray();
        var highest = 1.0;
        foreach (var round in rounds)
        {
            var (right, wrong) = areAllRight ? (round.Right + round.Wrong, 0) : (round.Right, round.Wrong);
            for (var i = 0; i < wealth.Length; i++)
                wealth[i] *= Factor(round, Stakes[i], right, wrong);
            highest = Math.Max(highest, wealth.Sum());
        }

        return highest;
    }

    // lambda (1 - q) = stake (1 - q) / q = stake exp(-epsilon), and lambda q = stake.
    private double Factor(CanaryRound round, double stake, int right, int wrong)
    {
        var covered = 2 * round.Canaries * round.Delta;
        var cap = Math.Max(LeastCapTimesAlpha / alpha, Toll / covered);
        var won = Math.Exp((right * Math.Log(1 + (stake * Math.Exp(-round.Epsilon)))) + (wrong * Math.Log(1 - stake)));
        return covered == 0 ? won : Math.Min(won, cap) / (1 + (covered * cap));
    }
}
