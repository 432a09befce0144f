namespace SafeSynth.Marginals;

/// <summary>A tree of attribute cliques in which exact inference over a set of marginals is possible.</summary>
/// <remarks>
/// The nodes are the maximal cliques of the triangulated graph, joined by a maximum-weight spanning tree where the weight of an
/// edge is the size of its separator; such a tree has the running intersection property: the nodes that hold an attribute
/// are connected (Jensen and Jensen 1994). Unrelated parts are joined by empty separators, so there is always one tree, and every
/// attribute is in it. Nodes are numbered so that parents come before their children; node 0 is the root and the largest.
/// </remarks>
internal sealed class JunctionTree
{
    private readonly int[] _shape;
    private readonly Triangulation _triangulation;
    private readonly Clique[] _nodes;
    private readonly Clique[] _separators;
    private readonly int[] _parents;

    /// <param name="shape">The size of every attribute, at least 1 each; at least one attribute.</param>
    /// <param name="cliques">The cliques that must each lie inside a node.</param>
    /// <exception cref="ArgumentException">There is no attribute, a size is below 1, or a clique names an unknown attribute.</exception>
    public JunctionTree(int[] shape, IEnumerable<Clique> cliques)
    {
        _shape = shape;
        if (shape.Length == 0 || shape.Any(size => size < 1))
            throw new ArgumentException("There must be at least one attribute, and every attribute must have at least one value.");
        Clique[] given = [.. cliques.Distinct()];
        foreach (var clique in given) RequireKnown(clique);

        _triangulation = new Triangulation(shape, given);
        (_nodes, _parents) = SpanningTree([.. _triangulation.Cliques.OrderByDescending(node => node.Cells(shape))]);
        _separators = [.. _nodes.Select((node, i) => i == 0 ? Clique.Empty : node.Intersect(_nodes[_parents[i]]))];
    }

    /// <summary>The cliques of the tree, parents before children.</summary>
    public IReadOnlyList<Clique> Nodes => _nodes;

    /// <summary>The cells of all nodes together, or <see cref="long.MaxValue"/> when they exceed that.</summary>
    public long Cells => _triangulation.Cells;

    /// <summary>The parent of a node; -1 for the root.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>What a node shares with its parent; empty for the root and for a part of its own.</summary>
    public Clique Separator(int node) => _separators[node];

    /// <summary>Whether a node contains the clique.</summary>
    /// <exception cref="ArgumentException">The clique names an unknown attribute.</exception>
    public bool Holds(Clique clique)
    {
        RequireKnown(clique);
        return _triangulation.Holds(clique);
    }

    /// <summary>The node with the fewest cells that contains the clique, or -1.</summary>
    public int NodeContaining(Clique clique)
    {
        var best = -1;
        for (var node = 0; node < _nodes.Length; node++)
            if (_nodes[node].Contains(clique) && (best < 0 || _nodes[node].Cells(_shape) < _nodes[best].Cells(_shape))) best = node;
        return best;
    }

    /// <summary>What <see cref="Cells"/> of the tree would be that is built from this one's cliques and one more.</summary>
    /// <exception cref="ArgumentException">The clique names an unknown attribute.</exception>
    public long CellsWith(Clique clique)
    {
        RequireKnown(clique);
        return _triangulation.CellsWith(clique);
    }

    private void RequireKnown(Clique clique)
    {
        if (clique.Count > 0 && clique[^1] >= _shape.Length)
            throw new ArgumentException($"Attribute {clique[^1]} of clique {clique} is not among the {_shape.Length} attributes.");
    }

    // Prim's algorithm from the first clique; the order of joining is the numbering.
    private static (Clique[] Nodes, int[] Parents) SpanningTree(Clique[] cliques)
    {
        var nodes = new List<Clique> { cliques[0] };
        var parents = new List<int> { -1 };
        var waiting = cliques.Skip(1).Select(clique => (Clique: clique, Parent: 0, Shared: Shared(clique, cliques[0]))).ToList();
        while (waiting.Count > 0)
        {
            var next = 0;
            for (var i = 1; i < waiting.Count; i++)
                if (waiting[i].Shared > waiting[next].Shared) next = i;
            var (joined, parent, _) = waiting[next];
            waiting.RemoveAt(next);
            var number = nodes.Count;
            nodes.Add(joined);
            parents.Add(parent);
            for (var i = 0; i < waiting.Count; i++)
            {
                var shared = Shared(waiting[i].Clique, joined);
                if (shared > waiting[i].Shared) waiting[i] = (waiting[i].Clique, number, shared);
            }
        }
        return ([.. nodes], [.. parents]);
    }

    // The number of attributes that two cliques have in common; both are ascending.
    private static int Shared(Clique one, Clique other)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < one.Count && j < other.Count;)
        {
            if (one[i] == other[j]) (i, j, shared) = (i + 1, j + 1, shared + 1);
            else if (one[i] < other[j]) i++;
            else j++;
        }
        return shared;
    }
}
