using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>
/// A workload in terms of a model's attributes. Names that are not among the columns want nothing: what is not modelled has no relations.
/// </summary>
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

    /// <summary>The wanted relations of three columns, each once and in ascending order.</summary>
    /// <param name="among">The columns, ascending, among which all are taken where all are wanted; those of the target and those listed are
    /// taken wherever they are.</param>
    public IEnumerable<(int A, int B, int C)> Triples(IReadOnlyList<int> among)
    {
        var all = _ways > 2 ? among : [];
        var isAmong = new bool[_columns];
        foreach (var column in all)
            isAmong[column] = true;

        var ofAll = from a in Enumerable.Range(0, all.Count) from b in Enumerable.Range(a + 1, all.Count - a - 1) from c in Enumerable.Range(b + 1, all.Count - b - 1)
                    select (all[a], all[b], all[c]);
        var ofTarget = _target is not { } target ? [] : from a in Enumerable.Range(0, _columns) from b in Enumerable.Range(a + 1, _columns - a - 1)
                                                       where a != target && b != target && !(isAmong[a] && isAmong[b] && isAmong[target])
                                                       select Ascending(a, b, target);
        var listed = from set in _sets
                     where set.Count == 3 && !(isAmong[set[0]] && isAmong[set[1]] && isAmong[set[2]]) && !(_target is { } named && set.Contains(named))
                     select (set[0], set[1], set[2]);
        return ofAll.Concat(ofTarget).Concat(listed.Distinct());
    }

    /// <summary>By how much more the errors of a marginal weigh than those of one that nobody asked for.</summary>
    public double Importance(Clique clique) =>
        clique.Count > 1 && ((_target is { } target && clique.Contains(target)) || _sets.Any(set => set.Contains(clique))) ? More : 1;

    /// <summary>Whether just these three columns, ascending, were asked for by name.</summary>
    public bool IsListed(int a, int b, int c) => _sets.Any(set => set.Count == 3 && set[0] == a && set[1] == b && set[2] == c);

    // The first two ascend already.
    private static (int, int, int) Ascending(int a, int b, int c) => c < a ? (c, a, b) : c < b ? (a, c, b) : (a, b, c);
}
