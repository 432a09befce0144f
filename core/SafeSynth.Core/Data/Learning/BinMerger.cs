namespace SafeSynth.Data.Learning;

/// <summary>Merges neighbouring cells of a fine noisy histogram into bins of similar mass. Post-processing: it sees noisy counts only.</summary>
internal static class BinMerger
{
    /// <summary>The number of bins that a column is divided into, where its values are spread out.</summary>
    private const int MaxBins = 32;

    /// <summary>The most bins that come of any histogram.</summary>
    /// <remarks>A bin is closed when it holds 1 / <see cref="MaxBins"/> of all counts, or before a cell that does so alone: at most one
    /// bin for each of those that are full, and the remainder.</remarks>
    public const int MostBins = (2 * MaxBins) + 1;

    /// <summary>
    /// The same cells, merged: a bin is full when it holds 1 / <see cref="MaxBins"/> of all counts and three standard deviations of its own
    /// noise. A cell that is full by itself stays alone, so that heaped values (0, round numbers) keep their mass.
    /// </summary>
    public static Binning Merge(Binning cells, ReadOnlySpan<long> noisyCounts, double sigma)
    {
        var weights = new double[noisyCounts.Length];
        for (var cell = 0; cell < weights.Length; cell++)
            weights[cell] = Math.Max(0, noisyCounts[cell]);
        var share = weights.Sum() / MaxBins;

        var binOf = new int[weights.Length];
        var bin = 0;
        var (mass, members) = (0.0, 0);
        for (var cell = 0; cell < weights.Length; cell++)
        {
            if (members > 0 && weights[cell] >= Full(share, sigma, 1))
                (bin, mass, members) = (bin + 1, 0, 0);
            binOf[cell] = bin;
            mass += weights[cell];
            members++;
            if (mass >= Full(share, sigma, members) && cell + 1 < weights.Length)
                (bin, mass, members) = (bin + 1, 0, 0);
        }

        // A thin remainder at the upper end joins its neighbour.
        if (bin > 0 && members > 0 && mass < Full(share, sigma, members) / 2)
        {
            for (var cell = weights.Length - members; cell < weights.Length; cell++)
                binOf[cell] = bin - 1;
        }

        return cells.WithBins(binOf, weights);
    }

    private static double Full(double share, double sigma, int cells) => Math.Max(share, 3 * sigma * Math.Sqrt(cells));
}
