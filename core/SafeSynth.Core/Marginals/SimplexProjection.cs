namespace SafeSynth.Marginals;

/// <summary>The non-negative counts of a given total that are nearest to noisy ones.</summary>
/// <remarks>
/// max(0, y - t) for the one t at which they sum to the total (Held, Wolfe, Crowder 1974; Duchi, Shalev-Shwartz, Singer, Chandra 2008). It
/// is the maximum-likelihood estimate under Gaussian noise of one deviation.
/// </remarks>
internal static class SimplexProjection
{
    /// <param name="noisy">At least one number, all finite.</param>
    /// <param name="total">Positive.</param>
    public static double[] Of(double[] noisy, double total)
    {
        var descending = (double[])noisy.Clone();
        Array.Sort(descending, (a, b) => b.CompareTo(a));
        double sum = 0, shift = 0;
        for (var kept = 1; kept <= descending.Length; kept++)
        {
            sum += descending[kept - 1];
            var candidate = (sum - total) / kept;
            if (descending[kept - 1] <= candidate) break;
            shift = candidate;
        }
        return Array.ConvertAll(noisy, count => Math.Max(0, count - shift));
    }
}
