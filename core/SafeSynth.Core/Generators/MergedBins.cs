using SafeSynth.Data;

namespace SafeSynth.Generators;

/// <summary>Noisy counts of a column's bins, added up to fewer bins. Missing values, which come last, stay by themselves.</summary>
internal static class MergedBins
{
    /// <param name="column">The column as it was counted.</param>
    /// <param name="counts">A noisy count of every model code.</param>
    /// <param name="deviations">The standard deviation of the noise of each count.</param>
    /// <param name="newBin">The new bin of each old one; new ones are numbered from 0 without gaps.</param>
    /// <returns>The column with its new bins, their counts and deviations; inside a bin, values keep their noisy shares.</returns>
    public static (ModelledColumn Column, double[] Counts, double[] Deviations) Of(ModelledColumn column, double[] counts, double[] deviations, int[] newBin)
    {
        var bins = column.Bins;
        var size = newBin.Max() + 1 + (column.Domain.Nullable ? 1 : 0);
        var (sums, variances) = (new double[size], new double[size]);
        for (var old = 0; old < counts.Length; old++)
        {
            var bin = old == bins.BinCount ? size - 1 : newBin[old];
            sums[bin] += counts[old];
            variances[bin] += deviations[old] * deviations[old];
        }

        var weights = new double[bins.CellCount];
        for (var cell = 0; cell < weights.Length; cell++)
            weights[cell] = bins.ShareInBin(cell) * Math.Max(counts[bins.BinOfCell[cell]], 0);
        var merged = column with { Bins = bins.WithBins([.. bins.BinOfCell.Select(bin => newBin[bin])], weights) };
        return (merged, sums, Array.ConvertAll(variances, Math.Sqrt));
    }
}
