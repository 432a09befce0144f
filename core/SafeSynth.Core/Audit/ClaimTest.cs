using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Whether canaries were told apart better than a whole claimed curve allows.</summary>
/// <remarks>
/// Tests are fixed by a quarter of the canaries, in both directions, and counted on the others. Both error rates of every test are bounded exactly
/// (Clopper, Pearson 1934), and by a union bound all of these bounds hold at once but with the stated chance.
/// </remarks>
internal static class ClaimTest
{
    /// <summary>The share of true alarms that surely is beyond what the claim allows at the rate of false ones, for the worst test; negative where none is.</summary>
    /// <param name="scores">Of independent canaries, such as many releases with one each.</param>
    /// <param name="claim">What is claimed.</param>
    /// <param name="error">The chance that the result is positive though the claim is kept.</param>
    public static double Excess(CanaryScores scores, PrivacyCurve claim, double error)
    {
        var curve = new TradeOffCurve(claim);
        var (pilot, main) = scores.Parts(0.25, new SampleRandom(seed: 1));
        var thresholds = ThresholdChoice.Quantiles(pilot.In.Concat(pilot.Out));
        var each = error / (4 * thresholds.Count);
        var reversed = main.Reversed();
        return thresholds.SelectMany(threshold => new[] { main.Above(threshold), reversed.Above(Math.BitDecrement(-threshold)) })
            .Max(test => test.LeastFinds(each) - curve.TruePositiveRate(Math.Min(1, test.MostAlarms(each))));
    }
}
