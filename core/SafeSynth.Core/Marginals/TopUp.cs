namespace SafeSynth.Marginals;

/// <summary>
/// How to share further Gaussian budget among marginals of which some were measured before, so that the noise of all answers together adds
/// up to the least weighted L1 error.
/// </summary>
/// <remarks>
/// Gaussian answers to one marginal combine like one answer that got the sum of their parts of rho (<see cref="Measurement.And"/>). So the
/// parts in all, s_i spent and x_i further, are to minimise the sum of n_i (s_i + x_i)^(-1/2), as in <see cref="NoiseAllocation"/>, over
/// x_i of 0 or more that sum to what there is. The sum is convex; by the Karush-Kuhn-Tucker conditions s_i + x_i = level n_i^(2/3) where
/// x_i is positive, and s_i is that or more elsewhere: marginals that have too much already are left out, one after the other, until all
/// others lack something.
/// </remarks>
internal static class TopUp
{
    /// <summary>
    /// What lacks less than this share of what it should have gets nothing: a measurement of nearly infinite noise tells nothing.
    /// </summary>
    private const double Least = 0.02;

    /// <summary>The further part for each marginal, 0 for those that have enough.</summary>
    /// <param name="cells">The number of each marginal's cells times the weight of its errors.</param>
    /// <param name="spent">The part of rho that each has got.</param>
    /// <param name="further">What is shared out; positive.</param>
    public static double[] Shares(IReadOnlyList<double> cells, IReadOnlyList<double> spent, double further)
    {
        var weights = cells.Select(NoiseAllocation.Weight).ToArray();
        var lacking = Enumerable.Range(0, weights.Length).ToList();
        while (true)
        {
            var level = (further + lacking.Sum(i => spent[i])) / lacking.Sum(i => weights[i]);
            if (lacking.RemoveAll(i => spent[i] > (1 - Least) * level * weights[i]) > 0) continue;
            var shares = new double[weights.Length];
            foreach (var i in lacking) shares[i] = (level * weights[i]) - spent[i];
            return shares;
        }
    }
}
