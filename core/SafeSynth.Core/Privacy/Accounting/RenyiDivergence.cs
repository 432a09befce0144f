using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>The Renyi divergence of an event at an order above 1, between neighbours and in the worse direction, rounded up.</summary>
/// <remarks>
/// <para>Gaussian, discrete or not: order L2^2 / (2 sigma^2) (Mironov 2017, proposition 7; Canonne, Kamath, Steinke 2020, theorem
/// 14).</para>
/// <para>Laplace, with e = L1 / scale and a the order (Mironov 2017, proposition 6; one coordinate is the worst, see
/// <see cref="LaplacePair"/>):
///   ln(a / (2a - 1) exp((a - 1) e) + (a - 1) / (2a - 1) exp(-a e)) / (a - 1).</para>
/// <para>Discrete Laplace, with y = 1 / scale, r = exp(-y), s = L1: the loss is s y for x at most 0, (s - 2x) y between and -s y from s
/// on, so that the moment E exp((a - 1) loss) is, with the geometric ratio g = exp(-(2a - 1) y),
///   (exp((a - 1) s y) (1 + (1 - r) (g - g^s) / (1 - g)) + exp(-a s y)) / (1 + r).</para>
/// <para>Mechanisms of which only epsilon is known: randomised response, which is that with y = epsilon and s = 1
/// (<see cref="PureEvent"/>).</para>
/// <para>Exponential mechanism: the loss has range e (bounded range, Dong, Durfee, Rogers 2020), that is, lies in [t - e, t] for some t.
/// P/Q to the power a is convex, so among all P and Q with losses there the moment is largest with all mass at the ends. With s = exp(t)
/// and c = exp(-(a - 1) e) that is s^(a - 1) (exp(e) - s + (s - 1) c) / (exp(e) - 1), which is largest at
///   s = (a - 1) (exp(e) - c) / (a (1 - c)).
/// It is also at most a e^2 / 8 (Cesar, Rogers 2021, lemma 3.4), the better figure where the first loses digits.</para>
/// </remarks>
internal static class RenyiDivergence
{
    // The logarithm of a moment is good to a few units in 10^16 of 1 and of itself.
    private const double RoundingError = 4e-15;

    /// <summary>The divergence; null where the event has none here.</summary>
    public static Func<double, double>? Of(PrivacyEvent spent)
    {
        switch (spent)
        {
            case GaussianEvent g:
                return Gaussian(g.L2 * g.L2 / (2 * g.Sigma * g.Sigma));
            case RoundedGaussianEvent g:
                return Gaussian(g.L2Squared / (2 * g.SigmaSquared));
            case DiscreteGaussianEvent g:
                return Gaussian(g.L2Squared / (2 * g.SigmaSquared));
            case LaplaceEvent l:
                var e = (l.L1 / l.Scale).ToDoubleUp();
                return order => Laplace(e, order);
            case DiscreteLaplaceEvent l:
                var y = (1 / l.Scale).ToDoubleUp();
                return order => DiscreteLaplace(y, l.L1, order);
            case ExponentialEvent x:
                var range = x.Epsilon.ToDoubleUp();
                return order => Exponential(range, order);
            case PureEvent p:
                var epsilon = p.Epsilon.ToDoubleUp();
                return order => DiscreteLaplace(epsilon, 1, order);
            case SubsampledGaussianEvent { Rate: var rate } s when rate == Rational.One:
                return Gaussian(1 / (2 * s.NoiseMultiplier * s.NoiseMultiplier));
            case SubsampledGaussianEvent s:
                return new SubsampledGaussianDivergence(s.Rate.ToDoubleUp(), s.NoiseMultiplier.ToDoubleDown()).At;
            default:
                return null;
        }
    }

    private static Func<double, double> Gaussian(Rational rho)
    {
        var slope = rho.ToDoubleUp();
        return order => Math.BitIncrement(order * slope);
    }

    private static double Laplace(double e, double order)
    {
        var up = order / (2 * order - 1);
        var down = (order - 1) / (2 * order - 1);
        if ((order - 1) * e > 1)
            return FromLogMoment((order - 1) * e + Math.Log(up + down * Math.Exp(-(2 * order - 1) * e)), order, e);

        // Both terms are near their linear parts, which cancel; what rounds is as small as they are.
        var grown = up * NearZero.ExpM1((order - 1) * e);
        var shrunk = down * NearZero.ExpM1(-order * e);
        return Math.Min(e, (NearZero.Log1P(grown + shrunk) + RoundingError / 4 * (grown - shrunk)) / (order - 1));
    }

    private static double DiscreteLaplace(double y, long l1, double order)
    {
        var e = l1 * y;
        var ratio = (2 * order - 1) * y;
        var between = -NearZero.ExpM1(-y) * Math.Exp(-ratio) * NearZero.ExpM1(-(l1 - 1) * ratio) / NearZero.ExpM1(-ratio);
        var moment = 1 + between + Math.Exp(-(2 * order - 1) * e);
        return FromLogMoment((order - 1) * e + Math.Log(moment) - NearZero.Log1P(Math.Exp(-y)), order, e);
    }

    private static double Exponential(double e, double order)
    {
        var c = -NearZero.ExpM1(-(order - 1) * e);
        var top = NearZero.ExpM1(e) + c;
        var s = Math.Clamp((order - 1) * top / (order * c), 1, Math.Exp(e));
        var logMoment = (order - 1) * Math.Log(s) + Math.Log((top - s * c) / NearZero.ExpM1(e));
        var quadratic = Math.BitIncrement(Math.BitIncrement(order * e * e / 8));
        return double.IsNaN(logMoment) ? Math.Min(e, quadratic) : Math.Min(quadratic, FromLogMoment(logMoment, order, e));
    }

    /// <summary>A divergence is never above the largest loss.</summary>
    private static double FromLogMoment(double logMoment, double order, double largestLoss) =>
        Math.Min(largestLoss, (logMoment + RoundingError * (1 + order * largestLoss)) / (order - 1));
}
