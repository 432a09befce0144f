namespace SafeSynth.Plans;

/// <summary>The error that noise alone is expected to leave in measured counts.</summary>
/// <remarks>
/// <para>Noise of standard deviation sigma on a count is off by sqrt(2 / pi) sigma on average, the mean of |N(0, sigma^2)|. Over the k
/// cells of a marginal these add up to an expected L1 error of sqrt(2 / pi) k sigma, which is the error that AIM expects of a measurement
/// (McKenna, Mullins, Sheldon, Miklau 2022, section 4). As shares of n rows, halved, that is the expected total-variation distance between
/// the measured marginal and the true one; no two distributions are further apart than 1.</para>
/// <para>It is no bound on the error of synthetic rows. They are better where a fit rules out counts below 0 and reconciles marginals,
/// and worse where the data have relations that nobody measured or values that share a bin.</para>
/// </remarks>
internal static class ExpectedError
{
    /// <summary>How far a count is off on average, in rows.</summary>
    public static double OfCount(double sigma) => Math.Sqrt(2 / Math.PI) * sigma;

    /// <summary>The expected total-variation distance of a measured marginal.</summary>
    /// <param name="cells">The number of its cells.</param>
    /// <param name="sigma">The standard deviation of each count's noise.</param>
    /// <param name="rows">The number of rows, above 0.</param>
    public static double TotalVariation(double cells, double sigma, double rows) => Math.Min(1, cells * OfCount(sigma) / (2 * rows));
}
