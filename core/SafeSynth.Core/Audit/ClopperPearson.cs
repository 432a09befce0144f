namespace SafeSynth.Audit;

/// <summary>Epsilon from the exact bounds of a test's two error rates: the definition of (epsilon, delta)-DP and nothing else.</summary>
/// <remarks>
/// Of every test, Pr[alarm | in] &lt;= exp(epsilon) Pr[alarm | out] + delta, and the same of silence with the sides exchanged (Kairouz, Oh,
/// Viswanath 2015, theorem 2.1). Each of the two rates is bounded at half of the error (Clopper, Pearson 1934), so that both hold but with
/// the error at most:
///   epsilon >= ln((1 - FNR - delta) / FPR), and >= ln((1 - FPR - delta) / FNR).
/// Source: Jagielski, Ullman, Oprea 2020; Nasr, Song, Thakurta, Papernot, Carlini 2021.
/// </remarks>
public sealed class ClopperPearson : IEpsilonBound
{
    public EpsilonBoundInfo Info { get; } = new(
        "ClopperPearson", "The logarithm of how many times as likely a true alarm surely is as a false one.", Assumes: "", NeedsSeparateRuns: true,
        "Clopper, Pearson 1934; Nasr et al. 2021");

    public double AtLeast(AlarmCounts counts, double delta, double error)
    {
        var (alarms, finds) = (counts.MostAlarms(error / 2), counts.LeastFinds(error / 2));
        return Math.Max(Ratio(finds, alarms), Ratio(1 - alarms, 1 - finds));

        double Ratio(double right, double wrong) => right - delta > wrong ? Math.Log((right - delta) / wrong) : 0;
    }
}
