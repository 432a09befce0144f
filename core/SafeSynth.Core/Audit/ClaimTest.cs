using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Whether canaries were told apart better than a whole claimed curve allows.</summary>
/// <remarks>
/// Tests are fixed by a quarter of the canaries, in both directions, and counted on the others. Both error rates of every test are bounded
/// exactly (Clopper, Pearson 1934), and by a union bound all of these bounds hold at once but with the stated chance.
/// </remarks>
internal static class ClaimTest
{
    private const double PilotShare = 0.25;

    /// <summary>How likely <see cref="WouldSee"/> is right at the least, in standard deviations of each rate.</summary>
    private const double Margin = 1.3;

    /// <summary>
    /// The share of true alarms that surely is beyond what the claim allows at the rate of false ones, for the worst test; negative where
    /// none is.
    /// </summary>
    /// <param name="scores">Of independent canaries, such as many releases with one each.</param>
    /// <param name="claim">What is claimed.</param>
    /// <param name="error">The chance that the result is positive though the claim is kept.</param>
    public static double Excess(CanaryScores scores, PrivacyCurve claim, double error)
    {
        var curve = new TradeOffCurve(claim);
        var (pilot, main) = scores.Parts(PilotShare, new SampleRandom(seed: 1));
        var thresholds = ThresholdChoice.Quantiles(pilot.In.Concat(pilot.Out));
        var each = error / (4 * thresholds.Count);
        var reversed = main.Reversed();
        return thresholds.SelectMany(threshold => new[] { main.Above(threshold), reversed.Above(Math.BitDecrement(-threshold)) })
            .Max(test => test.LeastFinds(each) - curve.TruePositiveRate(Math.Min(1, test.MostAlarms(each))));
    }

    /// <summary>Whether the excess would be positive, about 9 times in 10, were losses Gaussian with a mu.</summary>
    /// <param name="mu">Of the Gaussian mechanism that the canaries' releases would be as bad as.</param>
    /// <param name="canaries">On each side.</param>
    /// <param name="claim">What is claimed.</param>
    /// <param name="error">As above.</param>
    public static bool WouldSee(double mu, double canaries, PrivacyCurve claim, double error)
    {
        var tested = (int)((1 - PilotShare) * canaries);
        var finds = 1 - NormalTail.Probability(mu / 2);
        var off = Margin * Math.Sqrt(finds * (1 - finds) * tested);
        var test = new AlarmCounts(tested, tested, (int)((finds * tested) - off), (int)(((1 - finds) * tested) + off));
        var each = error / (4 * ThresholdChoice.MostQuantiles);
        return test.LeastFinds(each) > new TradeOffCurve(claim).TruePositiveRate(Math.Min(1, test.MostAlarms(each)));
    }
}
