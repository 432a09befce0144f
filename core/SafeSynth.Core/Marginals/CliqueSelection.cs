namespace SafeSynth.Marginals;

/// <summary>A marginal that may be measured.</summary>
/// <param name="Clique">Its attributes; at least one.</param>
/// <param name="Gain">By how much L1 error the model falls short of it, as far as is known.</param>
/// <param name="Importance">How much its errors weigh; positive.</param>
internal readonly record struct Candidate(Clique Clique, double Gain, double Importance = 1);

/// <summary>Chooses marginals to measure all at once: those that gain most for the noise they bring and the cells they cost.</summary>
/// <remarks>
/// The value of a set is the sum of its weighted gains less <see cref="NoiseWeight"/> times the expected weighted L1 noise of measuring all
/// of it at the best allocation (<see cref="NoiseAllocation"/>). Greedily, the candidate is taken next that raises the value most per
/// fourth root of the cells that it adds to the triangulated graph, until none raises it or fits under the cap.
/// <para>
/// The weight is below 1 because a fit removes much of the noise: marginals must agree with each other and be non-negative.
/// Triangulating is what costs time, so the cells that a candidate adds are recomputed only when it is about to be taken, as in
/// lazy greedy maximisation (Minoux 1978); here that is a heuristic, since they may also fall.
/// </para>
/// Deterministic; a function of public or noisy figures alone.
/// Source: the rule of SWIFT (google/dpsynth 2026) with weight and root of our own.
/// </remarks>
internal sealed class CliqueSelection
{
    private const double NoiseWeight = 0.4;

    private readonly int[] _shape;
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly IReadOnlyList<Clique> _measured;
    private readonly double[] _weights, _roots;
    private readonly double _sigma;
    private readonly long _maxCells;
    private readonly int[] _agreesWith;   // for every candidate, how many were chosen when its cells were last computed
    private readonly List<Clique> _chosen = [];
    private JunctionTree _tree;
    private double _weight;

    private CliqueSelection(int[] shape, IReadOnlyList<Candidate> candidates, double sigma, long maxCells, IReadOnlyList<Clique> measured)
    {
        (_shape, _candidates, _sigma, _maxCells, _measured) = (shape, candidates, sigma, maxCells, measured);
        _weights = [.. candidates.Select(candidate => NoiseAllocation.Weight(candidate.Importance * candidate.Clique.Cells(shape)))];
        _roots = [.. candidates.Select(candidate => FourthRoot(candidate.Clique.Cells(shape)))];
        _agreesWith = new int[candidates.Count];
        Array.Fill(_agreesWith, -1);
        _tree = new JunctionTree(shape, measured);
        if (measured.Count > 0)
            MarkFree();
    }

    /// <param name="shape">The size of every attribute.</param>
    /// <param name="candidates">What may be chosen.</param>
    /// <param name="sigma">The deviation of the noise of a marginal that gets the whole budget of the chosen.</param>
    /// <param name="maxCells">The most cells that the nodes of the junction tree of all measured and chosen may have together.</param>
    /// <param name="measured">What the tree has to hold anyway.</param>
    /// <param name="cancel">Looked at before every choice.</param>
    public static IReadOnlyList<Clique> Choose(
        int[] shape, IReadOnlyList<Candidate> candidates, double sigma, long maxCells, IReadOnlyList<Clique> measured, CancellationToken cancel)
    {
        var selection = new CliqueSelection(shape, candidates, sigma, maxCells, measured);
        var open = Enumerable.Range(0, candidates.Count).Where(candidate => candidates[candidate].Gain > 0).ToList();
        while (selection.Next(open, cancel) is { } next)
        {
            selection.Take(next);
            open.Remove(next);
        }

        return selection._chosen;
    }

    // The best of the open candidates, or null; those that do not fit are closed for good.
    private int? Next(List<int> open, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (best, highest) = (-1, 0.0);
            foreach (var candidate in open)
            {
                var score = Rise(candidate) / _roots[candidate];
                if (score > highest) (best, highest) = (candidate, score);
            }

            if (best < 0) return null;
            if (_agreesWith[best] == _chosen.Count) return best;
            var cells = _tree.CellsWith(_candidates[best].Clique);
            if (cells > _maxCells) open.Remove(best);
            _roots[best] = FourthRoot(cells - _tree.Cells);
            _agreesWith[best] = _chosen.Count;
        }
    }

    private double Rise(int candidate) => (_candidates[candidate].Importance * _candidates[candidate].Gain)
        - (NoiseWeight * (NoiseAllocation.ExpectedError(_weight + _weights[candidate], _sigma) - NoiseAllocation.ExpectedError(_weight, _sigma)));

    private void Take(int candidate)
    {
        _chosen.Add(_candidates[candidate].Clique);
        _weight += _weights[candidate];
        _tree = new JunctionTree(_shape, [.. _measured, .. _chosen]);
        MarkFree();
    }

    // What lies inside a node costs no cell more.
    private void MarkFree()
    {
        for (var other = 0; other < _candidates.Count; other++)
            if (_tree.Holds(_candidates[other].Clique)) _roots[other] = 1;
    }

    // At least 1: a candidate may add nothing, or even save cells where the heuristic for triangulating finds a better order.
    private static double FourthRoot(long cells) => Math.Sqrt(Math.Sqrt(Math.Max(1, cells)));
}
