using SafeSynth.Marginals;

namespace SafeSynth.Generators;

/// <summary>
/// Chooses what to measure in a round of AIM: the marginals that the model approximates worst, as far as measuring them would be better.
/// </summary>
/// <remarks>
/// The score of a marginal of n cells is its weight times (the model's L1 error - sqrt(2 / pi) sigma n / 2), where sigma is the noise with
/// which it would be measured: half the expected error of a measurement is what it has to beat. In McKenna, Mullins, Sheldon, Miklau 2022,
/// section 4, it is all of it; but a fit removes much of the noise, since marginals must agree and be non-negative. Here a round measures
/// several, which share its budget (<see cref="NoiseAllocation"/>): with W the sum of n^(2/3) of all of them, the expected error is sqrt(2
/// / pi) sigma_1 n^(2/3) sqrt(W), where sigma_1 is the noise of a marginal that gets the whole budget. The highest positive score is taken,
/// W grows, and so on. Candidates that would make the model larger than it may be in this round are passed over; those within a node of it
/// never are. A function of public or noisy figures alone.
/// </remarks>
internal static class WorstApproximated
{
    private const double NoiseWeight = 0.5;

    /// <param name="shape">The size of every attribute.</param>
    /// <param name="candidates">What may be measured, with the model's errors.</param>
    /// <param name="held">The cliques of the model.</param>
    /// <param name="sigma">The deviation of the noise of a marginal that gets the whole budget of the round.</param>
    /// <param name="maxCells">The most cells that the junction tree may have after the round.</param>
    /// <param name="cancel">Looked at before every choice.</param>
    public static IReadOnlyList<Clique> Choose(
        int[] shape, IReadOnlyList<Candidate> candidates, IReadOnlyList<Clique> held, double sigma, long maxCells, CancellationToken cancel)
    {
        var weights = candidates.Select(candidate => NoiseAllocation.Weight(candidate.Importance * candidate.Clique.Cells(shape))).ToArray();
        var open = Enumerable.Range(0, candidates.Count).Where(i => candidates[i].Gain > 0).ToList();
        var (chosen, sum, tree) = (new List<Clique>(), 0.0, new JunctionTree(shape, held));
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (best, highest) = (-1, 0.0);
            foreach (var i in open)
            {
                var noise = NoiseWeight * NoiseAllocation.ExpectedError(sum + weights[i], sigma) * weights[i] / (sum + weights[i]);
                var score = (candidates[i].Importance * candidates[i].Gain) - noise;
                if (score > highest) (best, highest) = (i, score);
            }

            if (best < 0)
                return chosen;
            open.Remove(best);
            var clique = candidates[best].Clique;
            if (tree.CellsWith(clique) > Math.Max(maxCells, tree.Cells))
                continue;
            chosen.Add(clique);
            sum += weights[best];
            tree = new JunctionTree(shape, [.. held, .. chosen]);
        }
    }
}
