namespace SafeSynth.Marginals;

/// <summary>Draws records from a fitted model so that their marginals follow it more closely than independent draws would.</summary>
/// <remarks>
/// Columns are filled node by node down the junction tree, each given the columns of its node filled before it (its parents).
/// The m rows that agree on the parents share the values out by systematic sampling (Madow 1949): with one uniform u per
/// group, value v is given to floor(m F(v) + u) - floor(m F(v - 1) + u) rows, F the cumulative conditional probability. So
/// every count of (parents, value) is its conditional expectation rounded down or up, equal to it on average, and the rows
/// that get a value are chosen at random within the group, which keeps columns independent given their parents.
/// The rounding of one batch knows nothing of the next: large batches are more exact. Immutable after construction, and safe
/// for concurrent use.
/// </remarks>
internal sealed class RecordSampler
{
    /// <summary>The number of rows that <see cref="SampleBatches"/> draws together.</summary>
    public const int BatchRows = 1 << 18;

    private readonly int[] _shape;
    private readonly Column[] _columns;

    public RecordSampler(GraphicalModel model)
    {
        _shape = model.Shape.ToArray();
        var columns = new List<Column>();
        var filled = Clique.Empty;
        foreach (var node in model.Tree.Nodes)
            foreach (var attribute in node.Except(filled).OrderBy(attribute => _shape[attribute]))
            {
                columns.Add(new Column(model, attribute, node.Intersect(filled)));
                filled = filled.Union(Clique.Of(attribute));
            }
        _columns = [.. columns];
    }

    /// <summary>Draws rows, in random order. The same model, count and seed give the same rows.</summary>
    /// <param name="rows">The number of rows, at least 0; it need not be the total of the model.</param>
    /// <param name="random">Where the randomness comes from.</param>
    /// <param name="cancel">Looked at before every column.</param>
    public CodeColumns Sample(int rows, SampleRandom random, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var codes = Array.ConvertAll(_shape, _ => new int[rows]);
        var groups = new int[rows];
        var order = new int[rows];
        foreach (var column in _columns)
        {
            cancel.ThrowIfCancellationRequested();
            column.Fill(codes, groups, order, random);
        }
        var records = new CodeColumns(_shape, rows);
        for (var column = 0; column < codes.Length; column++) records.Write(column, 0, codes[column]);
        return records;
    }

    /// <summary>Draws any number of rows in batches of at most <see cref="BatchRows"/>, each made when it is asked for.</summary>
    public IEnumerable<CodeColumns> SampleBatches(long rows, SampleRandom random, CancellationToken cancel = default)
    {
        foreach (var batch in BatchSizes(rows))
            yield return Sample(batch, random, cancel);
    }

    /// <summary>How a number of rows is divided into batches.</summary>
    public static IEnumerable<int> BatchSizes(long rows)
    {
        for (var left = rows; left > 0; left -= BatchRows)
            yield return (int)Math.Min(left, BatchRows);
    }

    private sealed class Column
    {
        private readonly int[] _shape;
        private readonly int _attribute;
        private readonly Clique _parents;
        private readonly int _groups;
        private readonly double[] _cumulative;   // one row per group: probabilities of the values up to each

        public Column(GraphicalModel model, int attribute, Clique parents)
        {
            _shape = model.Shape.ToArray();
            _attribute = attribute;
            _parents = parents;
            _groups = (int)parents.Cells(_shape);
            var size = _shape[attribute];
            _cumulative = ValuesLast(model.Marginal(parents.Union(Clique.Of(attribute))));

            var marginal = model.Marginal(Clique.Of(attribute));
            Accumulate(marginal, marginal);
            for (var group = 0; group < _groups; group++) Accumulate(_cumulative.AsSpan(group * size, size), marginal);
        }

        public void Fill(int[][] codes, int[] groups, int[] order, SampleRandom random)
        {
            var ends = Group(codes, groups, order);
            var size = _shape[_attribute];
            var first = 0;
            for (var group = 0; group < _groups; group++)
            {
                var rows = order.AsSpan(first, ends[group] - first);
                first = ends[group];
                if (rows.IsEmpty) continue;
                random.Shuffle(rows);
                Share(rows, _cumulative.AsSpan(group * size, size), random.NextDouble(), codes[_attribute]);
            }
        }

        // Gives the first rows the first value, and so on; rounding may not hand out more rows than there are.
        private static void Share(ReadOnlySpan<int> rows, ReadOnlySpan<double> cumulative, double offset, int[] codes)
        {
            var next = 0;
            for (var value = 0; value < cumulative.Length && next < rows.Length; value++)
            {
                var end = value == cumulative.Length - 1
                    ? rows.Length
                    : (int)Math.Min(rows.Length, (rows.Length * cumulative[value]) + offset);
                for (; next < end; next++) codes[rows[next]] = value;
            }
        }

        // Counting sort of the rows by their group; returns where each group ends in the order.
        private int[] Group(int[][] codes, int[] groups, int[] order)
        {
            Array.Clear(groups);
            foreach (var parent in _parents)
            {
                var (column, size) = (codes[parent], _shape[parent]);
                for (var row = 0; row < groups.Length; row++) groups[row] = (groups[row] * size) + column[row];
            }
            var ends = new int[_groups];
            foreach (var group in groups) ends[group]++;
            for (int group = 0, start = 0; group < ends.Length; group++) (ends[group], start) = (start, start + ends[group]);
            for (var row = 0; row < groups.Length; row++) order[ends[groups[row]]++] = row;
            return ends;
        }

        // Moves the attribute behind its parents.
        private double[] ValuesLast(double[] marginal)
        {
            var size = _shape[_attribute];
            var inner = 1;
            foreach (var parent in _parents)
                if (parent > _attribute) inner *= _shape[parent];
            var table = new double[marginal.Length];
            for (var cell = 0; cell < marginal.Length; cell++)
            {
                var (outerAndValue, after) = Math.DivRem(cell, inner);
                var (before, value) = Math.DivRem(outerAndValue, size);
                table[(((before * inner) + after) * size) + value] = marginal[cell];
            }
            return table;
        }

        // Turns masses into cumulative probabilities; a group without mass gets the fallback.
        private static void Accumulate(Span<double> masses, ReadOnlySpan<double> fallback)
        {
            double sum = 0;
            foreach (ref var mass in masses) mass = sum += mass;
            if (sum > 0)
                foreach (ref var mass in masses) mass /= sum;
            else
                fallback.CopyTo(masses);
        }
    }
}
