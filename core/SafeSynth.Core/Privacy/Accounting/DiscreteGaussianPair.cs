namespace SafeSynth.Privacy;

/// <summary>Discrete Gaussian noise of variance parameter sigma^2, shifted by one: at x of probability proportional to exp(-x^2 / (2
/// sigma^2)) the loss is (1 - 2x) / (2 sigma^2) (Canonne, Kamath, Steinke 2020, proof of theorem 7).</summary>
internal sealed class DiscreteGaussianPair(double sigmaSquared) : DominatingPair
{
    // The mass from far on is at most the continuous one from far - 1 on (same, proposition 25).
    private readonly long _far = (long)Math.Ceiling(Normal.Far * Math.Sqrt(sigmaSquared)) + 1;

    public override double Spread => 2 * _far / sigmaSquared;

    public override LossDistribution Losses(double step)
    {
        double Loss(long x) => (1 - 2.0 * x) / (2 * sigmaSquared);
        double Weight(long x) => Math.Exp(-(double)x * x / (2 * sigmaSquared));

        double total = 0;
        for (var x = _far; x > 0; x--)
            total += 2 * Weight(x);
        // Each term was rounded once and added once.
        total = (total + 1) * (1 - (_far + 2) * 2.3e-16);

        var dots = new ConnectTheDots(step, Loss(_far), Loss(-_far));
        for (var x = -_far + 1; x < _far; x++)
            dots.Add(Loss(x), Weight(x) / total);
        dots.Add(Loss(_far), Normal.FarTail);
        return dots.ToDistribution(Normal.FarTail);
    }
}
