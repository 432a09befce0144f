namespace SafeSynth.Privacy;

/// <summary>
/// A logistic variable that is shifted by e: the exponential mechanism on its worst neighbours, at each false-alarm rate.
/// </summary>
/// <remarks>
/// <para>Losses with a range of e lie in [t - e, t] for some t, which depends on the neighbours (Dong, Durfee, Rogers 2020). If an alarm
/// has probability a under Q and b under P, then b &lt;= exp(t) a and 1 - b >= exp(t - e) (1 - a), hence
///   b / (1 - b) &lt;= exp(e) a / (1 - a),
/// whatever t is. With the logistic distribution function s this is b &lt;= s(s^-1(a) + e), and that is what the best tests of s(z) against
/// s(z - e) reach: the ratio of their densities is monotone in z. So this one pair dominates them all.</para>
/// <para>At z the loss is e + 2 ln((1 + exp(-z)) / (1 + exp(e - z))), from -e to e.</para>
/// </remarks>
internal sealed class LogisticPair(double e) : DominatingPair
{
    // Beyond lies less than exp(-80) of the mass on either side, which stays at the loss there or goes to the largest.
    private const double Far = 80;

    public override double Spread => 2 * e;

    public override LossDistribution Losses(double step)
    {
        // In terms of w = e - z, whose distribution under P is the logistic one: it is symmetric.
        double Upper(double w) => e + 2 * (NearZero.Log1P(Math.Exp(w - e)) - NearZero.Log1P(Math.Exp(w)));
        double Loss(double w) => w <= e / 2 ? Upper(w) : -Upper(e - w);

        var tail = Math.Exp(-Far);
        var dots = new ConnectTheDots(step, -e, e);
        dots.Add(e, tail);
        dots.Add(Loss(Far), tail);
        dots.Add(-Far, Far, Normal.Smooth, Density, Loss, OutcomeAt);
        return dots.ToDistribution(0);
    }

    private static double Density(double w)
    {
        var tail = Math.Exp(-Math.Abs(w));
        return tail / ((1 + tail) * (1 + tail));
    }

    /// <summary>The w of a loss between -e and e.</summary>
    private double OutcomeAt(double loss)
    {
        // With r = exp((e - loss) / 2): 1 + exp(w) = r (1 + exp(w - e)).
        var half = (e - loss) / 2;
        return Math.Log(NearZero.ExpM1(half) / -NearZero.ExpM1(half - e));
    }
}
