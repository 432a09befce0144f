using System.Numerics;

namespace SafeSynth.Marginals;

/// <summary>A part of a graph.</summary>
/// <param name="Sizes">The number of values of every vertex.</param>
/// <param name="Neighbours">For every vertex, those with which it shares an edge.</param>
internal sealed record Subgraph(int[] Sizes, VertexSets Neighbours);

/// <summary>
/// The maximal cliques that come of eliminating the vertices of a graph one after the other, the neighbours of each being joined.
/// </summary>
/// <remarks>
/// The next vertex is the one that joins the fewest neighbours, or that has the smallest table with its neighbours; ties go to the smaller
/// table, then to the lower vertex.
/// <para>
/// The neighbours M_u that a vertex u has when it goes are joined then. So when one of them, v, goes, its clique holds what is left of M_u,
/// and it lies inside u's clique exactly if it is no larger than that: counts tell which cliques are maximal. A vertex of which no
/// neighbours have to be joined changes nothing but the neighbours' own figures.
/// </para>
/// </remarks>
/// <param name="Cells">The cells of all maximal cliques together, or <see cref="long.MaxValue"/> when they exceed that.</param>
/// <param name="Cliques">The vertices of each maximal clique, in the order of elimination.</param>
internal sealed record Elimination(long Cells, IReadOnlyList<int[]> Cliques)
{
    /// <summary>Eliminates all vertices of a graph, which is left as it is.</summary>
    /// <param name="graph">At least one vertex.</param>
    /// <param name="byFill">Whether the fewest joins come first, else the smallest table.</param>
    /// <param name="stopAt">Where the cells reach this, the rest is of no interest: cells are this, and cliques are missing.</param>
    public static Elimination Of(Subgraph graph, bool byFill, long stopAt)
    {
        var run = new Run(graph, byFill);
        while (run.Cells < stopAt && run.HasMore)
            run.EliminateNext();
        return new Elimination(Math.Min(run.Cells, stopAt), run.Cliques);
    }

    public static long Add(long cells, long more) => cells > long.MaxValue - more ? long.MaxValue : cells + more;

    private sealed class Run
    {
        private readonly int[] _sizes;
        private readonly bool _byFill;
        private readonly VertexSets _neighbours;
        private readonly VertexSets _gone;       // for every vertex, the neighbours that went before it
        private readonly int[] _left;            // for every vertex that went, how many of its neighbours then are left
        private readonly int[] _remaining;
        private readonly int[] _fills;
        private readonly double[] _tables;
        private int _count;

        public Run(Subgraph graph, bool byFill)
        {
            var vertices = graph.Sizes.Length;
            (_sizes, _byFill, _neighbours, _gone) = (graph.Sizes, byFill, graph.Neighbours.Copy(), new VertexSets(vertices));
            (_left, _fills, _tables) = (new int[vertices], new int[vertices], new double[vertices]);
            _remaining = [.. Enumerable.Range(0, vertices)];
            _count = vertices;
            foreach (var vertex in _remaining)
            {
                _tables[vertex] = TableAround(vertex);
                if (byFill) _fills[vertex] = FillOf(vertex);
            }
        }

        public long Cells { get; private set; }

        public List<int[]> Cliques { get; } = [];

        public bool HasMore => _count > 0;

        public void EliminateNext()
        {
            var vertex = TakeNext();
            var clique = _neighbours[vertex];
            var size = 1;
            foreach (var word in clique) size += BitOperations.PopCount(word);
            if (IsMaximal(vertex, size)) Keep(vertex, size);

            _left[vertex] = size - 1;
            foreach (var member in _neighbours.Members(vertex))
            {
                _gone.Add(member, vertex);
                var joined = _neighbours[member];
                for (var word = 0; word < clique.Length; word++) joined[word] |= clique[word];
                _neighbours.Remove(member, vertex);
                _neighbours.Remove(member, member);
            }

            foreach (var member in _neighbours.Members(vertex)) _tables[member] = TableAround(member);
            if (_byFill) UpdateFills(vertex);
        }

        private int TakeNext()
        {
            var (place, fill, table) = (0, int.MaxValue, double.PositiveInfinity);
            for (var i = 0; i < _count; i++)
            {
                var candidate = _remaining[i];
                if (_fills[candidate] > fill || (_fills[candidate] == fill && _tables[candidate] >= table)) continue;
                (place, fill, table) = (i, _fills[candidate], _tables[candidate]);
            }
            var next = _remaining[place];
            Array.Copy(_remaining, place + 1, _remaining, place, --_count - place);
            return next;
        }

        private bool IsMaximal(int vertex, int size)
        {
            var isMaximal = true;
            foreach (var earlier in _gone.Members(vertex)) isMaximal &= _left[earlier]-- != size;
            return isMaximal;
        }

        private void Keep(int vertex, int size)
        {
            var clique = new int[size];
            var (next, cells) = (0, 1L);
            foreach (var member in _neighbours.Members(vertex)) clique[next++] = member;
            clique[next] = vertex;
            foreach (var member in clique) cells = cells > long.MaxValue / _sizes[member] ? long.MaxValue : cells * _sizes[member];
            Cliques.Add(clique);
            Cells = Add(Cells, cells);
        }

        // A join changes the figure of whoever is a neighbour of both that were joined.
        private void UpdateFills(int vertex)
        {
            var members = _neighbours[vertex];
            Span<ulong> around = stackalloc ulong[members.Length];
            members.CopyTo(around);
            if (_fills[vertex] > 0)
            {
                foreach (var member in _neighbours.Members(vertex))
                {
                    var further = _neighbours[member];
                    for (var word = 0; word < around.Length; word++) around[word] |= further[word];
                }
            }
            foreach (var other in new VertexSets.MemberList(around)) _fills[other] = FillOf(other);
        }

        // Ordered pairs of neighbours without an edge between them: twice the fill-in.
        private int FillOf(int vertex)
        {
            var around = _neighbours[vertex];
            var missing = 0;
            foreach (var neighbour in _neighbours.Members(vertex))
            {
                var known = _neighbours[neighbour];
                for (var word = 0; word < around.Length; word++) missing += BitOperations.PopCount(around[word] & ~known[word]);
                missing--;   // the neighbour itself
            }
            return missing;
        }

        // A double: it is only compared, and cannot wrap.
        private double TableAround(int vertex)
        {
            double cells = _sizes[vertex];
            foreach (var neighbour in _neighbours.Members(vertex)) cells *= _sizes[neighbour];
            return cells;
        }
    }
}
