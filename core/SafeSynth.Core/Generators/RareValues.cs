using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators;

/// <summary>Merges the bins of a column whose noisy counts do not stand out from the noise: a model cannot tell them apart.</summary>
/// <remarks>
/// Post-processing. Inside the merged bin values are drawn in proportion to their noisy counts, moved towards their mean by as much as
/// these owe to noise (<see cref="JamesStein"/>): of a hundred thousand rare values nothing but their sum may be known.
/// </remarks>
internal static class RareValues
{
    /// <summary>A count stands out from its noise by this many deviations.</summary>
    public const double Significant = 3;

    /// <summary>Merges the rare bins of all columns.</summary>
    public static OneWayMarginals Merge(OneWayMarginals measured) => Merge(measured, isMerged: _ => true);

    /// <param name="measured">Noisy counts as they are: negative ones are needed, so that those of rare values add up to what they
    /// hold.</param>
    /// <param name="isMerged">Of which columns, by their number.</param>
    public static OneWayMarginals Merge(OneWayMarginals measured, Func<int, bool> isMerged)
    {
        var columns = new List<ModelledColumn>();
        var counts = new List<double[]>();
        var deviations = new List<double[]>();
        for (var i = 0; i < measured.Columns.Count; i++)
        {
            var (column, merged, deviation) = isMerged(i)
                ? Merge(measured.Columns[i], measured.Counts[i], measured.Deviations[i])
                : (measured.Columns[i], measured.Counts[i], measured.Deviations[i]);
            columns.Add(column);
            counts.Add(merged);
            deviations.Add(deviation);
        }

        return new OneWayMarginals(columns, counts, deviations);
    }

    private static (ModelledColumn, double[] Counts, double[] Deviations) Merge(ModelledColumn column, double[] counts, double[] deviations)
    {
        var bins = column.Bins;
        var rare = Enumerable.Range(0, bins.BinCount).Where(bin => counts[bin] < Significant * deviations[bin]).ToHashSet();
        if (rare.Count < 2)
            return (column, counts, deviations);

        // The bins that stand out keep their order; the rare ones become the last bin, before missing, which is never merged.
        var newBin = new int[bins.BinCount];
        var next = 0;
        for (var bin = 0; bin < bins.BinCount; bin++)
            newBin[bin] = rare.Contains(bin) ? bins.BinCount - rare.Count : next++;
        return MergedBins.Of(column, Smoothed(counts, deviations, [.. rare.Order()]), deviations, newBin);
    }

    // The counts of rare bins, moved towards their mean, which leaves their sum as it is.
    private static double[] Smoothed(double[] counts, double[] deviations, int[] rare)
    {
        double[] noisy = [.. rare.Select(bin => counts[bin])];
        var mean = noisy.Average();
        var smoothed = JamesStein.Towards(noisy, [.. noisy.Select(_ => mean)], noisy.Length - 1, rare.Max(bin => deviations[bin]));
        var all = (double[])counts.Clone();
        for (var i = 0; i < rare.Length; i++)
            all[rare[i]] = smoothed[i];
        return all;
    }
}
