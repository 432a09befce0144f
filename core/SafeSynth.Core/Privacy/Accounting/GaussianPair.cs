namespace SafeSynth.Privacy;

/// <summary>N(mu, 1) against N(0, 1): the loss is mu z + mu^2 / 2 with z from N(0, 1) (Balle, Wang 2018, lemma 4).</summary>
internal sealed class GaussianPair(double mu) : DominatingPair
{
    public override double Spread => 2 * Normal.Far * mu;

    public override LossDistribution Losses(double step)
    {
        double Loss(double z) => mu * (z + mu / 2);

        var dots = new ConnectTheDots(step, Loss(-Normal.Far), Loss(Normal.Far));
        dots.Add(Loss(-Normal.Far), Normal.FarTail);
        dots.Add(-Normal.Far, Normal.Far, Normal.Smooth, Normal.Density, Loss, loss => loss / mu - mu / 2);
        return dots.ToDistribution(Normal.FarTail);
    }
}
