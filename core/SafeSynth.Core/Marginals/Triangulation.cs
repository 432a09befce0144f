using System.Numerics;

namespace SafeSynth.Marginals;

/// <summary>The maximal cliques of a triangulated graph: each of the given cliques lies inside one of them.</summary>
/// <remarks>
/// Attributes are the vertices and share an edge when they share a clique. Vertices are eliminated greedily, once by least
/// fill-in and once by least table size, and the result with fewer cells is kept (Kjaerulff 1990; Koller and Friedman 2009,
/// section 9.4.3). Ties go to the smaller table, then to the lower attribute, so the same input gives the same tree.
/// </remarks>
internal sealed class Triangulation
{
    private Triangulation(IReadOnlyList<Clique> cliques, long cells)
    {
        Cliques = cliques;
        Cells = cells;
    }

    public IReadOnlyList<Clique> Cliques { get; }

    /// <summary>The cells of all maximal cliques together, or <see cref="long.MaxValue"/> when they exceed that.</summary>
    public long Cells { get; }

    public static Triangulation Of(int[] shape, IEnumerable<Clique> cliques)
    {
        var graph = new Graph(shape, cliques);
        var byFill = Eliminate(new Graph(graph), shape, byFill: true);
        var bySize = Eliminate(graph, shape, byFill: false);
        return byFill.Cells < bySize.Cells ? byFill : bySize;
    }

    private static Triangulation Eliminate(Graph graph, int[] shape, bool byFill)
    {
        var remaining = Enumerable.Range(0, shape.Length).ToList();
        var maximal = new List<Clique>();
        long cells = 0;
        while (remaining.Count > 0)
        {
            var next = remaining.MinBy(v => (byFill ? graph.FillOf(v) : 0, graph.CellsAround(v), v));
            var clique = graph.Eliminate(next);
            remaining.Remove(next);
            if (maximal.Exists(earlier => earlier.Contains(clique))) continue;
            maximal.Add(clique);
            var size = clique.Cells(shape);
            cells = cells > long.MaxValue - size ? long.MaxValue : cells + size;
        }
        return new Triangulation(maximal, cells);
    }

    // Adjacency as one bit set per vertex.
    private sealed class Graph
    {
        private readonly int[] _shape;
        private readonly ulong[][] _neighbours;

        public Graph(int[] shape, IEnumerable<Clique> cliques)
        {
            _shape = shape;
            _neighbours = [.. shape.Select(_ => new ulong[(shape.Length + 63) / 64])];
            foreach (var clique in cliques)
                foreach (var a in clique.Attributes)
                    foreach (var b in clique.Attributes)
                        if (a != b) Connect(a, b);
        }

        public Graph(Graph other)
        {
            _shape = other._shape;
            _neighbours = [.. other._neighbours.Select(set => (ulong[])set.Clone())];
        }

        // Ordered pairs of neighbours without an edge between them: twice the fill-in.
        public int FillOf(int vertex)
        {
            var around = _neighbours[vertex];
            var missing = 0;
            foreach (var a in Members(around))
            {
                for (var word = 0; word < around.Length; word++)
                    missing += BitOperations.PopCount(around[word] & ~_neighbours[a][word]);
                missing--;   // a itself
            }
            return missing;
        }

        // A double: only compared, and it cannot wrap.
        public double CellsAround(int vertex)
        {
            double cells = _shape[vertex];
            foreach (var a in Members(_neighbours[vertex])) cells *= _shape[a];
            return cells;
        }

        public Clique Eliminate(int vertex)
        {
            int[] around = [.. Members(_neighbours[vertex])];
            foreach (var a in around)
            {
                _neighbours[a][vertex >> 6] &= ~(1UL << vertex);
                foreach (var b in around)
                    if (a != b) Connect(a, b);
            }
            return Clique.Of([vertex, .. around]);
        }

        private void Connect(int a, int b) => _neighbours[a][b >> 6] |= 1UL << b;

        private static IEnumerable<int> Members(ulong[] set)
        {
            for (var word = 0; word < set.Length; word++)
                for (var bits = set[word]; bits != 0; bits &= bits - 1)
                    yield return (word << 6) + BitOperations.TrailingZeroCount(bits);
        }
    }
}
