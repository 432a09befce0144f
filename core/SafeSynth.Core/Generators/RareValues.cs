using SafeSynth.Data;

namespace SafeSynth.Generators;

/// <summary>Merges the bins of a column whose noisy counts do not stand out from the noise: a model cannot tell them apart.</summary>
/// <remarks>Post-processing. Inside the merged bin values are drawn in proportion to their noisy counts.</remarks>
internal static class RareValues
{
    private const double Significant = 3;

    public static OneWayMarginals Merge(OneWayMarginals measured)
    {
        var columns = new List<ModelledColumn>();
        var counts = new List<double[]>();
        var deviations = new List<double[]>();
        for (var i = 0; i < measured.Columns.Count; i++)
        {
            var (column, merged, deviation) = Merge(measured.Columns[i], measured.Counts[i], measured.Deviations[i]);
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
        return MergedBins.Of(column, counts, deviations, newBin);
    }
}
