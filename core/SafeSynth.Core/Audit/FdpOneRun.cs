using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Epsilon from guesses at canaries of one release, judged by a whole trade-off curve rather than by one point of it.</summary>
/// <remarks>
/// <para>Of m canaries, each in by a fair coin, g are guessed at and v guesses are right. Let b(y) be the least rate of false alarms at
/// which the claim allows a rate y of true ones. If the claim had probability a of so many right guesses or more, shares r of right and h
/// of wrong guesses would have to follow from
///   r = a v / m,  h = a (g - v) / m;  for i = v - 1 down to 0:  h' = max(h, b(r)),  r = min(1, r + i / (g - i) (h' - h)),  h = h',
/// and r + h could be g / m at most. Where it is more, the claim is refuted at level a.</para>
/// <para>For epsilon, the claims are those of Gaussian DP that keep (epsilon, delta). Here a guess is made at alarms only: "in".</para>
/// Source: Mahloujifar, Melis, Chaudhuri 2025, "Auditing f-Differential Privacy in One Run", whose algorithm 3 this is.
/// </remarks>
public sealed class FdpOneRun : IEpsilonBound
{
    public EpsilonBoundInfo Info { get; } = new(
        "FdpOneRun", "The epsilon of the least Gaussian mechanism that allows so many right guesses at canaries of one release.", Assumes: "Gaussian losses",
        NeedsSeparateRuns: false, "Mahloujifar, Melis, Chaudhuri 2025");

    public double AtLeast(AlarmCounts counts, double delta, double error)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        return Refuted.UpTo(epsilon =>
        {
            var mu = GaussianConversion.Mu(epsilon, delta);
            return Refutes(counts, rate => TradeOffCurve.LeastAlarmsOfGaussian(mu, rate), error);
        });
    }

    /// <summary>Whether the alarms refute a whole claimed curve.</summary>
    public static bool Refutes(AlarmCounts counts, PrivacyCurve claim, double error) =>
        Refutes(counts, new TradeOffCurve(claim).FalsePositiveRate, error);

    private static bool Refutes(AlarmCounts counts, Func<double, double> leastAlarms, double error)
    {
        double guesses = counts.InAlarmed + counts.OutAlarmed, canaries = counts.Canaries;
        var (right, wrong) = (error * counts.InAlarmed / canaries, error * counts.OutAlarmed / canaries);
        for (var i = counts.InAlarmed - 1; i >= 0; i--)
        {
            var least = Math.Max(wrong, leastAlarms(right));
            if (least == wrong)
                break;      // nothing changes from here on
            right = Math.Min(1, right + (i / (guesses - i) * (least - wrong)));
            wrong = least;
        }

        return right + wrong > guesses / canaries;
    }
}
