using SafeSynth.Audit;
using SafeSynth.Privacy;
using NormalDistribution = MathNet.Numerics.Distributions.Normal;

namespace SafeSynth.Tests.Audit;

/// <summary>What can be told of a mechanism's privacy by running it many times on each of two neighbours.</summary>
/// <remarks>
/// Every run leaves one number, whose order is that of the exact likelihood ratio of its answer, "with" against "without". By Neyman and
/// Pearson, tests that compare it with a threshold are the best there are at their false-alarm rates.
/// </remarks>
/// <param name="with">One number for each run on the data with the unit.</param>
/// <param name="without">As many for its neighbour.</param>
internal sealed class Audit(long[] with, long[] without)
{
    /// <summary>The chance that <see cref="Excess"/> is positive though the claim is kept.</summary>
    public const double FalseVerdictRate = 1e-6;

    /// <summary>The chance that <see cref="AtLeast"/> is above the truth.</summary>
    public const double FalseBoundRate = 0.05;

    private readonly CanaryScores _scores = new(with.Select(ratio => (double)ratio), without.Select(ratio => (double)ratio));

    /// <summary>What surely is beyond a claimed curve; negative where nothing is.</summary>
    public double Excess(PrivacyCurve claim) => ClaimTest.Excess(_scores, claim, FalseVerdictRate);

    /// <summary>A lower bound of a parameter that increases with the rate of finds and decreases with that of false alarms.</summary>
    public double AtLeast(Func<double, double, double> parameter)
    {
        return new ThresholdChoice.Split(Share: 0.25).AtLeast(_scores, Bound, FalseBoundRate);

        // A test turned round has the same two rates.
        double Bound(AlarmCounts counts, double error)
        {
            var (found, alarmed) = (counts.LeastFinds(error / 2), counts.MostAlarms(error / 2));
            return found > 0 && alarmed < 1 ? Math.Max(parameter(found, alarmed), parameter(1 - alarmed, 1 - found)) : 0;
        }
    }

    /// <summary>The epsilon of pure privacy.</summary>
    public static double Epsilon(double found, double alarmed) => Math.Log(found / alarmed);

    /// <summary>The mu of Gaussian privacy: finds are Phi(Phi^-1(alarms) + mu).</summary>
    public static double Mu(double found, double alarmed) =>
        NormalDistribution.InvCDF(0, 1, found) - NormalDistribution.InvCDF(0, 1, alarmed);

    /// <summary>The range of losses: it bounds the ratio of the odds of finds and alarms (<see cref="LogisticPair"/>).</summary>
    public static double Range(double found, double alarmed) => Math.Log(found / (1 - found)) - Math.Log(alarmed / (1 - alarmed));
}
