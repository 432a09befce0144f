using System.Text.Json.Serialization;
using SafeSynth.Audit;
using SafeSynth.Privacy;

namespace SafeSynth.Gates;

/// <summary>Which records a build guessed at. Real people are no canaries.</summary>
public enum CanaryKind
{
    /// <summary>Records that were made up for the audit.</summary>
    Made,

    /// <summary>Records whose presence the release's own budget was charged for.</summary>
    Charged,
}

/// <summary>What guesses are made by.</summary>
public enum CanaryObserver
{
    /// <summary>All noisy answers of a release.</summary>
    WhiteBox,

    /// <summary>The synthetic rows alone.</summary>
    BlackBox,
}

/// <summary>What came of one build's guesses at its canaries: how many were right, never which.</summary>
/// <remarks>
/// Each canary has a release of its own, which it went into or stayed out of by a fair coin, and noise and coins are drawn anew for every
/// build. A guess, and whether one is made, is a function of the release alone that was fixed before its coin was looked at.
/// </remarks>
public sealed record CanaryRound
{
    /// <summary>How many points of a claim's curve a round is judged by.</summary>
    public const int Points = 5;

    private const int TranscriptLength = 64;

    // Shares of the claimed epsilon: small ones tell Gaussian noise best, the claim itself failures that are rare and tell all.
    private static readonly double[] Shares = [0, 0.125, 0.25, 0.5, 1];

    /// <param name="transcript">The hash of all noisy answers: 64 lower-case hexadecimal digits.</param>
    /// <param name="kind">Which records were guessed at.</param>
    /// <param name="subject">What made the releases. Rounds of one subject are judged together.</param>
    /// <param name="mu">How far apart, in standard deviations, all noise that the claim allows leaves the two sides; twice that with half
    /// the noise. Decides what a Pass takes.</param>
    /// <param name="claim">Points of the curve that the releases are said to keep for each canary, <see cref="Points"/> of them, of rising
    /// epsilon from 0.</param>
    /// <param name="guesses">The guesses of each observer, those that tell most first.</param>
    /// <exception cref="ArgumentException">The figures make no sense together.</exception>
    [JsonConstructor]
    public CanaryRound(string transcript, CanaryKind kind, string subject, double mu, IReadOnlyList<ClaimPoint> claim, IReadOnlyList<CanaryGuesses> guesses)
    {
        if (transcript.Length != TranscriptLength || !transcript.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("A transcript is named by 64 lower-case hexadecimal digits.", nameof(transcript));
        if (string.IsNullOrWhiteSpace(subject))
            throw new ArgumentException("A round is of something that has a name.", nameof(subject));
        Demand.NotNegative(mu, nameof(mu));
        if (claim.Count != Points || claim[0].Epsilon != 0 || claim.Zip(claim.Skip(1)).Any(pair => pair.First.Epsilon >= pair.Second.Epsilon || pair.First.Delta < pair.Second.Delta))
            throw new ArgumentException("A claim's curve falls, from epsilon 0.", nameof(claim));
        if (guesses.Count == 0 || guesses.DistinctBy(of => of.Observer).Count() < guesses.Count)
            throw new ArgumentException("Each observer guesses once.", nameof(guesses));
        (Transcript, Kind, Subject, Mu, Claim, Guesses) = (transcript, kind, subject, mu, claim, guesses);
    }

    public string Transcript { get; }

    public CanaryKind Kind { get; }

    public string Subject { get; }

    public double Mu { get; }

    public IReadOnlyList<ClaimPoint> Claim { get; }

    public IReadOnlyList<CanaryGuesses> Guesses { get; }

    /// <summary>The round of an audit.</summary>
    public static CanaryRound Of(GuaranteeReport report)
    {
        // Of a Gaussian release that is the standard deviation of its log-likelihood ratio, too.
        var mu = Math.Sqrt(2 * report.Cap.Cost.Rho);
        return new CanaryRound(
            report.Transcript, CanaryKind.Made, report.HalfTheNoise ? $"{report.Generator.Name}, half the noise" : report.Generator.Name, mu,
            PointsOf(report.Cap.Curve, report.Claimed.Epsilon),
            [CanaryGuesses.Of(CanaryObserver.WhiteBox, report.WhiteBox, mu), CanaryGuesses.Of(CanaryObserver.BlackBox, report.BlackBox, deviation: 1)]);
    }

    /// <summary>The points of a curve that a round is judged by, up to the epsilon that is claimed.</summary>
    public static IReadOnlyList<ClaimPoint> PointsOf(PrivacyCurve curve, double epsilon) =>
        [.. Shares.Select(share => new ClaimPoint(share * epsilon, curve.Delta(share * epsilon)))];
}

/// <summary>A pair that a release keeps.</summary>
public sealed record ClaimPoint
{
    /// <exception cref="ArgumentException">They are no pair of a privacy guarantee.</exception>
    [JsonConstructor]
    public ClaimPoint(double epsilon, double delta)
    {
        Demand.NotNegative(epsilon, nameof(epsilon));
        Demand.Probability(delta);
        (Epsilon, Delta) = (epsilon, delta);
    }

    public double Epsilon { get; }

    public double Delta { get; }
}

/// <summary>One observer's guesses, counted by how sure he had to be to make one.</summary>
public sealed record CanaryGuesses
{
    /// <summary>How many degrees of certainty there are; none is asked for at the first one.</summary>
    public const int Degrees = 4;

    /// <param name="observer">What he guessed by.</param>
    /// <param name="canaries">How many there were.</param>
    /// <param name="right">For each degree, how many guesses were right;</param>
    /// <param name="wrong">and how many were wrong. No guess was made at the others.</param>
    /// <exception cref="ArgumentException">The figures make no sense together.</exception>
    [JsonConstructor]
    public CanaryGuesses(CanaryObserver observer, int canaries, IReadOnlyList<int> right, IReadOnlyList<int> wrong)
    {
        if (right.Count != Degrees || wrong.Count != Degrees || right.Concat(wrong).Any(count => count < 0))
            throw new ArgumentException("There is one count for each degree of certainty.", nameof(right));
        if (right.Zip(wrong).Any(counts => (long)counts.First + counts.Second > canaries))
            throw new ArgumentException("There are more guesses than canaries.", nameof(canaries));
        (Observer, Canaries, Right, Wrong) = (observer, canaries, right, wrong);
    }

    public CanaryObserver Observer { get; }

    public int Canaries { get; }

    public IReadOnlyList<int> Right { get; }

    public IReadOnlyList<int> Wrong { get; }

    /// <summary>Guesses by scores that are above zero for "in": each degree takes a score one deviation farther from zero.</summary>
    /// <param name="observer">Whose scores they are.</param>
    /// <param name="scores">One for each release.</param>
    /// <param name="deviation">How far scores vary, as far as that is known without them.</param>
    public static CanaryGuesses Of(CanaryObserver observer, CanaryScores scores, double deviation)
    {
        var reversed = scores.Reversed();
        var tests = Enumerable.Range(0, Degrees).Select(degree => (In: scores.Above(degree * deviation), Out: reversed.Above(degree * deviation))).ToList();
        return new CanaryGuesses(
            observer, scores.In.Count + scores.Out.Count,
            [.. tests.Select(test => test.In.InAlarmed + test.Out.InAlarmed)], [.. tests.Select(test => test.In.OutAlarmed + test.Out.OutAlarmed)]);
    }
}
