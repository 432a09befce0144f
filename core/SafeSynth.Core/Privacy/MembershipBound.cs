namespace SafeSynth.Privacy;

/// <summary>What any attacker can at most achieve who has to tell two neighbouring data sets apart by a release.</summary>
/// <remarks>
/// Of all tests with false-positive rate a, none against an (epsilon, delta)-DP release has a false-negative rate below
///   f(a) = max(0, 1 - delta - e^epsilon a, e^-epsilon (1 - delta - a))
/// (Kairouz, Oh, Viswanath 2015, theorem 2.1; Dong, Roth, Su 2022, proposition 3). The two bounds are the definition of (epsilon, delta)-DP
/// for the event that the test alarms and for the event that it does not. Attackers may know every other row and compute without limit.
/// </remarks>
public static class MembershipBound
{
    // The exponential and the few operations around it are good to well within this fraction; tiny results lose it to cancellation.
    private const double RoundingError = 1e-15;

    /// <summary>The largest true-positive rate at a false-positive rate, 1 - f(a), rounded up.</summary>
    /// <param name="epsilon">0 or more.</param>
    /// <param name="delta">From 0 to 1.</param>
    /// <param name="falsePositiveRate">From 0 to 1.</param>
    public static double TruePositiveRate(double epsilon, double delta, double falsePositiveRate)
    {
        var alarms = (Math.Exp(epsilon) * falsePositiveRate) + delta;
        var silences = 1 - (Math.Exp(-epsilon) * (1 - delta - falsePositiveRate));
        return Math.Min(1, Math.Min(alarms * (1 + RoundingError), silences + RoundingError));
    }
}
