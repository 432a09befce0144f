namespace SafeSynth.Marginals;

/// <summary>The maximal cliques of a triangulated graph: each of the given cliques lies inside one of them.</summary>
/// <remarks>
/// Attributes are the vertices and share an edge when they share a clique. Every connected part is triangulated by itself: vertices are
/// eliminated greedily (<see cref="Elimination"/>), once by least fill-in and once by least table size, and the result with fewer cells is
/// kept (Kjaerulff 1990; Koller and Friedman 2009, section 9.4.3). The same input gives the same cliques.
/// <para>One more clique concerns only the parts that it touches, so the price of a candidate is worked out from those alone.</para>
/// </remarks>
internal sealed class Triangulation
{
    private readonly int[] _shape;
    private readonly VertexSets _neighbours;
    private readonly VertexSets _joined;   // after triangulation: with whom an attribute shares a maximal clique
    private readonly int[] _partOf;
    private readonly List<Part> _parts = [];

    /// <param name="shape">The size of every attribute.</param>
    /// <param name="cliques">What has to lie inside a maximal clique.</param>
    public Triangulation(int[] shape, IEnumerable<Clique> cliques)
    {
        _shape = shape;
        _neighbours = new VertexSets(shape.Length);
        foreach (var clique in cliques) Join(_neighbours, clique);

        _partOf = new int[shape.Length];
        Array.Fill(_partOf, -1);
        for (var attribute = 0; attribute < shape.Length; attribute++)
        {
            if (_partOf[attribute] >= 0) continue;
            var members = Mark(attribute, _parts.Count);
            _parts.Add(new Part(members, Fewest(SubgraphOf(members, Clique.Empty))));
        }

        _joined = new VertexSets(shape.Length);
        foreach (var clique in Cliques) Join(_joined, clique);
        Cells = _parts.Aggregate(0L, (cells, part) => Elimination.Add(cells, part.Result.Cells));
    }

    /// <summary>The maximal cliques, part by part in the order of their elimination.</summary>
    public IEnumerable<Clique> Cliques =>
        _parts.SelectMany(part => part.Result.Cliques, (part, clique) => Clique.Of(Array.ConvertAll(clique, vertex => part.Members[vertex])));

    /// <summary>The cells of all maximal cliques together, or <see cref="long.MaxValue"/> when they exceed that.</summary>
    public long Cells { get; }

    /// <summary>
    /// Whether a clique lies inside a maximal one: in a triangulated graph it does as soon as its attributes are joined pair by pair.
    /// </summary>
    public bool Holds(Clique clique) => AreJoined(_joined, clique);

    /// <summary>What <see cref="Cells"/> of the triangulation would be that is built from these cliques and one more.</summary>
    public long CellsWith(Clique clique)
    {
        if (AreJoined(_neighbours, clique)) return Cells;
        var touched = new HashSet<int>();
        foreach (var attribute in clique) touched.Add(_partOf[attribute]);
        int[] members = [.. touched.SelectMany(part => _parts[part].Members).Order()];
        var cells = Fewest(SubgraphOf(members, clique)).Cells;
        for (var part = 0; part < _parts.Count; part++)
            if (!touched.Contains(part)) cells = Elimination.Add(cells, _parts[part].Result.Cells);
        return cells;
    }

    private static Elimination Fewest(Subgraph graph)
    {
        var byFill = Elimination.Of(graph, byFill: true, stopAt: long.MaxValue);
        var bySize = Elimination.Of(graph, byFill: false, stopAt: byFill.Cells);
        return bySize.Cells < byFill.Cells ? bySize : byFill;
    }

    private static void Join(VertexSets neighbours, Clique clique)
    {
        foreach (var a in clique.Attributes)
            foreach (var b in clique.Attributes)
                if (a != b) neighbours.Add(a, b);
    }

    private static bool AreJoined(VertexSets neighbours, Clique clique)
    {
        foreach (var a in clique.Attributes)
            foreach (var b in clique.Attributes)
                if (a < b && !neighbours.Contains(a, b)) return false;
        return true;
    }

    // The attributes that are connected with one, ascending; they are noted as a part of this number.
    private int[] Mark(int attribute, int part)
    {
        var members = new List<int> { attribute };
        _partOf[attribute] = part;
        for (var next = 0; next < members.Count; next++)
        {
            foreach (var neighbour in _neighbours.Members(members[next]))
            {
                if (_partOf[neighbour] >= 0) continue;
                _partOf[neighbour] = part;
                members.Add(neighbour);
            }
        }

        members.Sort();
        return [.. members];
    }

    // The members numbered from 0, with the edges among them and those of one more clique.
    private Subgraph SubgraphOf(int[] members, Clique more)
    {
        var numbers = new int[_shape.Length];
        for (var number = 0; number < members.Length; number++) numbers[members[number]] = number;
        var neighbours = new VertexSets(members.Length);
        for (var number = 0; number < members.Length; number++)
            foreach (var neighbour in _neighbours.Members(members[number])) neighbours.Add(number, numbers[neighbour]);
        foreach (var a in more.Attributes)
            foreach (var b in more.Attributes)
                if (a != b) neighbours.Add(numbers[a], numbers[b]);
        return new Subgraph(Array.ConvertAll(members, member => _shape[member]), neighbours);
    }

    private sealed record Part(int[] Members, Elimination Result);
}
