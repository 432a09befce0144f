using SafeSynth.Certificates;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Gates;

/// <summary>What a release is said to keep: a whole privacy curve, for a unit and a neighbour relation.</summary>
/// <param name="Curve">All pairs (epsilon, delta).</param>
/// <param name="Guarantee">The pair that is stated.</param>
public sealed record Claim(PrivacyCurve Curve, Guarantee Guarantee)
{
    private const int AreaCells = 256;

    /// <summary>The claim of a pair alone: that of randomised response which fails altogether with probability delta.</summary>
    public static Claim Of(Guarantee guarantee) =>
        new(PureAccountant.Instance.CurveOf(guarantee.Epsilon).WithFailure(guarantee.Delta), guarantee);

    /// <summary>The claim of a release whose costs keep to a cap: the whole curve of the cap.</summary>
    public static Claim Of(ReleaseCap cap) => new(cap.Curve, cap.Guarantee);

    /// <summary>The claim of a certificate: the curve of its limit. Whether the certificate is sound is for its audit to say.</summary>
    /// <exception cref="ArgumentException">The certificate has no limit that makes sense.</exception>
    public static Claim Of(CertificateFile certificate) => new(certificate.Curve, certificate.Guarantee);

    /// <summary>
    /// Whether it says anything of comparisons of rows (null), or of all rows of whom a column names: of others than it is for, more may be
    /// told.
    /// </summary>
    public bool Covers(string? unitColumn) => Guarantee.Unit.KeyColumn == unitColumn;

    /// <summary>The largest true-positive rate that any attack on one unit reaches at a false-positive rate.</summary>
    public double TruePositiveCeiling(double falsePositiveRate) => new TradeOffCurve(Curve).TruePositiveRate(falsePositiveRate);

    /// <summary>The largest area under the curve that any attack on one unit reaches.</summary>
    /// <remarks>The trade-off curve is concave, so its values at the middle of cells add up to no less than its area.</remarks>
    public double AreaCeiling() =>
        Math.Min(1, Enumerable.Range(0, AreaCells).Average(cell => TruePositiveCeiling((cell + 0.5) / AreaCells)));

    public override string ToString() => $"epsilon {Figures.Exact(Guarantee.Epsilon)}, delta {Figures.Exact(Guarantee.Delta)}";
}
