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
    private readonly Node[] _nodes;
    private readonly Layout[] _parameters;
    private readonly int[] _starts;
    private readonly double[] _logs;       // potentials, then the message of every node to its parent
    private readonly double[] _counts;     // marginals of the same cliques

    /// <param name="tree">A tree with a node for every parameter.</param>
    /// <param name="shape">The size of every attribute.</param>
    /// <param name="parameters">The cliques that carry a potential, each inside a node of the tree.</param>
    /// <exception cref="ArgumentException">A parameter is in no node, or the tables do not fit in an array.</exception>
    public BeliefPropagation(JunctionTree tree, int[] shape, IReadOnlyList<Clique> parameters)
    {
        Tree = tree;
        _parameters = [.. parameters.Select(clique => new Layout(clique, shape))];
        _starts = new int[parameters.Count];
        _nodes = [.. tree.Nodes.Select((clique, i) => new Node(new Layout(clique, shape), new Layout(tree.Separator(i), shape)))];

        var cells = _parameters.Sum(layout => (long)layout.Cells) + _nodes.Sum(node => (long)node.SeparatorLayout.Cells);
        if (cells > Array.MaxLength) throw new ArgumentException($"The tables have {cells} cells; an array holds {Array.MaxLength}.");

        var end = 0;
        for (var p = 0; p < _parameters.Length; p++)
        {
            var node = tree.NodeContaining(parameters[p]);
            if (node < 0) throw new ArgumentException($"No node of the tree contains clique {parameters[p]}.");
            _starts[p] = end;
            _nodes[node].Attach(_parameters[p], end);
            end += _parameters[p].Cells;
        }
        Length = end;
        for (var i = 0; i < _nodes.Length; i++)
        {
            _nodes[i].MessageStart = end;
            if (i > 0) _nodes[tree.Parent(i)].Attach(_nodes[i].SeparatorLayout, end);
            end += _nodes[i].SeparatorLayout.Cells;
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
    /// <exception cref="ArgumentException">
    /// A potential has no parameter, not one value per cell, or a value that is no logarithm of a number.
    /// </exception>
    public double[] Pack(IReadOnlyList<Potential> potentials)
    {
        var packed = new double[Length];
        foreach (var (clique, values) in potentials)
        {
            var p = Array.FindIndex(_parameters, layout => layout.Clique.Equals(clique));
            if (p < 0 || values.Length != _parameters[p].Cells)
                throw new ArgumentException($"The potential of {clique} has {values.Length} values, not one per cell of a parameter.");
            if (Array.Exists(values, value => double.IsNaN(value) || double.IsPositiveInfinity(value)))
                throw new ArgumentException($"The potential of {clique} has a value that is no number or positive infinity.");
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
        private readonly RowLink _up = new(layout, separator);
        private readonly double[] _peaks = new double[separator.Cells];
        private readonly double[] _sums = new double[separator.Cells];
        private readonly List<RowLink> _rows = [];    // to what is attached with rows of ours
        private readonly List<RowLink> _cells = [];   // to what is attached without
        private double[][] _opened = [];              // where the rows of each of the former are

        public Layout Layout => layout;

        public Layout SeparatorLayout => separator;

        public double[] Table { get; } = new double[layout.Cells];

        public int MessageStart { get; set; }

        public void Attach(Layout part, int start)
        {
            var link = new RowLink(layout, part, start);
            (link.KeepsRow ? _rows : _cells).Add(link);
            _opened = new double[_rows.Count][];
        }

        /// <summary>Adds up what is attached, leaves exp(sum - peak) in the table and sends the log-sum-exp to the parent.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Collect(double[] logs)
        {
            for (var k = 0; k < _opened.Length; k++) _opened[k] = _rows[k].Spread(logs);
            Array.Fill(_peaks, double.NegativeInfinity);
            var peaks = _up.Open(_peaks, double.NegativeInfinity);
            for (var r = 0; r < layout.Rows; r++)
            {
                var row = Row(r);
                var at = _up.Starts[r];
                Assemble(row, r, logs);
                if (_up.KeepsRow) RowMath.Max(peaks.AsSpan(at, row.Length), row);
                else peaks[at] = Math.Max(peaks[at], RowMath.Max(row));
            }
            _up.CloseMax(_peaks);
            // Where nothing can occur any finite peak will do, and (-inf) - (-inf) must not arise.
            foreach (ref var peak in _peaks.AsSpan())
                if (double.IsNegativeInfinity(peak)) peak = 0;

            peaks = _up.Spread(_peaks);
            for (var r = 0; r < layout.Rows; r++)
            {
                var at = _up.Starts[r];
                if (_up.KeepsRow) RowMath.Subtract(Row(r), peaks.AsSpan(at, layout.RowLength));
                else RowMath.Subtract(Row(r), peaks[at]);
            }
            RowMath.Exp(Table);

            Array.Clear(_sums);
            var sums = _up.Open(_sums);
            for (var r = 0; r < layout.Rows; r++)
            {
                var at = _up.Starts[r];
                if (_up.KeepsRow) RowMath.Add(sums.AsSpan(at, layout.RowLength), Row(r));
                else sums[at] += RowMath.Sum(Row(r));
            }
            _up.CloseSum(_sums);
            for (var s = 0; s < _sums.Length; s++) logs[MessageStart + s] = _peaks[s] + PortableMath.Log(_sums[s]);
        }

        /// <summary>Scales the table to the separator's marginal and adds it into the marginals of what is attached.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Distribute(double[] counts)
        {
            for (var s = 0; s < _sums.Length; s++) _sums[s] = _sums[s] == 0 ? 0 : counts[MessageStart + s] / _sums[s];
            var ratios = _up.Spread(_sums);
            for (var k = 0; k < _opened.Length; k++) _opened[k] = _rows[k].Open(counts);
            for (var r = 0; r < layout.Rows; r++)
            {
                var row = Row(r);
                var at = _up.Starts[r];
                if (_up.KeepsRow) RowMath.Multiply(row, ratios.AsSpan(at, row.Length));
                else RowMath.Multiply(row, ratios[at]);

                for (var k = 0; k < _opened.Length; k++) RowMath.Add(_opened[k].AsSpan(_rows[k].Starts[r], row.Length), row);
                if (_cells.Count == 0) continue;
                var sum = RowMath.Sum(row);
                foreach (var link in _cells) counts[link.Starts[r]] += sum;
            }
            foreach (var link in _rows) link.CloseSum(counts);
        }

        private Span<double> Row(int r) => Table.AsSpan(r * layout.RowLength, layout.RowLength);

        private void Assemble(Span<double> row, int r, double[] logs)
        {
            double level = 0;
            foreach (var link in _cells) level += logs[link.Starts[r]];
            if (_opened.Length == 0)
            {
                row.Fill(level);
                return;
            }
            RowMath.Assign(row, _opened[0].AsSpan(_rows[0].Starts[r], row.Length), level);
            for (var k = 1; k < _opened.Length; k++) RowMath.Add(row, _opened[k].AsSpan(_rows[k].Starts[r], row.Length));
        }
    }
}
