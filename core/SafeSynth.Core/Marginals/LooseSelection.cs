namespace SafeSynth.Marginals;

/// <summary>Chooses pairs outside a model's tree to measure besides it, where a tree cannot hold all pairs that matter.</summary>
/// <remarks>
/// What a pair gains is what is known of its distance from independence less the distance that the model has reached already: by the
/// triangle inequality no more than the model's own error. Greedily the pair is taken that gains most beyond the noise that it adds to all
/// that are taken, measured at the best allocation (<see cref="NoiseAllocation"/>); pairs cost no cells of the tree. Deterministic; a
/// function of noisy figures alone.
/// </remarks>
internal static class LooseSelection
{
    /// <summary>Twice that of <see cref="CliqueSelection"/>: no fit of many answers together removes the noise of these.</summary>
    private const double NoiseWeight = 0.8;

    /// <param name="model">The model that is to be completed.</param>
    /// <param name="candidates">Pairs that may be chosen; those inside a node of the tree are not.</param>
    /// <param name="errors">For each, the L1 distance of its counts from independence, as far as it is known to be above 0.</param>
    /// <param name="sigma">The deviation of the noise of a marginal that gets the whole budget.</param>
    /// <param name="cancel">Looked at now and then.</param>
    /// <returns>The pairs and the model's counts of them.</returns>
    public static IReadOnlyList<(Clique Pair, double[] Counts)> Choose(
        GraphicalModel model, IReadOnlyList<Clique> candidates, IReadOnlyList<double> errors, double sigma, CancellationToken cancel)
    {
        var open = Gains(model, candidates, errors, cancel);
        var chosen = new List<(Clique, double[])>();
        var weight = 0.0;
        while (open.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var best = open.MaxBy(Rise)!;
            if (Rise(best) <= 0) break;
            open.Remove(best);
            chosen.Add((best.Pair, best.Counts));
            weight += best.Weight;
        }

        return chosen;

        double Rise(Candidate one) =>
            one.Gain - (NoiseWeight * (NoiseAllocation.ExpectedError(weight + one.Weight, sigma) - NoiseAllocation.ExpectedError(weight, sigma)));
    }

    private static List<Candidate> Gains(GraphicalModel model, IReadOnlyList<Clique> candidates, IReadOnlyList<double> errors, CancellationToken cancel)
    {
        var shape = model.Shape.ToArray();
        double[][] columns = [.. Enumerable.Range(0, shape.Length).Select(column => model.Marginal([column]))];
        var wanted = Enumerable.Range(0, candidates.Count)
            .Where(i => errors[i] > 0 && model.Tree.NodeContaining(candidates[i]) < 0)
            .ToLookup(i => candidates[i][0]);
        var found = new List<Candidate>[shape.Length];
        Parallel.For(0, shape.Length, new ParallelOptions { CancellationToken = cancel }, column =>
        {
            var errorOf = wanted[column].ToDictionary(i => candidates[i], i => errors[i]);
            found[column] =
            [
                .. model.PairsWith(column, [.. errorOf.Keys.Select(pair => pair[1])])
                    .Select(pair => new Candidate(pair.Pair, pair.Counts, errorOf[pair.Pair] - FromIndependence(pair.Counts, columns[pair.Pair[0]], columns[pair.Pair[1]]), NoiseAllocation.Weight(pair.Counts.Length)))
                    .Where(candidate => candidate.Gain > 0),
            ];
        });
        return [.. found.SelectMany(list => list)];
    }

    private static double FromIndependence(double[] counts, double[] one, double[] other)
    {
        double total = one.Sum(), distance = 0;
        for (var cell = 0; cell < counts.Length; cell++) distance += Math.Abs(counts[cell] - (one[cell / other.Length] * other[cell % other.Length] / total));
        return distance;
    }

    private sealed record Candidate(Clique Pair, double[] Counts, double Gain, double Weight);
}
