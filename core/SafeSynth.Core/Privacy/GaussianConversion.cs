namespace SafeSynth.Privacy;

/// <summary>The exact privacy curve of the Gaussian mechanism: mu-GDP to (epsilon, delta)-DP and back, mu = sensitivity / sigma.</summary>
/// <remarks>
/// <para>Balle, Wang 2018, theorem 8; Dong, Roth, Su 2022, corollary 2.13:
///   delta = Phi(-x) - exp(epsilon) Phi(-y),   x = epsilon / mu - mu / 2,   y = x + mu.</para>
/// <para>Stability. With the density phi and Mills' ratio M(z) = Phi(-z) / phi(z) = integral over t > 0 of exp(-z t - t^2 / 2), and since
/// exp(epsilon) phi(y) = phi(x),
///   delta = phi(x) (M(x) - M(y)) = phi(x) * integral over t > 0 of exp(-x t - t^2 / 2) (1 - exp(-mu t)),
/// in which nothing is subtracted: the relative error stays small for every mu and in every tail. For x below -1, where delta is above 2/3,
/// the complement 1 - delta = phi(x) (M(-x) + M(y)) is used.</para>
/// <para>Rounding. The integrals are taken by the trapezoidal rule in ln t. Their integrands are analytic and small in the strip
/// |Im ln t| &lt; pi / 4, so that its error is about exp(-(pi^2 / 2) / step), below 1e-16. Results are moved against ourselves by a bound
/// on the rounding of sum and arguments that is well above it: epsilon and delta are never too small, mu never too large.</para>
/// </remarks>
public static class GaussianConversion
{
    private const double Step = 0.125;

    // The grid starts where the integrand has fallen to exp(-45) and ends below exp(-42) of that point: nothing visible is left out.
    private const double TopExponent = 45;
    private const int Nodes = 340;

    // From here on phi is below the least positive double.
    private const double FarTail = 39;

    private const double SumError = 2.3e-13;
    private const double ArgumentError = 8 * 1.1102230246251565e-16;
    private const double LogRootTwoPi = 0.91893853320467274;

    private static readonly double[] Grid = [.. Enumerable.Range(0, Nodes).Select(k => Math.Exp(-Step * k))];

    /// <summary>The least delta at this epsilon, rounded up.</summary>
    /// <param name="mu">0 or more.</param>
    /// <param name="epsilon">0 or more.</param>
    public static double Delta(double mu, double epsilon)
    {
        Demand.NotNegative(mu, nameof(mu));
        Demand.NotNegative(epsilon, nameof(epsilon));
        if (mu == 0 || double.IsPositiveInfinity(epsilon))
            return 0;

        var x = epsilon / mu - mu / 2;
        var y = epsilon / mu + mu / 2;
        if (x > FarTail)
            return double.Epsilon;
        if (x < -FarTail)
            return 1;

        var error = SumError + ArgumentError * (Math.Abs(x) + 2) * y;
        var delta = x >= -1
            ? TimesDensity(Integral(x, mu) * Math.Exp(error), x)
            : 1 - TimesDensity(Mills(-x) + Mills(y), x) * (1 - error);
        return Math.Min(1, Math.BitIncrement(Math.BitIncrement(delta)));
    }

    /// <summary>The least epsilon at this delta, rounded up.</summary>
    /// <param name="mu">0 or more.</param>
    /// <param name="delta">0 to 1; at 0 the answer is infinite unless mu is 0.</param>
    public static double Epsilon(double mu, double delta)
    {
        Demand.NotNegative(mu, nameof(mu));
        Demand.Probability(delta);
        if (Delta(mu, 0) <= delta)
            return 0;
        if (delta == 0 || double.IsPositiveInfinity(mu))
            return double.PositiveInfinity;

        // delta <= Phi(-x) <= exp(-x^2 / 2).
        var high = mu * (mu / 2 + Math.Sqrt(-2 * Math.Log(delta)));
        while (Delta(mu, high) > delta)
            high *= 2;
        return Boundary(0, high, epsilon => Delta(mu, epsilon) > delta).Above;
    }

    /// <summary>The largest mu whose delta at this epsilon is at most <paramref name="delta"/>, rounded down.</summary>
    /// <param name="epsilon">0 or more.</param>
    /// <param name="delta">0 or more, below 1; at 0 the answer is 0 unless epsilon is infinite.</param>
    public static double Mu(double epsilon, double delta)
    {
        Demand.NotNegative(epsilon, nameof(epsilon));
        Demand.Probability(delta);
        ArgumentOutOfRangeException.ThrowIfEqual(delta, 1);
        if (double.IsPositiveInfinity(epsilon))
            return double.PositiveInfinity;

        double high = 1;
        while (Delta(high, epsilon) <= delta)
            high *= 2;
        var low = high / 2;
        while (Delta(low, epsilon) > delta)
            (low, high) = (low / 2, low);
        return Boundary(low, high, mu => Delta(mu, epsilon) <= delta).Below;
    }

    /// <summary>Neighbouring doubles between which a predicate that holds at low, and not at high, changes.</summary>
    private static (double Below, double Above) Boundary(double low, double high, Func<double, bool> holds)
    {
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return (low, high);
            if (holds(middle))
                low = middle;
            else
                high = middle;
        }
    }

    private static double TimesDensity(double factor, double x) => Math.Exp(Math.Log(factor) - x * x / 2 - LogRootTwoPi);

    private static double Mills(double z) => Integral(z, double.PositiveInfinity);

    /// <summary>The integral over t > 0 of exp(-z t - t^2 / 2) (1 - exp(-mu t)), for z >= -1.</summary>
    private static double Integral(double z, double mu)
    {
        // z t + t^2 / 2 = 45, without cancellation.
        var top = 2 * TopExponent / (z + Math.Sqrt(z * z + 2 * TopExponent));
        double sum = 0;
        foreach (var fraction in Grid)
        {
            var t = top * fraction;
            var half = Math.Tanh(mu * t / 2);
            sum += t * Math.Exp(-t * (z + t / 2)) * (2 * half / (1 + half));
        }

        return Step * sum;
    }
}
