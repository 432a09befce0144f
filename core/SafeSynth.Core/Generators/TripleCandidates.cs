using SafeSynth.Marginals;

namespace SafeSynth.Generators;

/// <summary>
/// The triples of columns at which a second look is worth its price: those that are wanted, not too large, and whose pairs are related.
/// </summary>
internal static class TripleCandidates
{
    /// <summary>
    /// More candidates would drown in the noise of choosing among so many, and what the model expects of each takes time to work out.
    /// </summary>
    private const int Most = 1024;

    /// <summary>
    /// Where all triples are wanted, those of so many columns are gone through: among them are those with the strongest relations.
    /// </summary>
    private const int MostColumns = 256;

    /// <param name="wanted">The triples that the workload asks for.</param>
    /// <param name="shape">The size of every column.</param>
    /// <param name="pairs">Pairs of columns.</param>
    /// <param name="gains">For each pair, how far it is from independence, as far as is known: where there are too many triples, those go
    /// first that were asked for by name, then those whose pairs are farthest.</param>
    /// <param name="maxCells">Larger triples would be noise for the most part, whatever they hold.</param>
    public static IReadOnlyList<Clique> Of(WantedRelations wanted, int[] shape, IReadOnlyList<Clique> pairs, double[] gains, double maxCells)
    {
        var related = new double[shape.Length, shape.Length];
        var strengthOf = new double[shape.Length];
        foreach (var (pair, gain) in pairs.Zip(gains))
        {
            related[pair[0], pair[1]] = gain;
            strengthOf[pair[0]] += gain;
            strengthOf[pair[1]] += gain;
        }

        var best = new PriorityQueue<(int A, int B, int C), double>();
        int[] columns = [.. Enumerable.Range(0, shape.Length).OrderByDescending(column => strengthOf[column]).Take(MostColumns).Order()];
        foreach (var (a, b, c) in wanted.Triples(columns))
        {
            if ((double)shape[a] * shape[b] * shape[c] > maxCells) continue;
            var strength = wanted.IsListed(a, b, c) ? double.PositiveInfinity : related[a, b] + related[a, c] + related[b, c];
            if (best.Count < Most) best.Enqueue((a, b, c), strength);
            else best.EnqueueDequeue((a, b, c), strength);
        }

        return [.. best.UnorderedItems.Select(item => item.Element).Order().Select(triple => Clique.Of(triple.A, triple.B, triple.C))];
    }
}
