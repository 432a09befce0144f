using MathNet.Numerics;

namespace SafeSynth.Privacy;

/// <summary>What a whole privacy curve says of attacks: at each false-alarm rate, the most of the true cases that anyone can
/// find.</summary>
/// <remarks>
/// <para>Duality (Dong, Roth, Su 2022, proposition 2.12): every point (epsilon, delta) of the curve bounds the trade-off by
/// <see cref="MembershipBound"/>, and the best of these bounds is all that the curve says. Both families of bounds are convex where they
/// are looked for, exp(epsilon) a + delta in exp(epsilon) and 1 - exp(-epsilon) (1 - delta - a) in exp(-epsilon), so golden sections find
/// their least; one that is not quite found is still a bound.</para>
/// <para>A mu-GDP release has the trade-off of N(0, 1) against N(mu, 1), Phi(Phi^-1(a) + mu) (same, definition 2.6), which is used as it
/// is.</para>
/// </remarks>
public sealed class TradeOffCurve(PrivacyCurve privacy)
{
    // Error function and its inverse are good to a few units in 10^16, which the slope of the curve and the argument's size multiply.
    private const double QuantileError = 4e-15;

    /// <summary>The largest true-positive rate of any attack at this false-positive rate, rounded up.</summary>
    /// <param name="falsePositiveRate">From 0 to 1.</param>
    public double TruePositiveRate(double falsePositiveRate) => falsePositiveRate is >= 0 and <= 1
        ? Math.Max(falsePositiveRate, privacy.TruePositiveRate(falsePositiveRate))
        : throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "A rate is from 0 to 1.");

    /// <summary>The least false-positive rate at which the curve allows this true-positive rate, rounded down.</summary>
    /// <remarks>Neighbours change places, so trade-offs are symmetric: a test turned round has the rates 1 - tpr and 1 - fpr.</remarks>
    /// <param name="truePositiveRate">From 0 to 1.</param>
    internal double FalsePositiveRate(double truePositiveRate) => truePositiveRate is >= 0 and <= 1
        ? Math.Min(truePositiveRate, privacy.FalsePositiveRate(truePositiveRate))
        : throw new ArgumentOutOfRangeException(nameof(truePositiveRate), truePositiveRate, "A rate is from 0 to 1.");

    internal static double ByDuality(PrivacyCurve privacy, double rate)
    {
        double Bound(double epsilon) => MembershipBound.TruePositiveRate(epsilon, privacy.Delta(epsilon), rate);

        var trivial = Bound(0);
        if (rate == 0 || trivial == rate)
            return Math.Min(trivial, MembershipBound.TruePositiveRate(0, privacy.Delta(double.MaxValue), 0));

        // exp(epsilon) a reaches 1, and 1 - exp(-epsilon) what is known already: beyond, the bounds say nothing new.
        var ofAlarms = GoldenSection.Least(epsilon => Math.Exp(epsilon) * rate + privacy.Delta(epsilon), 0, -Math.Log(rate));
        var ofSilences = GoldenSection.Least(
            epsilon => -Math.Exp(-epsilon) * (1 - privacy.Delta(epsilon) - rate), 0, -Math.Log(Math.Max(1e-16, 1 - trivial)));
        return Math.Min(trivial, Math.Min(Bound(ofAlarms), Bound(ofSilences)));
    }

    internal static double OfGaussian(double mu, double rate)
    {
        if (rate is 0 or 1 || mu == 0)
            return rate;
        var threshold = NormalTail.UpperQuantile(rate);
        var shifted = threshold - mu - QuantileError * (1 + Math.Abs(threshold) + mu);
        return Math.Min(1, SpecialFunctions.Erfc(shifted / Constants.Sqrt2) / 2 * (1 + QuantileError * (1 + shifted * shifted)));
    }

    /// <summary>The inverse: Phi(Phi^-1(rate) - mu).</summary>
    internal static double LeastAlarmsOfGaussian(double mu, double rate)
    {
        if (rate is 0 or 1 || mu == 0)
            return rate;
        var threshold = NormalTail.UpperQuantile(rate);
        var shifted = threshold + mu + QuantileError * (1 + Math.Abs(threshold) + mu);
        return NormalTail.Probability(shifted) * (1 - QuantileError * (1 + shifted * shifted));
    }
}
