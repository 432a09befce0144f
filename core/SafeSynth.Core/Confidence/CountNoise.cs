using SafeSynth.Privacy;

namespace SafeSynth.Confidence;

/// <summary>The known noise on every count of a measurement, and what it allows to say of the exact counts.</summary>
/// <remarks>
/// <para>Let Z be N(0, sigma^2). Rounded Gaussian noise is Z rounded, so its size is at most |Z| + 1/2. A discrete Gaussian X has
/// Pr[X >= m] &lt;= Pr[Z >= m - 1] for integers m >= 1 (Canonne, Kamath, Steinke 2020, proposition 25), so |X| is stochastically at most
/// |Z| + 1.
/// <see cref="Slack"/> is that 1/2 or 1; all bounds below hold of |Z| + slack, hence of the noise.</para>
/// <para>The L1 norm of n such terms exceeds sqrt(2 / pi) n sigma + lambda sigma sqrt(2 n) + n slack with probability at most
/// exp(-lambda^2): the norm of a Gaussian vector has Lipschitz constant sqrt(n), and so exceeds its mean by t with probability at most
/// exp(-t^2 / (2 n sigma^2)) (Tsirelson, Ibragimov, Sudakov 1976). It is the bound of AIM (McKenna, Mullins, Sheldon, Miklau 2022, section
/// 5) with the mean of |Z| in place of the sqrt(2 log 2) sigma that holds of any subgaussian noise.</para>
/// </remarks>
/// <param name="Sigma">The standard deviation of the Gaussian; positive.</param>
/// <param name="IsRounded">Whether the noise is a rounded Gaussian rather than a discrete one.</param>
public sealed record CountNoise(double Sigma, bool IsRounded)
{
    /// <summary>How much larger than |Z| the noise may be.</summary>
    public double Slack => IsRounded ? 0.5 : 1;

    /// <summary>The noise of a look at the data; null where it is not Gaussian noise on counts.</summary>
    internal static CountNoise? Of(PrivacyEvent look) => look switch
    {
        RoundedGaussianEvent rounded => new CountNoise(Math.Sqrt(rounded.SigmaSquared.ToDoubleUp()), IsRounded: true),
        DiscreteGaussianEvent discrete => new CountNoise(Math.Sqrt(discrete.SigmaSquared.ToDoubleUp()), IsRounded: false),
        _ => null,
    };

    /// <summary>The least whole number that the size of the noise on one count exceeds with at most this probability.</summary>
    /// <param name="miss">Above 0 and below 1.</param>
    public long HalfWidth(double miss) => Width(NormalTail.UpperQuantile(miss / 2));

    /// <summary>The same of all of some counts at once, whose noises are independent (Sidak 1967).</summary>
    /// <param name="miss">The probability that one or more are missed.</param>
    /// <param name="cells">The number of counts.</param>
    public long HalfWidth(double miss, int cells) => HalfWidth(-Expm1(Math.Log(1 - miss) / cells));

    /// <summary>
    /// The whole number that noise falls short of zero by, or exceeds it by, with at most this probability: one side alone.
    /// </summary>
    public long OneSided(double miss) => Width(NormalTail.UpperQuantile(miss));

    /// <summary>What a weighted sum of counts is off by with at most this probability, of rounded Gaussian noise.</summary>
    /// <param name="miss">Above 0 and below 1.</param>
    /// <param name="weights">Not negative. Gaussians add up exactly, and each rounding adds at most its weight times the slack.</param>
    public double HalfWidth(double miss, IEnumerable<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
            (sum, squares) = (sum + weight, squares + (weight * weight));
        return (NormalTail.UpperQuantile(miss / 2) * Sigma * Math.Sqrt(squares)) + (Slack * sum);
    }

    /// <summary>What the sum of the noise's sizes over some counts exceeds with at most this probability.</summary>
    public double L1Bound(double miss, long cells) =>
        (Math.Sqrt(2 / Math.PI) * cells * Sigma) + (Math.Sqrt(-2 * Math.Log(miss) * cells) * Sigma) + (cells * Slack);

    // Pr[|Z| + slack >= k + 1] is small enough where k + 1 - slack is at least so many deviations.
    private long Width(double deviations) => (long)Math.Ceiling((deviations * Sigma) + Slack - 1);

    // exp(x) - 1 without cancellation; x is at most 0 and mostly small.
    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1;
}
