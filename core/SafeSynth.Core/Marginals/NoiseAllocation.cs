namespace SafeSynth.Marginals;

/// <summary>
/// How to share a Gaussian budget among marginals that are measured apart, so that their noise adds up to the least weighted L1 error.
/// </summary>
/// <remarks>
/// A marginal of m cells that gets the part r of rho has noise of deviation sigma / sqrt(r) in every cell, where sigma is that of a
/// marginal which gets all of it; its expected L1 norm is sqrt(2 / pi) m sigma / sqrt(r). Where its errors weigh w, let n = w m. With sum r
/// = 1, Lagrange's condition n r^(-3/2) = constant gives r proportional to n^(2/3), and the least weighted sum, sqrt(2 / pi) sigma (sum
/// n^(2/3))^(3/2). The condition is sufficient: the sum is convex in r. Powers are computed portably, so shares are the same bits on every
/// machine.
/// </remarks>
internal static class NoiseAllocation
{
    private const double MeanOfHalfNormal = 0.79788456080286536;   // sqrt(2 / pi)

    /// <summary>The part of rho for each marginal, by its number of cells times the weight of its errors.</summary>
    public static double[] Shares(IReadOnlyList<double> cells)
    {
        var weights = cells.Select(Weight).ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    /// <summary>What a marginal adds to <see cref="ExpectedError"/>'s argument: n^(2/3).</summary>
    public static double Weight(double cells) => PortableMath.Exp(2.0 / 3 * PortableMath.Log(cells));

    /// <summary>The expected weighted L1 norm of all noise, of marginals whose weights sum to this.</summary>
    /// <param name="weights">The sum of <see cref="Weight"/>.</param>
    /// <param name="sigma">The deviation of the noise of a marginal that gets all of rho.</param>
    public static double ExpectedError(double weights, double sigma) => MeanOfHalfNormal * sigma * weights * Math.Sqrt(weights);
}
