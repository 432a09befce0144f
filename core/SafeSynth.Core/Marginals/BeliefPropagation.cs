using System.Runtime.CompilerServices;

namespace SafeSynth.Marginals;

/// <summary>Exact marginals of a log-linear model over a junction tree, computed again and again for changing potentials.</summary>
/// <remarks>
/// The model is p(x) proportional to exp(sum over parameters c of theta_c(x_c)). Messages go up the tree in log space; on the
/// way every node keeps exp(belief - peak), so that on the way down its marginal is that table times one ratio per separator
/// cell: one exponential per cell and no division by a belief (Lauritzen and Spiegelhalter 1988). Potentials of negative infinity
/// are cells that cannot occur.
/// <para>
/// All potentials lie one after another in one vector, each in its <see cref="Layout"/>, and so do their marginals. Messages
/// and separator marginals follow in the same two vectors, so a potential and the message of a child are one thing to a node.
/// Buffers are made once; a calibration allocates nothing. Not for concurrent use.
/// </para>
/// </remarks>
internal sealed class BeliefPropagation
{
    private readonly int[] _shape;
    private readonly Node[] _nodes;
    private readonly Layout[] _parameters;
    private readonly int[] _starts;
    private readonly double[] _logs;       // potentials, then the message of every node to its parent
    private readonly double[] _counts;     // marginals of the same cliques

    /// <param name="tree">A tree with a node for every parameter.</param>
    /// <param name="shape">The size of every attribute.</param>
    /// <param name="parameters">The cliques that carry a potential, each inside a node of the tree.</param>
    /// <exception cref="ArgumentException">A parameter is in no node, or the tables do not fit in memory.</exception>
    public BeliefPropagation(JunctionTree tree, int[] shape, IReadOnlyList<Clique> parameters)
    {
        Tree = tree;
        _shape = shape;
        _parameters = [.. parameters.Select(clique => new Layout(clique, shape))];
        _starts = new int[parameters.Count];
        _nodes = [.. tree.Nodes.Select((clique, i) => new Node(new Layout(clique, shape), new Layout(tree.Separator(i), shape)))];

        var end = 0;
        for (var p = 0; p < _parameters.Length; p++)
        {
            var node = tree.NodeContaining(parameters[p]);
            if (node < 0) throw new ArgumentException($"No node of the tree contains clique {parameters[p]}.");
            _starts[p] = end;
            _nodes[node].Attach(_parameters[p], end);
            end = checked(end + _parameters[p].Cells);
        }
        Length = end;
        for (var i = 0; i < _nodes.Length; i++)
        {
            _nodes[i].MessageStart = end;
            if (i > 0) _nodes[tree.Parent(i)].Attach(_nodes[i].SeparatorLayout, end);
            end = checked(end + _nodes[i].SeparatorLayout.Cells);
        }
        _logs = new double[end];
        _counts = new double[end];
    }

    public JunctionTree Tree { get; }

    /// <summary>The number of cells of all parameters together.</summary>
    public int Length { get; }

    /// <summary>The marginals of the parameters after the last calibration, in the order of the potentials.</summary>
    public ReadOnlySpan<double> Marginals => _counts.AsSpan(0, Length);

    /// <summary>The logarithm of the normalising sum in the last calibration; negative infinity when nothing can occur.</summary>
    public double LogPartition => _logs[_nodes[0].MessageStart];

    public int Parameters => _parameters.Length;

    /// <summary>Where a parameter's cells begin, and how they lie.</summary>
    public (int Start, Layout Layout) Parameter(int index) => (_starts[index], _parameters[index]);

    /// <summary>The vector of these potentials; parameters without one get 0.</summary>
    /// <exception cref="ArgumentException">A potential has no parameter, or not one value per cell.</exception>
    public double[] Pack(IReadOnlyList<Potential> potentials)
    {
        var packed = new double[Length];
        foreach (var (clique, values) in potentials)
        {
            var p = Array.FindIndex(_parameters, layout => layout.Clique.Equals(clique));
            if (p < 0 || values.Length != _parameters[p].Cells)
                throw new ArgumentException($"The potential of {clique} has {values.Length} values, not one per cell of a parameter.");
            _parameters[p].FromCanonical(values, packed.AsSpan(_starts[p]));
        }
        return packed;
    }

    /// <summary>The potentials in a vector, one for every parameter.</summary>
    public Potential[] Unpack(ReadOnlySpan<double> packed)
    {
        var potentials = new Potential[_parameters.Length];
        for (var p = 0; p < potentials.Length; p++)
            potentials[p] = new Potential(_parameters[p].Clique, _parameters[p].ToCanonical(packed[_starts[p]..]));
        return potentials;
    }

    /// <summary>Computes the marginals of the model with these potentials, as counts that sum to <paramref name="total"/>.</summary>
    /// <param name="potentials">The log-potentials of all parameters; a constant added to any of them changes nothing.</param>
    /// <param name="total">The number of records the marginals stand for.</param>
    public void Calibrate(ReadOnlySpan<double> potentials, double total)
    {
        potentials[..Length].CopyTo(_logs);
        for (var i = _nodes.Length - 1; i >= 0; i--) _nodes[i].Collect(_logs);
        Array.Clear(_counts);
        _counts[_nodes[0].MessageStart] = total;
        foreach (var node in _nodes) node.Distribute(_counts);
    }

    /// <summary>The marginal of a node after the last calibration; it shares memory with this object.</summary>
    public Factor Belief(int node) => new(_nodes[node].Layout, _nodes[node].Table);

    /// <summary>The marginal of a node's separator after the last calibration.</summary>
    public Factor SeparatorMarginal(int node)
    {
        var (start, layout) = (_nodes[node].MessageStart, _nodes[node].SeparatorLayout);
        return new Factor(layout, _counts[start..(start + layout.Cells)]);
    }

    private sealed class Node(Layout layout, Layout separator)
    {
        private readonly Projection _toSeparator = layout.Onto(separator);
        private readonly double[] _peaks = new double[separator.Cells];
        private readonly double[] _sums = new double[separator.Cells];
        private readonly List<int[]> _rows = [];     // what is attached with rows of ours: where each row begins there
        private readonly List<int[]> _cells = [];    // what is attached without our last axis: the cell of each row

        public Layout Layout => layout;

        public Layout SeparatorLayout => separator;

        public double[] Table { get; } = new double[layout.Cells];

        public int MessageStart { get; set; }

        public void Attach(Layout part, int start)
        {
            var projection = layout.Onto(part, start);
            (projection.KeepsRow ? _rows : _cells).Add(projection.Starts);
        }

        /// <summary>Adds up what is attached, leaves exp(sum - peak) in the table and sends the log-sum-exp to the parent.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Collect(double[] logs)
        {
            Array.Fill(_peaks, double.NegativeInfinity);
            for (var r = 0; r < layout.Rows; r++)
            {
                var row = Row(r);
                Assemble(row, r, logs);
                var at = _toSeparator.Starts[r];
                if (_toSeparator.KeepsRow) RowMath.Max(_peaks.AsSpan(at, row.Length), row);
                else _peaks[at] = Math.Max(_peaks[at], RowMath.Max(row));
            }
            // Where nothing can occur any finite peak will do, and (-inf) - (-inf) must not arise.
            foreach (ref var peak in _peaks.AsSpan())
                if (double.IsNegativeInfinity(peak)) peak = 0;

            for (var r = 0; r < layout.Rows; r++)
            {
                var at = _toSeparator.Starts[r];
                if (_toSeparator.KeepsRow) RowMath.Subtract(Row(r), _peaks.AsSpan(at, layout.RowLength));
                else RowMath.Subtract(Row(r), _peaks[at]);
            }
            RowMath.Exp(Table);

            Array.Clear(_sums);
            for (var r = 0; r < layout.Rows; r++)
            {
                var at = _toSeparator.Starts[r];
                if (_toSeparator.KeepsRow) RowMath.Add(_sums.AsSpan(at, layout.RowLength), Row(r));
                else _sums[at] += RowMath.Sum(Row(r));
            }
            for (var s = 0; s < _sums.Length; s++) logs[MessageStart + s] = _peaks[s] + PortableMath.Log(_sums[s]);
        }

        /// <summary>Scales the table to the separator's marginal and adds it into the marginals of what is attached.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Distribute(double[] counts)
        {
            var ratios = _sums.AsSpan();
            for (var s = 0; s < ratios.Length; s++) ratios[s] = ratios[s] == 0 ? 0 : counts[MessageStart + s] / ratios[s];

            for (var r = 0; r < layout.Rows; r++)
            {
                var row = Row(r);
                var at = _toSeparator.Starts[r];
                if (_toSeparator.KeepsRow) RowMath.Multiply(row, ratios.Slice(at, row.Length));
                else RowMath.Multiply(row, ratios[at]);

                foreach (var starts in _rows) RowMath.Add(counts.AsSpan(starts[r], row.Length), row);
                if (_cells.Count == 0) continue;
                var sum = RowMath.Sum(row);
                foreach (var starts in _cells) counts[starts[r]] += sum;
            }
        }

        private Span<double> Row(int r) => Table.AsSpan(r * layout.RowLength, layout.RowLength);

        private void Assemble(Span<double> row, int r, double[] logs)
        {
            double level = 0;
            foreach (var starts in _cells) level += logs[starts[r]];
            if (_rows.Count == 0)
            {
                row.Fill(level);
                return;
            }
            RowMath.Assign(row, logs.AsSpan(_rows[0][r], row.Length), level);
            for (var k = 1; k < _rows.Count; k++) RowMath.Add(row, logs.AsSpan(_rows[k][r], row.Length));
        }
    }
}
