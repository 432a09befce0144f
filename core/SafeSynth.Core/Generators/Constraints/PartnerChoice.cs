using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators.Constraints;

/// <summary>Chooses for each value of a column the value of another that goes with it, from a fitted model alone.</summary>
/// <remarks>
/// A value that the model sees by itself goes with its most likely partner. Values that share a bin are alike to the model: they are dealt
/// out, heaviest first, each to the partner that is furthest below its share of the bin, so that together they keep the bin's distribution.
/// Where the model does not hold the pair of columns, it tells no values apart, and all are dealt out so.
/// </remarks>
internal static class PartnerChoice
{
    /// <param name="determinant">The column that decides.</param>
    /// <param name="dependent">The column that is decided.</param>
    /// <param name="mapping">The partners that are declared; null for none.</param>
    /// <param name="columns">The modelled columns, with the bins that the model sees.</param>
    /// <param name="model">The model.</param>
    public static DependencyRule Of(
        int determinant, int dependent, IReadOnlyDictionary<string, string>? mapping, IReadOnlyList<ModelledColumn> columns, GraphicalModel model)
    {
        var (ours, theirs) = (columns[determinant], columns[dependent]);
        var bins = ours.Bins;
        var partnerOfCell = new long[bins.CellCount];
        if (model.Tree.NodeContaining([determinant, dependent]) >= 0)
        {
            var shares = Shares(model.Marginal([determinant, dependent]), determinant < dependent, ours, theirs);
            for (var bin = 0; bin < bins.BinCount; bin++)
                Deal([.. bins.CellsOf(bin).ToArray().Select(cell => (cell, bins.ShareInBin(cell)))], shares[bin], theirs.Bins, partnerOfCell);
        }
        else
        {
            var mass = model.Marginal([determinant]).Select(count => count / model.Total).ToList();
            Deal([.. Enumerable.Range(0, bins.CellCount).Select(cell => (cell, mass[bins.BinOfCell[cell]] * bins.ShareInBin(cell)))], Normed(model.Marginal([dependent])[..theirs.Bins.BinCount]), theirs.Bins, partnerOfCell);
        }

        var runs = new SortedDictionary<long, long>();
        for (var cell = 0; cell < partnerOfCell.Length; cell++)
            runs[bins.CellStarts[cell]] = partnerOfCell[cell];
        var declared = Declared(mapping, ours.Domain, theirs.Domain);
        foreach (var (code, partner) in declared)
        {
            // What follows inside its cell has the partner of that cell again.
            runs[code] = partner;
            if (code + 1 < ours.Domain.Count && !declared.ContainsKey(code + 1))
                runs.TryAdd(code + 1, partnerOfCell[bins.CellOf(code + 1)]);
        }

        return new DependencyRule(determinant, dependent, (ours.Domain.MissingCode, theirs.Domain.MissingCode), [.. runs.Keys], [.. runs.Values]);
    }

    // Gives each of our cells a value of theirs, the heaviest cell first, so that each of their cells gets about its share.
    private static void Deal((int Cell, double Weight)[] cells, double[] shares, Binning theirs, long[] partnerOfCell)
    {
        var random = new SampleRandom(seed: 1);
        var ranked = Enumerable.Range(0, theirs.CellCount)
            .Select(cell => (Element: cell, Priority: -shares[theirs.BinOfCell[cell]] * theirs.ShareInBin(cell))).Where(cell => cell.Priority < 0)
            .OrderBy(cell => cell.Priority).ThenBy(cell => cell.Element).Take(cells.Length);
        var partners = new PriorityQueue<int, double>(ranked);
        foreach (var (cell, weight) in cells.OrderByDescending(cell => cell.Weight).ThenBy(cell => cell.Cell))
        {
            if (!partners.TryPeek(out var partner, out var negative))
                continue;
            partnerOfCell[cell] = theirs.DrawWithin(partner, random);
            partners.DequeueEnqueue(partner, negative + weight);
        }
    }

    // For each bin of ours, the shares of their bins, missing left out; those of all rows where the bin has none.
    private static double[][] Shares(double[] pair, bool isOursFirst, ModelledColumn ours, ModelledColumn theirs)
    {
        double At(int our, int their) => isOursFirst ? pair[(our * theirs.Size) + their] : pair[(their * ours.Size) + our];
        double[] all = [.. Enumerable.Range(0, theirs.Bins.BinCount).Select(their => Enumerable.Range(0, ours.Size).Sum(our => At(our, their)))];
        return [.. Enumerable.Range(0, ours.Bins.BinCount).Select(our =>
        {
            double[] row = [.. Enumerable.Range(0, theirs.Bins.BinCount).Select(their => At(our, their))];
            return Normed(row.Sum() > 0 ? row : all);
        })];
    }

    private static double[] Normed(double[] counts)
    {
        var sum = counts.Sum();
        return Array.ConvertAll(counts, count => sum > 0 ? count / sum : 0);
    }

    private static Dictionary<long, long> Declared(IReadOnlyDictionary<string, string>? mapping, Domain ours, Domain theirs)
    {
        var declared = new Dictionary<long, long>();
        foreach (var (value, partner) in mapping ?? new Dictionary<string, string>())
        {
            if (CodeSet.Of(ours, [value]).Ranges.ToList() is [var (code, _)] && CodeSet.Of(theirs, [partner]).Ranges.ToList() is [var (other, _)])
                declared[code] = other;
        }

        return declared;
    }
}
