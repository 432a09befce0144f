using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Generators.Constraints;

/// <summary>Puts a fitted model under declared constraints. It sees the model alone, so it is post-processing and free.</summary>
/// <remarks>
/// Combinations of bins that cannot occur get potentials of negative infinity. That takes mass from their neighbours' marginals, so the
/// model is fitted anew to what its marginals were: among the distributions with these zeros, the one whose marginals are nearest.
/// </remarks>
internal static class ConstrainedFit
{
    /// <summary>
    /// Zeros that would make the model's tables larger than this, and than four times what they are, are left to the repair of rows.
    /// </summary>
    private const long MaxCells = 1 << 20;

    /// <summary>Counts that are half a row off are as good as exact.</summary>
    private const double LossOfHalfARow = 0.5 * 0.5 / 2;

    /// <summary>The model under the constraints; itself where they say nothing about its columns.</summary>
    /// <exception cref="SafeSynthException">SS0179: no row can keep them all.</exception>
    public static MarginalModel Of(MarginalModel fitted, IReadOnlyList<Constraint> constraints, CancellationToken cancel)
    {
        if (constraints.Count == 0 || fitted.Model is not { } model)
            return fitted;
        var rules = RuleMaker.Of(constraints, fitted.Columns, model);
        var zeros = Fitting(model, rules.Select(rule => rule.Zeros(fitted.Columns)).OfType<Potential>());
        if (zeros.Count == 0)
            return fitted.With(model, rules);

        // Each zero is where it is among the values of its own clique: a smaller marginal that is measured too keeps its sums.
        var start = Joint(model.Total, model, zeros);
        var shape = model.Shape.ToArray();
        var cliques = model.Potentials.Select(potential => potential.Clique)
            .Concat(Enumerable.Range(0, shape.Length).Select(column => Clique.Of(column))).Distinct();
        Measurement[] targets = [.. cliques.Select(clique => new Measurement(clique, Cleared(model.Marginal(clique), clique, zeros, model.Total), 1))];
        var enough = new StoppingRule(MaxIterations: 200, RelativeDecrease: 1e-3, TargetLoss: LossOfHalfARow * targets.Sum(target => target.Answers.Length));
        return fitted.With(MarginalEstimator.Fit(shape, targets, model.Total, enough, start, cancel).Model, rules);
    }

    private static List<Potential> Fitting(GraphicalModel model, IEnumerable<Potential> zeros)
    {
        var shape = model.Shape.ToArray();
        var kept = new List<Potential>();
        foreach (var zero in zeros)
        {
            var same = kept.FindIndex(other => other.Clique.Equals(zero.Clique));
            if (same >= 0)
                kept[same] = zero with { Values = [.. zero.Values.Zip(kept[same].Values, (a, b) => a + b)] };
            else if (new JunctionTree(shape, model.Potentials.Concat(kept).Append(zero).Select(potential => potential.Clique)).Cells is var cells
                && cells <= Math.Max(MaxCells, 4 * model.Tree.Cells))
                kept.Add(zero);
        }

        return kept;
    }

    private static GraphicalModel Joint(double total, GraphicalModel model, List<Potential> zeros) =>
        model.Given(zeros) is { } joint
            ? new GraphicalModel(model.Shape.ToArray(), total, joint.Potentials)
            : throw ConstraintFault.Contradiction(
                "no row of the fitted model keeps all of them, so that it is left without. Declare the columns' values and bounds, or leave a constraint out");

    // What a table would be without the mass that cannot be there.
    private static double[] Cleared(double[] marginal, Clique clique, List<Potential> zeros, double total)
    {
        if (zeros.Find(zero => zero.Clique.Equals(clique)) is not { } own)
            return marginal;
        double[] cleared = [.. marginal.Zip(own.Values, (count, value) => value == 0 ? count : 0)];
        var sum = cleared.Sum();
        return sum > 0 ? Array.ConvertAll(cleared, count => count * (total / sum)) : cleared;
    }
}
