using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Attacks;

/// <summary>The released model takes members for likelier than a model of the same form does that has never seen them.</summary>
/// <remarks>
/// The score is the difference of two exact log-probabilities: under the released model and under one that is fitted, without noise, to the
/// reference's counts of the same sets of columns. What is common to the population cancels. One row, spread evenly, is added to the
/// reference so that it takes nothing for impossible; inside bins, where both are shares of cells, half a row is added to each cell of
/// either. Source: the likelihood ratio of van Breugel et al. 2023 (DOMIAS) and the reference models of Carlini et al. 2022 (LiRA), with
/// both densities exact instead of estimated.
/// </remarks>
public sealed class ModelRatio : IAttack
{
    private static readonly StoppingRule Rule = new(MaxIterations: 300, RelativeDecrease: 1e-3);

    public AttackInfo Info { get; } = new(
        "ModelRatio", "The released model against one of the attacker's own rows: what it learned of members alone.", AttackNeeds.Model | AttackNeeds.Reference,
        "van Breugel et al. 2023; Carlini et al. 2022");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var rows = setting.KnownModel;
        var (model, graph) = (rows.Model, rows.Model.Graph);
        var own = FitOwn(model, rows.Reference, cancel);
        var cells = Enumerable.Range(0, model.Columns.Count).Select(column => new Cells(model, column, rows.Reference)).ToList();
        return Array.ConvertAll(rows.Targets, target =>
        {
            var bins = model.InBins(target);
            return Math.Max(ModelDensity.LeastLog, graph.LogProbability(bins)) - Math.Max(ModelDensity.LeastLog, own.LogProbability(bins))
                + cells.Zip(target, (column, value) => column.LogRatio(value)).Sum();
        });
    }

    private static GraphicalModel FitOwn(ReleasedModel model, long[][] reference, CancellationToken cancel)
    {
        int[] shape = [.. model.Graph.Shape];
        var records = new CodeColumns(shape, reference.Length);
        int[][] bins = Array.ConvertAll(reference, model.InBins);
        for (var column = 0; column < shape.Length; column++)
            records.Write(column, 0, Array.ConvertAll(bins, row => row[column]));

        Clique[] cliques = [.. model.Graph.Potentials.Select(potential => potential.Clique)];
        var counts = MarginalCounter.Count(records, cliques, cancel);
        var measured = cliques.Zip(counts, (clique, of) => new Measurement(clique, Array.ConvertAll(of, count => count + (1.0 / of.Length)), 1));
        return MarginalEstimator.Fit(shape, [.. measured], reference.Length + 1, Rule, cancel: cancel).Model;
    }

    /// <summary>The shares of its bin that cells of one column hold, in the model and among the reference.</summary>
    private sealed class Cells(ReleasedModel model, int column, long[][] reference)
    {
        private readonly ModelledColumn _column = model.Columns[column];
        private readonly double[] _expected = model.Graph.Marginal([column]);
        private readonly Dictionary<int, int> _known = reference.Where(row => row[column] != model.Columns[column].Domain.MissingCode)
            .CountBy(row => model.Columns[column].Bins.CellOf(row[column])).ToDictionary();

        public double LogRatio(long value)
        {
            if (value == _column.Domain.MissingCode)
                return 0;
            var cell = _column.Bins.CellOf(value);
            var bin = _column.Bins.BinOfCell[cell];
            var cells = _column.Bins.CellsOf(bin).ToArray();
            double Share(double own, double all) => (own + 0.5) / (all + (0.5 * cells.Length));
            return Math.Log(
                Share(_expected[bin] * _column.Bins.ShareInBin(cell), _expected[bin])
                / Share(_known.GetValueOrDefault(cell), cells.Sum(other => _known.GetValueOrDefault(other))));
        }
    }
}
