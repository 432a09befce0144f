namespace SafeSynth.Texts;

/// <summary>Noisy counts by label, moved toward what all labels have in common by as much as their differences owe to noise.</summary>
/// <remarks>
/// With sum m and label shares q, independence expects m q. The differences d from that have a squared length of about (K - 1) sigma^2 by
/// noise alone, so the share 1 - (K - 1) sigma^2 / |d|^2 of them is kept, or none (James, Stein 1961; positive part of Baranchik 1970; here
/// around m q, which noise hardly moves). What is negative then counts as nothing, and as much as the noise of the sum, sigma sqrt(K), is
/// added and shared out by q: no word is impossible, and one that noise alone may have brought tells little.
/// </remarks>
internal static class ClassShrinkage
{
    /// <param name="counts">A noisy count for each label.</param>
    /// <param name="shares">The labels' shares; they add up to 1.</param>
    /// <param name="sum">The best estimate of the sum; not negative.</param>
    /// <param name="sigma">The deviation of the noise on every count.</param>
    public static double[] Of(ReadOnlySpan<double> counts, double[] shares, double sum, double sigma)
    {
        var length = 0.0;
        for (var label = 0; label < shares.Length; label++)
        {
            var difference = counts[label] - (sum * shares[label]);
            length += difference * difference;
        }

        var kept = length > 0 ? Math.Max(0, 1 - ((shares.Length - 1) * sigma * sigma / length)) : 0;
        var added = sigma * Math.Sqrt(shares.Length);
        var shrunk = new double[shares.Length];
        for (var label = 0; label < shrunk.Length; label++)
        {
            var expected = sum * shares[label];
            shrunk[label] = Math.Max(0, expected + (kept * (counts[label] - expected))) + (added * shares[label]);
        }

        return shrunk;
    }
}
