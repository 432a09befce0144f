using MathNet.Numerics.Distributions;

namespace SafeSynth.Audit;

/// <summary>Epsilon from guesses at canaries that may all be in one release, each by a fair coin.</summary>
/// <remarks>
/// Of m canaries r are guessed at and v guesses are right. Under (epsilon, delta)-DP of each canary, with q = exp(epsilon) / (1 +
/// exp(epsilon)),
///   Pr[right >= v] &lt;= Pr[B >= v] + 2 m delta max over 1 &lt;= i &lt;= v of Pr[v > B >= v - i] / i,   B binomial of r and q
/// (Steinke, Nasr, Jagielski 2023, theorem 5.2). No independence between canaries is needed, and the coins are all that is random of them.
/// Whom to guess at may depend on the release. Here a guess is made at alarms only: "in".
/// </remarks>
public sealed class OneRun : IEpsilonBound
{
    public EpsilonBoundInfo Info { get; } = new(
        "OneRun", "The epsilon that allows so many right guesses at canaries of one release.", Assumes: "", NeedsSeparateRuns: false,
        "Steinke, Nasr, Jagielski 2023");

    public double AtLeast(AlarmCounts counts, double delta, double error) =>
        AtLeast(counts.Canaries, counts.InAlarmed + counts.OutAlarmed, counts.InAlarmed, delta, error);

    /// <summary>The largest epsilon that so many right guesses refute; 0 where they refute none.</summary>
    internal static double AtLeast(int canaries, int guesses, int right, double delta, double error) =>
        Refuted.UpTo(epsilon => PValue(canaries, guesses, right, epsilon, delta) < error);

    /// <summary>At most the chance of so many right guesses or more under (epsilon, delta)-DP.</summary>
    internal static double PValue(int canaries, int guesses, int right, double epsilon, double delta)
    {
        var coins = new Binomial(1 / (1 + Math.Exp(-epsilon)), guesses);
        return WithFailures(hits => coins.Probability(hits), guesses, right, canaries * delta);
    }

    /// <summary>At most the chance of so many hits or more, where hits are dominated by a distribution but for failures.</summary>
    /// <param name="distribution">The chance of each number of hits.</param>
    /// <param name="guesses">The most hits.</param>
    /// <param name="hits">The hits that are asked about.</param>
    /// <param name="failures">The delta of all canaries together; twice as many guesses are expected to be right for free at most.</param>
    internal static double WithFailures(Func<int, double> distribution, int guesses, int hits, double failures)
    {
        double tail = 0, free = 0, below = 0;
        for (var h = guesses; h >= hits; h--)
            tail += distribution(h);
        for (var i = 1; failures > 0 && i <= hits; i++)
        {
            below += distribution(hits - i);
            free = Math.Max(free, below / i);
        }

        return Math.Min(1, tail + (2 * failures * free));
    }
}
