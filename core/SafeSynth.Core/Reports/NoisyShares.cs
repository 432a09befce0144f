using SafeSynth.Confidence;
using SafeSynth.Data;

namespace SafeSynth.Reports;

/// <summary>Where the shares of a column's values lie in the private rows, as far as its noisy counts tell.</summary>
/// <remarks>
/// Of a range of codes the noisy counts of its bins are added up, of a bin that is cut in two the part that the binning gives to that
/// range. So a range tells of noise; how values are spread inside a bin is the model's.
/// </remarks>
internal sealed class NoisyShares(ModelledColumn column, MeasuredMarginal measured)
{
    /// <summary>Where the share of the codes from one up to but not another lies, with 95 %.</summary>
    public ShareRange Between(long from, long to)
    {
        var (bins, parts) = (column.Bins, new SortedDictionary<int, double>());
        for (var cell = from <= 0 ? 0 : bins.CellOf(from); cell < bins.CellCount && bins.CellStarts[cell] < to; cell++)
        {
            var (start, end) = (bins.CellStarts[cell], bins.CellStarts[cell + 1]);
            var inside = (double)(Math.Min(to, end) - Math.Max(from, start)) / (end - start) * bins.ShareInBin(cell);
            parts[bins.BinOfCell[cell]] = parts.GetValueOrDefault(bins.BinOfCell[cell]) + inside;
        }

        var noisy = parts.Sum(part => part.Value * measured.Counts![part.Key]);
        var off = measured.Noise.HalfWidth(MeasuredMarginal.Miss, parts.Values);
        return new ShareRange(Math.Clamp((noisy - off) / measured.Rows, 0, 1), Math.Clamp((noisy + off) / measured.Rows, 0, 1));
    }
}
