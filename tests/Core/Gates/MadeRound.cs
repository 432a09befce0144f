using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Gates;

/// <summary>Rounds of canaries whose releases are made up.</summary>
internal static class MadeRound
{
    /// <summary>Gaussian releases that are told apart by a mu, of which the claim allows another.</summary>
    public static CanaryRound Gaussian(int build, ReleaseCap claim, double mu, int canaries, SampleRandom random)
    {
        var allowed = Math.Sqrt(2 * claim.Cost.Rho);
        var coins = CanaryScores.Coins(canaries, random);
        // What an observer who believes in the claim makes of y = N(0 or mu, 1).
        var scores = Array.ConvertAll(coins, isIn => allowed * ((isIn ? mu / 2 : -mu / 2) + random.NextNormal()));
        return Of(build, claim.Curve, claim.Guarantee.Epsilon, allowed, CanaryScores.Of(scores, coins), allowed);
    }

    /// <summary>Releases that tell the truth with a probability, and say that it is surely the truth with another.</summary>
    public static CanaryRound Coins(int build, Claim claim, double isRight, double isSure, int canaries, SampleRandom random)
    {
        var coins = CanaryScores.Coins(canaries, random);
        var scores = Array.ConvertAll(coins, isIn => random.NextDouble() < isSure ? (isIn ? 9 : -9) : (random.NextDouble() < isRight) == isIn ? 0.5 : -0.5);
        return Of(build, claim.Curve, claim.Guarantee.Epsilon, mu: 1, CanaryScores.Of(scores, coins), deviation: 1);
    }

    /// <summary>So many canaries, of whom so many are told right and the others wrong, however sure one has to be.</summary>
    public static CanaryRound Told(int build, int canaries, int right, CanaryKind kind = CanaryKind.Made, string subject = "made", double epsilon = 1)
    {
        int[] All(int count) => [.. Enumerable.Repeat(count, CanaryGuesses.Degrees)];
        return new CanaryRound(
            Transcript(build), kind, subject, mu: 1, CanaryRound.PointsOf(Claim.Of(new Guarantee(epsilon, 1e-9)).Curve, epsilon),
            [new CanaryGuesses(CanaryObserver.WhiteBox, canaries, All(right), All(canaries - right))]);
    }

    public static string Transcript(int build) => build.ToString("x64");

    private static CanaryRound Of(int build, PrivacyCurve curve, double epsilon, double mu, CanaryScores scores, double deviation) => new(
        Transcript(build), CanaryKind.Made, "made", mu, CanaryRound.PointsOf(curve, epsilon), [CanaryGuesses.Of(CanaryObserver.WhiteBox, scores, deviation)]);
}
