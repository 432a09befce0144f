namespace SafeSynth.Privacy;

/// <summary>The Gaussian mechanism on a Poisson sample: (1 - q) N(0, 1) + q N(m, 1) against N(0, 1), where m is the inverse noise
/// multiplier.</summary>
/// <remarks>
/// Zhu, Dong, Wang 2022, theorem 11: this pair dominates neighbours of which the first holds a unit more, the reversed pair those of which
/// the second does. In units of sigma the loss at z is ln(1 - q + q exp(m z - m^2 / 2)), increasing in z, and its negative for the
/// reversed pair, never above -ln(1 - q).
/// </remarks>
internal sealed class SubsampledGaussianPair(double q, double m, bool reversed = false) : DominatingPair
{
    public override bool Symmetric => false;

    public override double Spread => Loss(m + Normal.Far) - Loss(-Normal.Far);

    public override LossDistribution Losses(double step) => reversed ? WithoutTheUnit(step) : WithTheUnit(step);

    public override DominatingPair Reversed() => new SubsampledGaussianPair(q, m, !reversed);

    private LossDistribution WithTheUnit(double step)
    {
        var end = m + Normal.Far;
        var dots = new ConnectTheDots(step, Loss(-Normal.Far), Loss(end));
        dots.Add(Loss(-Normal.Far), Normal.FarTail);
        dots.Add(-Normal.Far, end, Normal.Smooth, z => (1 - q) * Normal.Density(z) + q * Normal.Density(z - m), Loss, OutcomeAt);
        return dots.ToDistribution(Normal.FarTail);
    }

    private LossDistribution WithoutTheUnit(double step)
    {
        var highest = -NearZero.Log1P(-q);
        var dots = new ConnectTheDots(step, -Loss(Normal.Far), highest);
        dots.Add(highest, Normal.FarTail);
        dots.Add(-Normal.Far, Normal.Far, Normal.Smooth, Normal.Density, z => -Loss(z), loss => OutcomeAt(-loss));
        dots.Add(-Loss(Normal.Far), Normal.FarTail);
        return dots.ToDistribution(0);
    }

    private double Loss(double z) => NearZero.LogMixture(q, m * (z - m / 2));

    private double OutcomeAt(double loss)
    {
        // A loss at or below ln(1 - q) is that of no outcome: the caller cuts its answer off at its least z.
        var exponential = NearZero.ExpM1(loss) / q;
        return exponential > -1 ? NearZero.Log1P(exponential) / m + m / 2 : double.NegativeInfinity;
    }
}
