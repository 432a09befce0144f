using SafeSynth.Data;

namespace SafeSynth.Generators;

/// <summary>How many bins of each column a model of pairs tells apart.</summary>
/// <remarks>
/// Neighbours in an ordered column are much alike, so bins that balance noise with width lose little
/// (<see cref="GaussianSteps.BinsFor"/>). Values without an order have nothing in common: whatever a merged one tells of other columns is
/// lost. So as many stay alone as hold more rows than there is noise on all their cells in a pair. Noisy and public figures alone decide:
/// post-processing.
/// </remarks>
internal static class BinLimits
{
    /// <summary>How many pairs are measured for each column: between three and four on Adult at epsilon 1.</summary>
    private const double PairsPerColumn = 3.5;

    /// <summary>The share of rho that pairs get.</summary>
    private const double PairShare = 0.6;

    /// <summary>Two columns may make up this part of a model's cells at most, and a column has so many bins at most.</summary>
    private const int PairPart = 4, MaxBins = 1024;

    /// <summary>Whether a column's values have an order, in which neighbours are alike.</summary>
    public static bool IsOrdered(ModelledColumn column) => column.Domain is GridDomain;

    /// <param name="oneWay">The noisy columns.</param>
    /// <param name="noise">The deviation of the noise of a marginal that gets the whole budget.</param>
    /// <param name="balanced">The bins of an ordered column, and the fewest of others.</param>
    /// <param name="maxCells">The most cells of the model.</param>
    public static int[] For(OneWayMarginals oneWay, double noise, int balanced, long maxCells)
    {
        var columns = oneWay.Columns;
        var all = columns.Count * (columns.Count - 1) / 2.0;
        var noiseOfAPair = noise * Math.Sqrt(Math.Min(all, PairsPerColumn * columns.Count) / PairShare);
        int[] limits = [.. Enumerable.Range(0, columns.Count).Select(column => Alone(column))];

        // What all pairs, or one of them, would make too large is what it would be in order.
        while (Enumerable.Range(0, limits.Length).MaxBy(Size) is var largest && limits[largest] > balanced && !Fits())
            limits[largest] = Math.Max(balanced, limits[largest] / 2);
        return limits;

        int Size(int column) => Math.Min(columns[column].Size, limits[column]);

        int Alone(int column)
        {
            if (IsOrdered(columns[column]))
                return balanced;
            var partners = Enumerable.Range(0, columns.Count).Where(other => other != column).Average(other => Math.Min(columns[other].Size, balanced));
            var enough = Math.Max(noiseOfAPair * partners, RareValues.Significant * oneWay.Deviations[column][0]);
            return Math.Clamp(oneWay.Counts[column].Count(count => count >= enough) + 1, balanced, Math.Max(balanced, MaxBins));
        }

        bool Fits()
        {
            double[] sizes = [.. Enumerable.Range(0, limits.Length).Select(column => (double)Size(column)).OrderDescending()];
            var (sum, squares) = (sizes.Sum(), sizes.Sum(size => size * size));
            return sizes[0] * sizes[1] <= (double)maxCells / PairPart && ((sum * sum) - squares) / 2 <= GaussianSteps.MaxCandidateCells;
        }
    }
}
