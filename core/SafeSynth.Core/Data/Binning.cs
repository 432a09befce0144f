using SafeSynth.Marginals;

namespace SafeSynth.Data;

/// <summary>
/// A coarse view of a domain: runs of codes form cells, and cells form the bins that a model sees. Inside a bin a value is drawn
/// in proportion to the cells' weights, which come from priced measurements or are even. Inside a cell all codes are as likely, unless a
/// texture, which was measured too, tells round ones from others.
/// </summary>
public sealed class Binning
{
    private readonly double[][] _cumulative;
    private readonly int[][] _cellsOf;
    private readonly bool[] _isWeightless;
    private readonly double[]?[] _classes;   // for each cell the cumulative masses of the texture's classes; null where codes are alike

    /// <param name="cellStarts">First code of every cell, ascending from 0, then the number of codes: cells + 1 entries.</param>
    /// <param name="weights">A non-negative weight for each cell.</param>
    /// <param name="binOfCell">The bin of each cell; every bin from 0 to the largest has at least one cell.</param>
    public Binning(long[] cellStarts, double[] weights, int[] binOfCell) : this(cellStarts, weights, binOfCell, texture: null)
    {
    }

    internal Binning(long[] cellStarts, double[] weights, int[] binOfCell, Texture? texture)
    {
        (CellStarts, Weights, BinOfCell, Texture) = (cellStarts, weights, binOfCell, texture);
        BinCount = binOfCell.Length == 0 ? 0 : binOfCell.Max() + 1;
        _cellsOf = new int[BinCount][];
        _isWeightless = new bool[BinCount];
        _cumulative = new double[BinCount][];
        foreach (var bin in Enumerable.Range(0, binOfCell.Length).GroupBy(cell => binOfCell[cell]))
        {
            int[] cells = [.. bin];
            _cellsOf[bin.Key] = cells;
            _cumulative[bin.Key] = CumulativeOf(cells);
        }

        _classes = new double[CellCount][];
        for (var cell = 0; cell < CellCount; cell++)
        {
            if (texture is not null && cellStarts[cell + 1] - cellStarts[cell] > 1 && texture.CumulativeOf(cellStarts[cell], cellStarts[cell + 1]) is var classes && classes[^1] > 0)
                _classes[cell] = classes;
        }
    }

    public long[] CellStarts { get; }

    public double[] Weights { get; }

    public int[] BinOfCell { get; }

    public int BinCount { get; }

    /// <summary>How codes spread inside a cell; evenly where there is none.</summary>
    internal Texture? Texture { get; }

    public int CellCount => BinOfCell.Length;

    /// <summary>The number of codes of each cell.</summary>
    internal double[] CellWidths => [.. CellStarts.Zip(CellStarts.Skip(1), (from, to) => (double)(to - from))];

    /// <summary>Every code of a small domain is a bin of its own.</summary>
    public static Binning Identity(long count)
    {
        var codes = checked((int)count);
        return new Binning([.. Enumerable.Range(0, codes + 1).Select(code => (long)code)], Even(codes), [.. Enumerable.Range(0, codes)]);
    }

    /// <summary>The same cells in other bins.</summary>
    public Binning WithBins(int[] binOfCell, double[] weights) => new(CellStarts, weights, binOfCell, Texture);

    /// <summary>The same cells, but for these codes, each of which becomes a cell of its own; without weights, every cell a bin.</summary>
    internal Binning CutAround(IEnumerable<long> codes)
    {
        long[] starts = [.. new SortedSet<long>(CellStarts.Concat(codes.SelectMany(code => new[] { code, code + 1 })))];
        return new Binning(starts, new double[starts.Length - 1], [.. Enumerable.Range(0, starts.Length - 1)]);
    }

    /// <summary>The same bins, of which these codes alone are ever drawn, by the weights that they have.</summary>
    /// <returns>The bins, and for each of them the share of its weight that those codes hold.</returns>
    internal (Binning Bins, double[] Shares) Within(CodeSet codes)
    {
        var (starts, weights, bins, held) = (new List<long>(), new List<double>(), new List<int>(), new double[BinCount]);
        for (var cell = 0; cell < CellCount; cell++)
        {
            var (bin, from, end) = (BinOfCell[cell], CellStarts[cell], CellStarts[cell + 1]);
            foreach (var to in codes.EdgesWithin(from, end).Append(end))
            {
                var weight = codes.Contains(from) ? WeightOf(cell) * PartOf(cell, from, to) : 0;
                starts.Add(from);
                weights.Add(weight);
                bins.Add(bin);
                held[bin] += weight;
                from = to;
            }
        }

        var shares = held.Select((weight, bin) => Math.Min(1, weight / _cumulative[bin][^1]));
        return (new Binning([.. starts, CellStarts[^1]], [.. weights], [.. bins], Texture), [.. shares]);
    }

    /// <summary>The cells of a bin, ascending.</summary>
    internal ReadOnlySpan<int> CellsOf(int bin) => _cellsOf[bin];

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
        return DrawWithin(cells.Length == 1 ? cells[0] : cells[Cumulative.Pick(_cumulative[bin], random)], random);
    }

    /// <summary>Draws a code of a cell.</summary>
    internal long DrawWithin(int cell, SampleRandom random)
    {
        var (from, to) = (CellStarts[cell], CellStarts[cell + 1]);
        return _classes[cell] is { } classes
            ? Texture!.Draw(Cumulative.Pick(classes, random), from, to, random)
            : from + (to - from == 1 ? 0 : random.Next(to - from));
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
            var end = i == cells.Length - 1
                ? rows.Length
                : (int)Math.Min(rows.Length, (rows.Length * (cumulative[i] / cumulative[^1])) + offset);
            for (; next < end; next++)
                codes[rows[next]] = DrawWithin(cells[i], random);
        }
    }

    private static double[] Even(int count)
    {
        var weights = new double[count];
        Array.Fill(weights, 1);
        return weights;
    }

    // Cells without any weight share their bin by width, as if values were spread evenly.
    private double[] CumulativeOf(int[] cells)
    {
        var weightless = cells.All(cell => Weights[cell] <= 0);
        _isWeightless[BinOfCell[cells[0]]] = weightless;
        var sum = 0.0;
        var cumulative = new double[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            cumulative[i] = sum += WeightOf(cells[i]);
        return cumulative;
    }

    // The share of a cell that some of its codes hold.
    private double PartOf(int cell, long from, long to) => _classes[cell] is { } classes
        ? Texture!.CumulativeOf(from, to)[^1] / classes[^1]
        : (double)(to - from) / (CellStarts[cell + 1] - CellStarts[cell]);

    private double WeightOf(int cell) =>
        _isWeightless[BinOfCell[cell]] ? CellStarts[cell + 1] - CellStarts[cell] : Math.Max(0, Weights[cell]);
}
