namespace SafeSynth.Privacy;

/// <summary>Laplace noise of scale b, shifted by s: the loss is e = s / b with probability 1/2, -e with probability exp(-e) / 2, and e - 2y
/// with density exp(-y) / 2 for y from 0 to e.</summary>
/// <remarks>
/// <para>Why one coordinate is the worst, for this pair and for <see cref="DiscreteLaplacePair"/>. For a pair (P, Q) let
///   F(t) = integral of min(exp(-t/2) P, exp(t/2) Q), so that delta(t) = 1 - exp(t/2) F(t),   M = sqrt(P Q) as a measure of the loss.
/// Then F is M convolved with exp(-|t|/2), and for a product of pairs F = M1 * F2. For one coordinate with e = s/b direct summation gives
///   F(t) = exp(-max(e, |t|) / 2)                                                                                               (1)
/// at every t, in the discrete case at every t that is a possible loss. Now let two coordinates shift by e1 and e2. For |t| &lt;= e1 + e2
/// write t = t1 + t2 with |t1| &lt;= e1, |t2| &lt;= e2. Then max(e1, |t - l|) &lt;= e1 + |t2 - l|, so
///   F(t) = sum over l of M2(l) F1(t - l) >= exp(-e1/2) sum of M2(l) exp(-|t2 - l|/2) = exp(-e1/2) F2(t2) = exp(-(e1 + e2)/2),
/// which is (1) for one coordinate that shifts by e1 + e2; for larger |t| both are exp(-|t|/2). So no delta is larger than that of one
/// coordinate; between possible losses, in the discrete case, both deltas are linear in exp(t). By induction this holds for any shift of
/// L1 norm s, and smaller shifts are what is left of larger ones when a coordinate is dropped.</para>
/// </remarks>
internal sealed class LaplacePair(double e) : DominatingPair
{
    // Beyond y = 75 the density holds less than 1.4e-33 of the mass, which stays at that loss.
    private readonly double _far = Math.Min(e, 75);

    public override double Spread => 2 * _far;

    public override LossDistribution Losses(double step)
    {
        var dots = new ConnectTheDots(step, e - 2 * _far, e);
        dots.Add(e, 0.5);
        dots.Add(e - 2 * _far, Math.Exp(-_far) / 2);
        dots.Add(0, _far, Normal.Smooth, y => Math.Exp(-y) / 2, y => e - 2 * y, loss => (e - loss) / 2);
        return dots.ToDistribution(0);
    }
}
