using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>A workload in terms of a model's attributes. Names that are not among the columns want nothing: what is not modelled has no relations.</summary>
internal sealed class WantedRelations
{
    /// <summary>
    /// The weight of the errors of a relation that counts for more. On Adult boosted trees gain by it up to 16, while from 8 on
    /// the other relations lose.
    /// </summary>
    private const double More = 4;

    private readonly int _ways, _columns;
    private readonly int? _target;
    private readonly IReadOnlyList<Clique> _sets;

    /// <param name="workload">What the rows are wanted for.</param>
    /// <param name="columns">The names of the attributes.</param>
    public WantedRelations(Workload workload, IReadOnlyList<string> columns)
    {
        var attributes = columns.Select((name, attribute) => (name, attribute)).ToDictionary();
        (_ways, _columns) = (workload.Ways, columns.Count);
        _target = workload.Target is { } target && attributes.TryGetValue(target, out var found) ? found : null;
        _sets = [.. workload.Sets.Where(set => set.All(attributes.ContainsKey)).Select(set => Clique.Of([.. set.Select(name => attributes[name])]))];
    }

    /// <summary>All wanted relations of three columns, each in ascending order.</summary>
    public IEnumerable<(int A, int B, int C)> Triples =>
        from a in Enumerable.Range(0, _columns)
        from b in Enumerable.Range(a + 1, _columns - a - 1)
        from c in Enumerable.Range(b + 1, _columns - b - 1)
        where _ways > 2 || a == _target || b == _target || c == _target || IsListed(a, b, c)
        select (a, b, c);

    /// <summary>By how much more the errors of a marginal weigh than those of one that nobody asked for.</summary>
    public double Importance(Clique clique) =>
        clique.Count > 1 && ((_target is { } target && clique.Contains(target)) || _sets.Any(set => set.Contains(clique))) ? More : 1;

    private bool IsListed(int a, int b, int c) => _sets.Count > 0 && _sets.Contains(Clique.Of(a, b, c));
}
