namespace SafeSynth.Privacy;

/// <summary>The Renyi divergence of the Gaussian mechanism on a Poisson sample, at any order above 1.</summary>
/// <remarks>
/// <para>Mironov, Talwar, Zhang 2019, theorems 4 and 5: with rate q, noise multiplier m and z from N(0, m^2), the worse direction has
///   moment A = E (1 + u)^a,   u = q (exp((2z - 1) / (2 m^2)) - 1),   and divergence ln A / (a - 1).</para>
/// <para>Since E u = 0, also A - 1 = E ((1 + u)^a - 1 - a u), an integrand that is nowhere negative (Bernoulli), so that the small moments
/// of small rates keep their digits. Fractional orders need no series, whose terms change sign.</para>
/// <para>Quadrature: the trapezoidal rule on the whole line. The integrand is analytic where |Im z| &lt; pi m^2, there at most exp(h^2 /
/// (2 m^2)) times its real counterpart at height h, and the rule's error is about exp(h^2 / (2 m^2) - 2 pi h / step) of the integral
/// (Trefethen, Weideman 2014, theorem 5.1): at the steps taken here below exp(-50). It ends 13 m beyond 0 and the order, where what is
/// left out is below exp(-80) of the greatest value. What rounds is covered by <see cref="RoundingError"/>.</para>
/// </remarks>
internal sealed class SubsampledGaussianDivergence(double rate, double multiplier)
{
    private const double RoundingError = 1e-12;
    // Where u is small, the terms 1 and a u leave an error of a few units in 10^16 of a u, and E |u| is at most 2 q.
    private const double CancellationError = 2e-15;

    private const double TailWidth = 13;

    // Beyond this exponent the terms 1 and a u are below the rounding of (1 + u)^a.
    private const double Large = 600;

    public double At(double order)
    {
        var variance = multiplier * multiplier;
        var step = Math.Min(multiplier / 8, variance / 4);
        var first = -(long)Math.Ceiling(TailWidth * multiplier / step);
        var last = (long)Math.Ceiling((order + TailWidth * multiplier) / step);
        double sum = 0;
        var scale = double.NegativeInfinity;
        for (var i = first; i <= last; i++)
        {
            var z = i * step;
            var exponent = (2 * z - 1) / (2 * variance);
            var power = order * NearZero.LogMixture(rate, exponent);
            var growth = power > Large ? power : Math.Log(Math.Max(0, NearZero.ExpM1(power) - order * rate * NearZero.ExpM1(exponent)));
            var log = growth - z * z / (2 * variance);
            if (double.IsNegativeInfinity(log))
                continue;
            if (log > scale)
                (sum, scale) = (sum * Math.Exp(scale - log) + 1, log);
            else
                sum += Math.Exp(log - scale);
        }

        // A - 1 = exp(logExcess); its logarithm is large for large orders.
        var logExcess = Math.Log(sum * step / (multiplier * Math.Sqrt(2 * Math.PI))) + scale;
        var logMoment = logExcess > 30 ? logExcess + Math.Exp(-logExcess) : NearZero.Log1P(Math.Exp(logExcess));
        return (logMoment * (1 + RoundingError) + CancellationError * order * rate) / (order - 1);
    }
}
