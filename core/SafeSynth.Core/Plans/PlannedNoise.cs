using SafeSynth.Marginals;

namespace SafeSynth.Plans;

/// <summary>The noise that marginals are going to get, by their number of cells.</summary>
internal sealed class PlannedNoise
{
    private readonly double _scale;
    private readonly bool _isBySize;

    private PlannedNoise(double scale, bool isBySize) => (_scale, _isBySize) = (scale, isBySize);

    /// <summary>The same noise for all.</summary>
    public static PlannedNoise Same(double sigma) => new(sigma, isBySize: false);

    /// <summary>Noise for each that suits its size: see <see cref="NoiseAllocation"/>.</summary>
    /// <remarks>
    /// With the part n^(2/3) / W of rho, where W is the sum of n^(2/3) over all that are measured, the deviation is sigma sqrt(W) /
    /// n^(1/3). Of more candidates than are measured, those that are have the mean weight. Where a size is not known, all are taken to be
    /// of one size.
    /// </remarks>
    /// <param name="sigma">The deviation of the noise of one that got the whole budget.</param>
    /// <param name="cells">The sizes of those that may be measured.</param>
    /// <param name="measured">How many are measured.</param>
    public static PlannedNoise Apart(double sigma, IEnumerable<long?> cells, int measured)
    {
        var (weights, count) = (0.0, 0L);
        foreach (var size in cells)
        {
            if (size is not { } known)
                return Same(sigma * Math.Sqrt(measured));
            (weights, count) = (weights + NoiseAllocation.Weight(known), count + 1);
        }

        return new PlannedNoise(sigma * Math.Sqrt(count > measured ? weights / count * measured : weights), isBySize: true);
    }

    /// <summary>The standard deviation of the noise on the counts of a marginal.</summary>
    public double SigmaFor(long? cells) => _isBySize ? _scale / Math.Sqrt(NoiseAllocation.Weight(cells!.Value)) : _scale;
}
