using SafeSynth.Marginals;

namespace SafeSynth.Mechanisms;

/// <summary>Neighbouring cells of a noisy histogram, merged to bins of similar mass.</summary>
/// <param name="NoisyCounts">The counts that all of it follows from.</param>
/// <param name="First">The first cell that is kept.</param>
/// <param name="Weights">For each kept cell, how many values it is believed to hold, at least 0: those of a bin add up to its noisy
/// count.</param>
/// <param name="BinOfCell">The bin of each kept cell, from 0 upwards.</param>
public sealed record NoisyBins(long[] NoisyCounts, int First, double[] Weights, int[] BinOfCell)
{
    /// <summary>The number of bins that a column is divided into, where its values are spread out.</summary>
    private const int ManyBins = 32;

    /// <summary>The most bins that come of any histogram.</summary>
    /// <remarks>
    /// Of h heaps each is a bin of its own; the others share 32 - h full bins, h that end before a heap, and the remainder: at most 33 + h
    /// together, with h below 32.
    /// </remarks>
    public const int MostBins = 2 * ManyBins;

    /// <summary>
    /// Merges cells: a bin is full when it holds its share of all counts and three standard deviations of its own noise. A cell that is
    /// full by itself stays alone, so that heaped values (0, round numbers) keep their mass.
    /// </summary>
    internal static NoisyBins Merge(CellScale scale, long[] noisyCounts, double sigma)
    {
        var counts = noisyCounts.AsSpan(0, scale.Widths.Length);
        var (first, kept) = scale.MayShrink ? Kept(counts, sigma) : (0, scale.Widths.Length);
        var weights = new double[kept];
        for (var cell = 0; cell < kept; cell++)
            weights[cell] = Math.Max(0, counts[first + cell]);
        var bins = Bins(weights, sigma);
        return new NoisyBins(noisyCounts, first, Shared(counts.Slice(first, kept), scale.Widths.AsSpan(first, kept), weights, bins, sigma), bins);
    }

    // The mass of a bin is shared by what is likeliest to have been counted: left at 0 alone, counts below it would give the others more
    // than there is. What its cells differ by owes much to noise where they hold little: so much of it is not believed (James, Stein 1961),
    // or few values would stand on a few spikes.
    private static double[] Shared(ReadOnlySpan<long> counts, ReadOnlySpan<double> widths, double[] weights, int[] binOf, double sigma)
    {
        var shared = new double[weights.Length];
        for (int first = 0, end; first < shared.Length; first = end)
        {
            for (end = first + 1; end < shared.Length && binOf[end] == binOf[first];)
                end++;
            double[] noisy = [.. counts[first..end].ToArray().Select(count => (double)count)];
            var total = noisy.Sum();
            var believed = total > 0
                ? SimplexProjection.Of(JamesStein.Towards(noisy, Even(widths[first..end], total), noisy.Length - 1, sigma), total)
                : weights.AsSpan(first..end);
            believed.CopyTo(shared.AsSpan(first));
        }

        return shared;
    }

    // Cells lie the closer, the more values a coarser look saw, so that they are taken for alike; but for those that are narrower than
    // most, between the others.
    private static double[] Even(ReadOnlySpan<double> widths, double total)
    {
        var most = widths.ToArray().Order().ElementAt(widths.Length / 2);
        double[] parts = [.. widths.ToArray().Select(width => Math.Min(width, most))];
        var sum = parts.Sum();
        return Array.ConvertAll(parts, part => total * part / sum);
    }

    private static (int First, int Count) Kept(ReadOnlySpan<long> counts, double sigma)
    {
        var total = 0.0;
        foreach (var count in counts)
            total += count;
        var tail = new TailTest(counts, sigma, total);
        var (below, above) = (tail.EmptyFrom(0, +1), tail.EmptyFrom(counts.Length - 1, -1));
        return below + above < counts.Length ? (below, counts.Length - below - above) : (0, counts.Length);
    }

    // Heaps that fill a bin by themselves leave the other bins to the values beside them: where nine in ten are 0, the tenth still shows.
    private static double ShareOf(double[] weights)
    {
        var (rest, bins) = (weights.Sum(), ManyBins);
        foreach (var weight in weights.OrderDescending())
        {
            if (bins == 1 || weight * bins < rest)
                break;
            (rest, bins) = (rest - weight, bins - 1);
        }

        return rest / bins;
    }

    private static int[] Bins(double[] weights, double sigma)
    {
        var share = ShareOf(weights);
        double Full(int cells) => Math.Max(share, 3 * sigma * Math.Sqrt(cells));

        var binOf = new int[weights.Length];
        var bin = 0;
        var (mass, members) = (0.0, 0);
        for (var cell = 0; cell < weights.Length; cell++)
        {
            if (members > 0 && weights[cell] >= Full(1))
                (bin, mass, members) = (bin + 1, 0, 0);
            binOf[cell] = bin;
            mass += weights[cell];
            members++;
            if (mass >= Full(members) && cell + 1 < weights.Length)
                (bin, mass, members) = (bin + 1, 0, 0);
        }

        // A thin remainder at the upper end joins its neighbour.
        if (bin > 0 && members > 0 && mass < Full(members) / 2)
            Array.Fill(binOf, bin - 1, weights.Length - members, members);
        return binOf;
    }
}
