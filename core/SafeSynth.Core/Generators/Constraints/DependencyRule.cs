using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators.Constraints;

/// <summary>Each value of one column goes with one value of another, as far as both are there.</summary>
/// <param name="determinant">The column that decides.</param>
/// <param name="dependent">The column that is decided.</param>
/// <param name="missing">The codes of missing in both.</param>
/// <param name="starts">The first code of each run of the determinant's codes that share a partner; ascending from 0.</param>
/// <param name="partners">The dependent's code that goes with each run.</param>
internal sealed class DependencyRule(int determinant, int dependent, (long OfDeterminant, long OfDependent) missing, long[] starts, long[] partners)
    : RowRule([determinant, dependent])
{
    private readonly bool _hasRunOfEach = starts[^1] == starts.Length - 1;

    public override int Dependent => dependent;

    public IReadOnlyList<long> Starts => starts;

    public IReadOnlyList<long> Partners => partners;

    public override bool Holds(long[][] values, int row) =>
        !Applies(values, row) || values[dependent][row] == PartnerOf(values[determinant][row]);

    public override void Settle(long[][] values, int row)
    {
        if (Applies(values, row))
            values[dependent][row] = PartnerOf(values[determinant][row]);
    }

    /// <inheritdoc/>
    public override Potential? Zeros(IReadOnlyList<ModelledColumn> seen)
    {
        var (ours, theirs) = (seen[determinant], seen[dependent]);
        var partnersOf = Enumerable.Range(0, ours.Bins.BinCount).Select(_ => new HashSet<int>()).ToArray();
        for (var run = 0; run < starts.Length; run++)
        {
            var (bin, end) = (theirs.ModelCodeOf(partners[run]), run + 1 < starts.Length ? starts[run + 1] : ours.Domain.Count);
            for (var cell = ours.Bins.CellOf(starts[run]); cell < ours.Bins.CellCount && ours.Bins.CellStarts[cell] < end; cell++)
                partnersOf[ours.Bins.BinOfCell[cell]].Add(bin);
        }

        return ZerosOf(determinant, dependent, seen, (our, their) =>
            our == ours.Bins.BinCount || their == theirs.Bins.BinCount || partnersOf[our].Contains(their));
    }

    private bool Applies(long[][] values, int row) =>
        values[determinant][row] != missing.OfDeterminant && values[dependent][row] != missing.OfDependent;

    private long PartnerOf(long code)
    {
        if (_hasRunOfEach)
            return partners[code];
        var found = Array.BinarySearch(starts, code);
        return partners[found >= 0 ? found : ~found - 1];
    }
}
