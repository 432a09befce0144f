using SafeSynth.Marginals;

namespace SafeSynth.Data;

/// <summary>
/// A coarse view of a domain: runs of codes form cells, and cells form the bins that a model sees. Inside a bin a value is drawn
/// in proportion to the cells' weights, which come from priced measurements or are even.
/// </summary>
public sealed class Binning
{
    private readonly double[][] _cumulative;
    private readonly int[][] _cellsOf;

    /// <param name="cellStarts">First code of every cell, ascending from 0, then the number of codes: cells + 1 entries.</param>
    /// <param name="weights">A non-negative weight for each cell.</param>
    /// <param name="binOfCell">The bin of each cell; every bin from 0 to the largest has at least one cell.</param>
    public Binning(long[] cellStarts, double[] weights, int[] binOfCell)
    {
        (CellStarts, Weights, BinOfCell) = (cellStarts, weights, binOfCell);
        BinCount = binOfCell.Length == 0 ? 0 : binOfCell.Max() + 1;
        _cellsOf = new int[BinCount][];
        _cumulative = new double[BinCount][];
        foreach (var bin in Enumerable.Range(0, binOfCell.Length).GroupBy(cell => binOfCell[cell]))
        {
            int[] cells = [.. bin];
            _cellsOf[bin.Key] = cells;
            _cumulative[bin.Key] = Cumulative(cells);
        }
    }

    public long[] CellStarts { get; }

    public double[] Weights { get; }

    public int[] BinOfCell { get; }

    public int BinCount { get; }

    public int CellCount => BinOfCell.Length;

    /// <summary>Every code of a small domain is a bin of its own.</summary>
    public static Binning Identity(long count)
    {
        var codes = checked((int)count);
        return new Binning([.. Enumerable.Range(0, codes + 1).Select(code => (long)code)], Even(codes), [.. Enumerable.Range(0, codes)]);
    }

    /// <summary>The same cells in other bins.</summary>
    public Binning WithBins(int[] binOfCell, double[] weights) => new(CellStarts, weights, binOfCell);

    /// <summary>The cell that holds a code.</summary>
    public int CellOf(long code)
    {
        var found = Array.BinarySearch(CellStarts, code);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The share of its bin that a cell holds.</summary>
    public double ShareInBin(int cell)
    {
        var (cells, cumulative) = (_cellsOf[BinOfCell[cell]], _cumulative[BinOfCell[cell]]);
        var position = Array.BinarySearch(cells, cell);
        return (cumulative[position] - (position == 0 ? 0 : cumulative[position - 1])) / cumulative[^1];
    }

    /// <summary>Draws a code of a bin.</summary>
    public long Draw(int bin, SampleRandom random)
    {
        var cells = _cellsOf[bin];
        var cell = cells.Length == 1 ? cells[0] : cells[Pick(_cumulative[bin], random)];
        var width = CellStarts[cell + 1] - CellStarts[cell];
        return CellStarts[cell] + (width == 1 ? 0 : random.Next(width));
    }

    /// <summary>Draws a code of a bin for each of the rows, every cell as often as its weight says, rounded down or up.</summary>
    /// <remarks>Systematic sampling (Madow 1949) with the rows in random order: fewer surprises than one draw for each.</remarks>
    /// <param name="bin">The bin.</param>
    /// <param name="rows">Positions in <paramref name="codes"/>; they are shuffled.</param>
    /// <param name="codes">Where the codes are put.</param>
    /// <param name="random">Where the randomness comes from.</param>
    public void DrawEvenly(int bin, Span<int> rows, long[] codes, SampleRandom random)
    {
        random.Shuffle(rows);
        var (cells, cumulative, offset) = (_cellsOf[bin], _cumulative[bin], random.NextDouble());
        var next = 0;
        for (var i = 0; i < cells.Length && next < rows.Length; i++)
        {
            var end = i == cells.Length - 1 ? rows.Length : (int)Math.Min(rows.Length, (rows.Length * (cumulative[i] / cumulative[^1])) + offset);
            var (first, width) = (CellStarts[cells[i]], CellStarts[cells[i] + 1] - CellStarts[cells[i]]);
            for (; next < end; next++)
                codes[rows[next]] = first + (width == 1 ? 0 : random.Next(width));
        }
    }

    private static double[] Even(int count)
    {
        var weights = new double[count];
        Array.Fill(weights, 1);
        return weights;
    }

    private static int Pick(double[] cumulative, SampleRandom random)
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return Math.Min(found >= 0 ? found + 1 : ~found, cumulative.Length - 1);
    }

    // Cells without any weight share their bin by width, as if values were spread evenly.
    private double[] Cumulative(int[] cells)
    {
        var weightless = cells.All(cell => Weights[cell] <= 0);
        var sum = 0.0;
        var cumulative = new double[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            cumulative[i] = sum += weightless ? CellStarts[cells[i] + 1] - CellStarts[cells[i]] : Math.Max(0, Weights[cells[i]]);
        return cumulative;
    }
}
