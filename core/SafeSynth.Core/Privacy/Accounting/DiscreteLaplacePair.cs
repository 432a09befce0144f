namespace SafeSynth.Privacy;

/// <summary>Discrete Laplace noise of scale 1 / y, shifted by s: with r = exp(-y) the loss is s y with probability 1 / (1 + r), (s - 2x) y
/// with probability (1 - r) r^x / (1 + r) for x from 1 to s - 1, and -s y with probability r^s / (1 + r).</summary>
/// <remarks>A shift of one coordinate is the worst of its L1 norm: see <see cref="LaplacePair"/>.</remarks>
internal sealed class DiscreteLaplacePair(double y, long s) : DominatingPair
{
    // Beyond x = 75 / y there is less than 2.7e-33 of the mass, which stays at that loss.
    private readonly long _far = (long)Math.Min(s, Math.Ceiling(75 / y) + 1);

    public override double Spread => 2 * _far * y;

    public override LossDistribution Losses(double step)
    {
        var total = 1 + Math.Exp(-y);
        var dots = new ConnectTheDots(step, (s - 2 * _far) * y, s * y);
        dots.Add(s * y, 1 / total);
        for (long x = 1; x < _far; x++)
            dots.Add((s - 2 * x) * y, -NearZero.ExpM1(-y) * Math.Exp(-x * y) / total);
        dots.Add((s - 2 * _far) * y, Math.Exp(-_far * y) / total);
        return dots.ToDistribution(0);
    }
}
