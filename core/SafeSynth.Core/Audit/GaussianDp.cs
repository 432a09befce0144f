using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Epsilon from the least mu of Gaussian DP that allows a test's error rates: one test tells of the whole curve.</summary>
/// <remarks>
/// Under mu-GDP every test has FNR >= Phi(Phi^-1(1 - FPR) - mu) (Dong, Roth, Su 2022, definition 2.6), hence
///   mu >= Phi^-1(1 - FPR) - Phi^-1(FNR),
/// with both rates bounded at half of the error. Epsilon is that of mu at delta (same, corollary 2.13). What is refuted is every smaller
/// mu; of (epsilon, delta) it tells if the release is exactly Gaussian, as those are that compose in GDP. Of others it is an estimate.
/// Source: Nasr, Hayes, Steinke, Balle, Tramer, Jagielski, Carlini, Terzis 2023, "Tight Auditing of Differentially Private Machine
/// Learning".
/// </remarks>
public sealed class GaussianDp : IEpsilonBound
{
    public EpsilonBoundInfo Info { get; } = new(
        "GaussianDp", "The epsilon of the least Gaussian mechanism that allows such error rates.", Assumes: "Gaussian losses", NeedsSeparateRuns: true,
        "Nasr et al. 2023; Dong, Roth, Su 2022");

    public double AtLeast(AlarmCounts counts, double delta, double error)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        return Mu(counts, error) is > 0 and var mu ? GaussianConversion.Epsilon(mu, delta) : 0;
    }

    /// <summary>The least mu; negative where the test does worse than chance.</summary>
    internal static double Mu(AlarmCounts counts, double error)
    {
        var (alarms, finds) = (counts.MostAlarms(error / 2), counts.LeastFinds(error / 2));
        return alarms >= 1 || finds <= 0 ? double.NegativeInfinity : NormalTail.UpperQuantile(alarms) - NormalTail.UpperQuantile(finds);
    }
}
