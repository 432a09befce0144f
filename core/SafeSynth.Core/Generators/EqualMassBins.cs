using SafeSynth.Data;

namespace SafeSynth.Generators;

/// <summary>Merges the bins of columns that have more than a model of pairs can tell apart into bins of about equal noisy mass.</summary>
/// <remarks>
/// Neighbours are merged where the column is ordered, otherwise bins of like mass. Missing is never merged. Post-processing; inside a
/// merged bin values are drawn in proportion to their noisy counts.
/// </remarks>
internal static class EqualMassBins
{
    /// <summary>A bin is full when its counts stand out from their own noise by this many deviations.</summary>
    private const double Significant = 3;

    /// <param name="measured">Non-negative counts.</param>
    /// <param name="maxBins">The most bins of each column, at least 2; bins that are full by themselves stay alone, as far as they are
    /// fewer.</param>
    public static OneWayMarginals Merge(OneWayMarginals measured, IReadOnlyList<int> maxBins)
    {
        var merged = Enumerable.Range(0, measured.Columns.Count)
            .Select(i => Merge(measured.Columns[i], measured.Counts[i], measured.Deviations[i], maxBins[i])).ToList();
        return new OneWayMarginals(
            [.. merged.Select(column => column.Column)], [.. merged.Select(column => column.Counts)], [.. merged.Select(column => column.Deviations)]);
    }

    private static (ModelledColumn Column, double[] Counts, double[] Deviations) Merge(
        ModelledColumn column, double[] counts, double[] deviations, int maxBins)
    {
        var bins = column.Bins;
        if (bins.BinCount <= maxBins)
            return (column, counts, deviations);

        var order = Enumerable.Range(0, bins.BinCount);
        if (column.Domain is not GridDomain)
            order = order.OrderByDescending(bin => counts[bin]).ThenBy(bin => bin);
        return MergedBins.Of(column, counts, deviations, Runs([.. order], counts, deviations[0], maxBins));
    }

    // Cuts a sequence of bins into runs of about equal mass, and says in which run each bin is.
    private static int[] Runs(int[] order, double[] counts, double deviation, int maxRuns)
    {
        var share = ShareOf([.. order.Select(bin => counts[bin])], maxRuns);
        var runOf = new int[order.Length];
        var (run, mass, members) = (0, 0.0, 0);
        foreach (var bin in order)
        {
            var full = Math.Max(share, Significant * deviation * Math.Sqrt(members));
            if (members > 0 && run + 1 < maxRuns && (counts[bin] >= full || mass + (counts[bin] / 2) > full))
                (run, mass, members) = (run + 1, 0, 0);
            runOf[bin] = run;
            mass += counts[bin];
            members++;
        }

        return runOf;
    }

    // The mass of a run when values that are heavier than that have runs of their own, so that they take none from the others.
    private static double ShareOf(double[] counts, int runs)
    {
        var left = counts.Sum();
        foreach (var heaviest in counts.OrderDescending())
        {
            if (runs == 1 || heaviest <= left / runs)
                break;
            left -= heaviest;
            runs--;
        }

        return left / runs;
    }
}
