using System.Runtime.CompilerServices;

namespace SafeSynth.Marginals;

/// <summary>
/// Brings the pair marginals of sampled rows closer to those of the model that they were drawn from, or to what is known better, and leaves
/// all one-way marginals as they are.
/// </summary>
/// <remarks>
/// Again and again two rows, drawn at random, swap their values of a random column if that lowers the sum of squares of (rows' count -
/// expected count) over all cells of all pairs. A swap keeps every column's counts. It sees the model, noisy answers and the
/// rows drawn from it, so it is post-processing and free. A combination whose potential is negative infinity never comes about.
/// <para>
/// Counts are integers in units of 1 / <see cref="Unit"/> row, so what is accepted does not depend on the order of sums. Immutable after
/// construction, and safe for concurrent use.
/// </para>
/// </remarks>
internal sealed class RowPolish
{
    /// <summary>The most values that a polished column may have.</summary>
    public const int MaxSize = 1 << 16;

    private const int Unit = 1 << 8;

    /// <summary>The swaps that are tried for each cell of the rows.</summary>
    private const int TrialsPerCell = 12;

    /// <summary>The most swaps tried for one batch: what noise sampling leaves in larger batches is small by itself.</summary>
    private const int MaxTrials = 1 << 23;

    private const int TrialsPerLook = 1 << 16;

    /// <summary>
    /// Rows of so many codes together are tried with each other for a while, since rows all over a wide batch would not be in the cache.
    /// Their order is random.
    /// </summary>
    private const int WindowCodes = 1 << 20;

    /// <summary>The most cells of all watched pairs together.</summary>
    public const long MaxCells = 1 << 24;

    private readonly Link[][] _links;        // for every column, the pairs that it is in
    private readonly Clique[] _pairs;        // those that are watched
    private readonly double[] _frequencies;  // of all pairs' cells, one table after the other
    private readonly Zeros[][] _zeros;       // for every column, the tables of combinations that cannot occur

    /// <param name="model">What the rows are drawn from; no attribute has more than <see cref="MaxSize"/> values.</param>
    /// <param name="loose">Pairs that rows are brought to in place of the model's.</param>
    public RowPolish(GraphicalModel model, IReadOnlyList<LoosePair> loose)
    {
        var links = Enumerable.Range(0, model.Shape.Length).Select(_ => new List<Link>()).ToList();
        var frequencies = new List<double>();
        var known = loose.Select(pair => pair.Clique).ToHashSet();
        var others = Watched(model).Where(pair => !known.Contains(pair)).Select(pair => new LoosePair(pair, model.Marginal(pair)));
        List<LoosePair> watched = [.. loose, .. others];
        foreach (var (pair, counts) in watched)
        {
            var (a, b, size) = (pair[0], pair[1], model.Shape[pair[1]]);
            links[a].Add(new Link(frequencies.Count, size, b, 1));
            links[b].Add(new Link(frequencies.Count, 1, a, size));
            frequencies.AddRange(counts.Select(count => count / model.Total));
        }

        Zeros[] zeros = [.. model.Potentials.Where(term => Array.Exists(term.Values, double.IsNegativeInfinity)).Select(term => new Zeros(term, model.Shape))];
        _zeros = [.. links.Select((_, column) => Array.FindAll(zeros, zero => zero.Columns.Length > 1 && zero.Columns.Contains(column)))];
        _links = [.. links.Select(list => list.ToArray())];
        _pairs = [.. watched.Select(pair => pair.Clique)];
        _frequencies = [.. frequencies];
    }

    /// <summary>The rows after all trials; those given are left as they are.</summary>
    public CodeColumns Polish(CodeColumns rows, SampleRandom random, CancellationToken cancel)
    {
        int[] open = [.. Enumerable.Range(0, _links.Length).Where(column => _links[column].Length > 0)];
        if (open.Length == 0 || rows.Rows < 2)
            return rows;
        var codes = RowMajor(rows);
        var balance = Balance(rows);
        var trials = (int)Math.Min(MaxTrials, (long)TrialsPerCell * rows.Rows * open.Length);
        for (var left = trials; left > 0; left -= TrialsPerLook)
        {
            cancel.ThrowIfCancellationRequested();
            var window = Math.Clamp(WindowCodes / _links.Length, 2, rows.Rows);
            var first = window == rows.Rows ? 0 : random.Next(rows.Rows - window + 1);
            Try(Math.Min(left, TrialsPerLook), codes.AsSpan(first * _links.Length, window * _links.Length), balance, open, window, random);
        }

        return Columns(codes, rows);
    }

    // All pairs, or those inside a node, as long as their cells can be numbered.
    private static IEnumerable<Clique> Watched(GraphicalModel model)
    {
        var shape = model.Shape.ToArray();
        long cells = 0;
        for (var a = 0; a < shape.Length; a++)
        {
            for (var b = a + 1; b < shape.Length; b++)
            {
                var pair = Clique.Of(a, b);
                if (model.IsCheap(pair) && (cells += pair.Cells(shape)) <= MaxCells)
                    yield return pair;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Try(int trials, Span<ushort> codes, int[] balance, int[] open, int rows, SampleRandom random)
    {
        var width = _links.Length;
        for (var trial = 0; trial < trials; trial++)
        {
            var column = open[random.Next(open.Length)];
            var one = codes.Slice(random.Next(rows) * width, width);
            var other = codes.Slice(random.Next(rows) * width, width);
            var (x, y) = (one[column], other[column]);
            if (x == y) continue;

            // Each pair whose other values differ has four cells that change by one, so the sum of squares changes by 2 change + 4.
            long change = 0;
            foreach (ref readonly var link in _links[column].AsSpan())
            {
                var (u, w) = (one[link.Other], other[link.Other]);
                if (u == w) continue;
                var (atX, atY) = (link.Start + (x * link.Stride), link.Start + (y * link.Stride));
                var (atU, atW) = (u * link.OtherStride, w * link.OtherStride);
                change += (long)balance[atY + atU] - balance[atX + atU] + balance[atX + atW] - balance[atY + atW] + (2 * Unit);
            }

            if (change >= 0) continue;
            if (_zeros[column].Length > 0 && (Forbids(column, one, y) || Forbids(column, other, x))) continue;
            foreach (ref readonly var link in _links[column].AsSpan())
            {
                var (u, w) = (one[link.Other], other[link.Other]);
                var (atX, atY) = (link.Start + (x * link.Stride), link.Start + (y * link.Stride));
                var (atU, atW) = (u * link.OtherStride, w * link.OtherStride);
                balance[atX + atU] -= Unit;
                balance[atY + atW] -= Unit;
                balance[atY + atU] += Unit;
                balance[atX + atW] += Unit;
            }

            (one[column], other[column]) = (y, x);
        }
    }

    private bool Forbids(int column, ReadOnlySpan<ushort> row, ushort value)
    {
        foreach (var zeros in _zeros[column])
            if (zeros.Contains(row, column, value)) return true;
        return false;
    }

    // The rows' counts less those expected.
    private int[] Balance(CodeColumns rows)
    {
        var balance = Array.ConvertAll(_frequencies, frequency => (int)-Math.Round(frequency * rows.Rows * Unit));
        var next = 0;
        foreach (var counts in MarginalCounter.Count(rows, _pairs))
            foreach (var count in counts) balance[next++] += (int)count * Unit;
        return balance;
    }

    private static ushort[] RowMajor(CodeColumns rows)
    {
        var width = rows.Shape.Length;
        var codes = new ushort[rows.Rows * width];
        for (var column = 0; column < width; column++)
            for (var row = 0; row < rows.Rows; row++) codes[(row * width) + column] = (ushort)rows[row, column];
        return codes;
    }

    private static CodeColumns Columns(ushort[] codes, CodeColumns rows)
    {
        var width = rows.Shape.Length;
        var polished = new CodeColumns(rows.Shape.ToArray(), rows.Rows);
        var column = new int[rows.Rows];
        for (var attribute = 0; attribute < width; attribute++)
        {
            for (var row = 0; row < column.Length; row++) column[row] = codes[(row * width) + attribute];
            polished.Write(attribute, 0, column);
        }

        return polished;
    }

    // The combinations that a term of the model rules out.
    private sealed class Zeros(Potential term, ReadOnlySpan<int> shape)
    {
        private readonly bool[] _cannotBe = Array.ConvertAll(term.Values, double.IsNegativeInfinity);
        private readonly int[] _sizes = SizesOf(term.Clique, shape);

        public int[] Columns { get; } = [.. term.Clique];

        public bool Contains(ReadOnlySpan<ushort> row, int changed, ushort value)
        {
            var cell = 0;
            for (var i = 0; i < Columns.Length; i++) cell = (cell * _sizes[i]) + (Columns[i] == changed ? value : row[Columns[i]]);
            return _cannotBe[cell];
        }

        private static int[] SizesOf(Clique clique, ReadOnlySpan<int> shape)
        {
            var sizes = new int[clique.Count];
            for (var i = 0; i < sizes.Length; i++) sizes[i] = shape[clique[i]];
            return sizes;
        }
    }

    // A pair's table as seen from one of its columns.
    private readonly record struct Link(int Start, int Stride, int Other, int OtherStride);
}
