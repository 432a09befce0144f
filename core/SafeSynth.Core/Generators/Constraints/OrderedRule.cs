using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators.Constraints;

/// <summary>The value of one column is at most that of another, as far as both are there.</summary>
internal sealed class OrderedRule(int lesser, int greater, Domain lesserDomain, Domain greaterDomain) : RowRule([lesser, greater])
{
    public override bool Holds(long[][] values, int row)
    {
        var (low, high) = (values[lesser][row], values[greater][row]);
        return low == lesserDomain.MissingCode || high == greaterDomain.MissingCode || lesserDomain.MagnitudeOf(low) <= greaterDomain.MagnitudeOf(high);
    }

    public override Potential? Zeros(IReadOnlyList<ModelledColumn> seen)
    {
        var (least, greatest) = (Extremes(seen[lesser]).Least, Extremes(seen[greater]).Greatest);
        return ZerosOf(lesser, greater, seen, (low, high) => low >= least.Length || high >= greatest.Length || least[low] <= greatest[high]);
    }

    private static (decimal[] Least, decimal[] Greatest) Extremes(ModelledColumn column)
    {
        var (bins, least, greatest) = (column.Bins, new decimal[column.Bins.BinCount], new decimal[column.Bins.BinCount]);
        Array.Fill(least, decimal.MaxValue);
        Array.Fill(greatest, decimal.MinValue);
        for (var cell = 0; cell < bins.CellCount; cell++)
        {
            // A listed domain need not list its values in order, but each has a cell of its own.
            var (bin, first, last) = (bins.BinOfCell[cell], column.Domain.MagnitudeOf(bins.CellStarts[cell]), column.Domain.MagnitudeOf(bins.CellStarts[cell + 1] - 1));
            (least[bin], greatest[bin]) = (Math.Min(least[bin], first), Math.Max(greatest[bin], last));
        }

        return (least, greatest);
    }
}
