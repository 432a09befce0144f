namespace SafeSynth.Marginals;

/// <summary>A distribution over records, p(x) proportional to exp(sum of potentials), with exact marginals.</summary>
/// <remarks>
/// It is what a fit leaves behind: shape, total and potentials are the whole model and hold no record. Attributes without a
/// potential are uniform and independent of the rest. Immutable after construction, and safe for concurrent use.
/// Source: McKenna, Sheldon, Miklau 2019 (Private-PGM).
/// </remarks>
internal sealed class GraphicalModel
{
    /// <summary>Marginals of all pairs across nodes take about attributes^2 times cells of work: no more than this is cheap.</summary>
    private const long MaxPairWork = 1L << 28;

    private readonly int[] _shape;
    private readonly BeliefPropagation _beliefs;
    private readonly Clique[] _below;   // for every node, the attributes of its subtree

    /// <param name="shape">The size of every attribute, at least 1 each; at least one attribute.</param>
    /// <param name="total">The number of records the marginals stand for; positive.</param>
    /// <param name="potentials">The terms, at most one per clique; none makes the uniform distribution.</param>
    /// <exception cref="ArgumentException">
    /// The total is not positive and finite, a potential does not fit the shape or has a value that is no number or positive
    /// infinity, two are over one clique, or every record is impossible.
    /// </exception>
    public GraphicalModel(int[] shape, double total, IReadOnlyList<Potential> potentials)
    {
        if (!(total > 0) || double.IsInfinity(total))
            throw new ArgumentException($"The total is {total}; it must be positive and finite.");
        if (potentials.DistinctBy(potential => potential.Clique).Count() < potentials.Count)
            throw new ArgumentException("Two potentials are over the same clique.");
        _shape = (int[])shape.Clone();
        Total = total;
        Potentials = potentials;
        Tree = new JunctionTree(_shape, potentials.Select(potential => potential.Clique));
        _beliefs = new BeliefPropagation(Tree, _shape, [.. potentials.Select(potential => potential.Clique)]);
        _beliefs.Calibrate(_beliefs.Pack(potentials), total);
        if (double.IsNegativeInfinity(_beliefs.LogPartition))
            throw new ArgumentException("The potentials make every record impossible.");

        _below = [.. Tree.Nodes];
        for (var node = _below.Length - 1; node > 0; node--)
            _below[Tree.Parent(node)] = _below[Tree.Parent(node)].Union(_below[node]);
    }

    /// <summary>The size of every attribute.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    public double Total { get; }

    public IReadOnlyList<Potential> Potentials { get; }

    public JunctionTree Tree { get; }

    /// <summary>The expected counts of a set of attributes, in canonical order; they sum to <see cref="Total"/>.</summary>
    /// <remarks>
    /// Inside a node this is a sum over its table. Across nodes it is variable elimination over the smallest subtree that holds
    /// the attributes, in conditionals, whose cost grows with the tables on the way.
    /// </remarks>
    /// <exception cref="ArgumentException">The result, or a table on the way, does not fit in memory.</exception>
    public double[] Marginal(Clique attributes)
    {
        var node = Tree.NodeContaining(attributes);
        var marginal = node >= 0
            ? _beliefs.Belief(node).SumTo(attributes)
            : Eliminate(LowestCover(attributes), attributes, conditional: false);
        return marginal.Layout.ToCanonical(marginal.Values);
    }

    /// <summary>The logarithm of a record's probability; negative infinity where it cannot occur.</summary>
    /// <param name="codes">The code of every attribute.</param>
    public double LogProbability(ReadOnlySpan<int> codes)
    {
        var sum = -_beliefs.LogPartition;
        foreach (var potential in Potentials)
            sum += potential.Values[potential.Clique.CellOf(codes, _shape)];
        return sum;
    }

    /// <summary>Whether a marginal costs little: in a node always, across nodes where those of all pairs together do.</summary>
    public bool IsCheap(Clique attributes) =>
        (long)_shape.Length * _shape.Length <= MaxPairWork / Tree.Cells || Tree.NodeContaining(attributes) >= 0;

    /// <summary>
    /// The model of the records that some further terms weigh, by exact evidence: of each record as many as exp(sum of the terms) says.
    /// </summary>
    /// <param name="evidence">Terms of at most 0: negative infinity where a record is not meant, the logarithm of a share where a part of
    /// them is.</param>
    /// <returns>The model, whose total is the expected number of these records; null where none of them can occur.</returns>
    public GraphicalModel? Given(IReadOnlyList<Potential> evidence)
    {
        Potential[] potentials = [.. Potentials.Concat(evidence).GroupBy(term => term.Clique).Select(terms => terms.Aggregate(Sum))];
        Clique[] cliques = [.. potentials.Select(potential => potential.Clique)];
        var beliefs = new BeliefPropagation(new JunctionTree(_shape, cliques), _shape, cliques);
        beliefs.Calibrate(beliefs.Pack(potentials), Total);
        var expected = Total * Math.Min(1, PortableMath.Exp(beliefs.LogPartition - _beliefs.LogPartition));
        return expected > 0 ? new GraphicalModel(_shape, expected, potentials) : null;
    }

    private static Potential Sum(Potential one, Potential other) =>
        one with { Values = [.. one.Values.Zip(other.Values, (a, b) => a + b)] };

    /// <summary>The expected counts of one attribute with each of some others, in canonical order.</summary>
    /// <remarks>
    /// One walk outwards from a node that holds the attribute takes its joint with each separator along: the work is at most the cells of
    /// the tree times the size of the attribute, a few times over, for all others together.
    /// </remarks>
    /// <param name="attribute">The one.</param>
    /// <param name="others">The others.</param>
    public IEnumerable<(Clique Pair, double[] Counts)> PairsWith(int attribute, Clique others)
    {
        var one = Clique.Of(attribute);
        var waiting = new Stack<(int Node, int From, Factor? Joint)>([(Tree.NodeContaining(one), -1, null)]);
        while (others.Count > 0 && waiting.TryPop(out var step))
        {
            var (node, from, joint) = step;
            var belief = _beliefs.Belief(node);
            Factor SumTo(Clique kept) => joint is null ? belief.SumTo(kept) : belief.TimesSumTo(joint, kept);

            var here = Tree.Nodes[node].Intersect(others).Except(one);
            foreach (var other in here)
            {
                var pair = SumTo(Clique.Of(attribute, other));
                yield return (pair.Clique, pair.Layout.ToCanonical(pair.Values));
            }

            others = others.Except(here);
            for (var next = 0; next < _below.Length; next++)
            {
                if (next == from || (Tree.Parent(next) != node && Tree.Parent(node) != next)) continue;
                // A node that holds the attribute knows their joint itself; to others it is brought as a conditional given the separator.
                var edge = Math.Max(node, next);
                var separator = Tree.Separator(edge);
                waiting.Push((next, node, separator.Contains(attribute) ? null : SumTo(separator.Union(one)).DividedBy(_beliefs.SeparatorMarginal(edge))));
            }
        }
    }

    // The lowest node below which all the attributes are.
    private int LowestCover(Clique attributes)
    {
        var cover = 0;
        for (var node = 1; node < _below.Length; node++)
            if (Tree.Parent(node) == cover && _below[node].Contains(attributes)) cover = node;
        return cover;
    }

    // The joint of the wanted attributes at or below a node (and, as a conditional given it, of its separator).
    private Factor Eliminate(int node, Clique wanted, bool conditional)
    {
        var belief = _beliefs.Belief(node);
        var result = conditional ? belief.DividedBy(_beliefs.SeparatorMarginal(node)) : belief;
        var needed = conditional ? wanted.Union(Tree.Separator(node)) : wanted;

        var branches = Enumerable.Range(node + 1, _below.Length - node - 1)
            .Where(child => Tree.Parent(child) == node && wanted.Intersect(_below[child]).Except(Tree.Nodes[node]).Count > 0)
            .Select(child => Eliminate(child, wanted.Intersect(_below[child]), conditional: true))
            .ToList();
        result = result.SumTo(branches.Aggregate(needed, (all, branch) => all.Union(branch.Clique)));
        for (var next = 0; next < branches.Count; next++)
        {
            var later = branches.Skip(next + 1).Aggregate(needed, (all, branch) => all.Union(branch.Clique));
            result = result.TimesSumTo(branches[next], later);
        }
        return result;
    }
}
