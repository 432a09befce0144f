using System.Numerics;

namespace SafeSynth.Marginals;

/// <summary>The maximal cliques of a triangulated graph: each of the given cliques lies inside one of them.</summary>
/// <remarks>
/// Attributes are the vertices and share an edge when they share a clique. Vertices are eliminated greedily, once by least
/// fill-in and once by least table size, and the result with fewer cells is kept (Kjaerulff 1990; Koller and Friedman 2009,
/// section 9.4.3). Ties go to the smaller table, then to the lower attribute, so the same input gives the same cliques.
/// </remarks>
internal sealed class Triangulation
{
    private readonly List<ulong[]> _maximal;

    private Triangulation(List<ulong[]> maximal, long cells)
    {
        _maximal = maximal;
        Cells = cells;
    }

    /// <summary>The maximal cliques, in the order of their elimination.</summary>
    public IEnumerable<Clique> Cliques => _maximal.Select(set => Clique.Of([.. BitSet.Members(set)]));

    /// <summary>The cells of all maximal cliques together, or <see cref="long.MaxValue"/> when they exceed that.</summary>
    public long Cells { get; }

    public static Triangulation Of(int[] shape, IReadOnlyList<Clique> cliques)
    {
        var byFill = Eliminate(new Graph(shape, cliques), shape, byFill: true);
        var bySize = Eliminate(new Graph(shape, cliques), shape, byFill: false);
        return byFill.Cells < bySize.Cells ? byFill : bySize;
    }

    private static Triangulation Eliminate(Graph graph, int[] shape, bool byFill)
    {
        var remaining = new List<int>(Enumerable.Range(0, shape.Length));
        var fills = new int[shape.Length];
        var sizes = new double[shape.Length];
        void Weigh(int vertex) => (fills[vertex], sizes[vertex]) = (byFill ? graph.FillOf(vertex) : 0, graph.CellsAround(vertex));
        remaining.ForEach(Weigh);

        var maximal = new List<ulong[]>();
        long cells = 0;
        while (remaining.Count > 0)
        {
            var next = remaining[0];
            var (fill, size) = (int.MaxValue, double.PositiveInfinity);
            foreach (var vertex in remaining)
            {
                var (itsFill, itsSize) = (fills[vertex], sizes[vertex]);
                if (itsFill < fill || (itsFill == fill && itsSize < size)) (next, fill, size) = (vertex, itsFill, itsSize);
            }
            remaining.Remove(next);
            var clique = graph.Eliminate(next);
            foreach (var vertex in BitSet.Members(graph.Around(clique, next))) Weigh(vertex);
            if (maximal.Exists(earlier => BitSet.Contains(earlier, clique))) continue;
            maximal.Add(clique);
            cells = Add(cells, Clique.Of([.. BitSet.Members(clique)]).Cells(shape));
        }
        return new Triangulation(maximal, cells);
    }

    private static long Add(long cells, long more) => cells > long.MaxValue - more ? long.MaxValue : cells + more;

    private sealed class Graph
    {
        private readonly int[] _shape;
        private readonly ulong[][] _neighbours;

        public Graph(int[] shape, IReadOnlyList<Clique> cliques)
        {
            _shape = shape;
            _neighbours = Array.ConvertAll(shape, _ => BitSet.Empty(shape.Length));
            foreach (var clique in cliques)
                foreach (var a in clique.Attributes)
                    foreach (var b in clique.Attributes)
                        if (a != b) BitSet.Add(_neighbours[a], b);
        }

        // Ordered pairs of neighbours without an edge between them: twice the fill-in.
        public int FillOf(int vertex)
        {
            var around = _neighbours[vertex];
            var missing = 0;
            foreach (var neighbour in BitSet.Members(around))
                missing += BitSet.CountExcept(around, _neighbours[neighbour]) - 1;   // less the neighbour itself
            return missing;
        }

        // A double: it is only compared, and cannot wrap.
        public double CellsAround(int vertex)
        {
            double cells = _shape[vertex];
            foreach (var neighbour in BitSet.Members(_neighbours[vertex])) cells *= _shape[neighbour];
            return cells;
        }

        // Those of a clique's members but one that is gone, and their neighbours: whose fill-in an edge between members can change.
        public ulong[] Around(ulong[] clique, int gone)
        {
            var around = (ulong[])clique.Clone();
            foreach (var member in BitSet.Members(clique))
                if (member != gone) BitSet.Unite(around, _neighbours[member]);
            BitSet.Remove(around, gone);
            return around;
        }

        // Joins all neighbours of a vertex with each other, takes the vertex out, and returns them with it.
        public ulong[] Eliminate(int vertex)
        {
            var clique = _neighbours[vertex];
            BitSet.Add(clique, vertex);
            foreach (var member in BitSet.Members(clique))
            {
                if (member == vertex) continue;
                BitSet.Unite(_neighbours[member], clique);
                BitSet.Remove(_neighbours[member], vertex);
                BitSet.Remove(_neighbours[member], member);
            }
            return clique;
        }
    }

    private static class BitSet
    {
        public static ulong[] Empty(int size) => new ulong[(size + 63) / 64];

        public static void Add(ulong[] set, int member) => set[member >> 6] |= 1UL << member;

        public static void Remove(ulong[] set, int member) => set[member >> 6] &= ~(1UL << member);

        public static void Unite(ulong[] set, ulong[] other)
        {
            for (var word = 0; word < set.Length; word++) set[word] |= other[word];
        }

        public static bool Contains(ulong[] set, ulong[] subset) => CountExcept(subset, set) == 0;

        public static int CountExcept(ulong[] set, ulong[] other)
        {
            var count = 0;
            for (var word = 0; word < set.Length; word++) count += BitOperations.PopCount(set[word] & ~other[word]);
            return count;
        }

        public static MemberList Members(ulong[] set) => new(set);
    }

    // An enumerator without allocation: it is the innermost loop of a candidate's price.
    private struct MemberList(ulong[] set)
    {
        private int _word = -1;
        private ulong _bits;

        public int Current { get; private set; }

        public readonly MemberList GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_bits == 0)
            {
                if (++_word == set.Length) return false;
                _bits = set[_word];
            }
            Current = (_word << 6) + BitOperations.TrailingZeroCount(_bits);
            _bits &= _bits - 1;
            return true;
        }
    }
}
