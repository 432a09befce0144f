using SafeSynth.Marginals;

namespace SafeSynth.Attacks;

/// <summary>The noisy counts that a model was fitted to, which its file keeps for error bars, are higher where members are.</summary>
/// <remarks>
/// <para>Of each measured marginal that the model keeps, the noisy count c of the target's cell is compared with what the reference leads
/// to expect. Without the target c is about normal with mean m = N p and variance v = N p (1 - p) (1 + N / R) + sigma^2, where p is the
/// cell's share among the R reference rows, N the noisy number of rows and sigma the noise that is known; with it the mean is 1 - p more.
/// The score is the sum over marginals of the logarithm of the likelihood ratio, (1 - p) (c - m) / v - (1 - p)^2 / (2 v): the best there is
/// for one marginal (Neyman, Pearson 1933).</para>
/// <para>Marginals are taken for independent, which those that share columns are not. This is the density ratio of MAMA-MIA (Golob et al.
/// 2024) on what was measured instead of what was drawn, and with the noise known.</para>
/// </remarks>
public sealed class ModelAnswers : IAttack
{
    public AttackInfo Info { get; } = new(
        "ModelAnswers", "Noisy counts kept in the released model, against those of the attacker's own rows: each member adds one.",
        AttackNeeds.Model | AttackNeeds.Reference, "Neyman, Pearson 1933; Golob et al. 2024");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var rows = setting.KnownModel;
        var (model, scores) = (rows.Model, new double[rows.Targets.Length]);
        foreach (var marginal in model.Fitted.Report.Errors?.Measured ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            if (marginal.Counts is not { } counts)
                continue;
            var cellOf = CellsOf(model, marginal.Columns);
            var known = rows.Reference.CountBy(cellOf).ToDictionary();
            var (expected, own) = (marginal.Rows, (double)rows.Reference.Length);
            for (var target = 0; target < scores.Length; target++)
            {
                var cell = cellOf(rows.Targets[target]);
                var share = (known.GetValueOrDefault(cell) + 0.5) / (own + 1);
                var variance = (expected * share * (1 - share) * (1 + (expected / own))) + (marginal.Noise.Sigma * marginal.Noise.Sigma);
                scores[target] += (1 - share) * (counts[(int)cell] - (expected * share) - ((1 - share) / 2)) / variance;
            }
        }

        return scores;
    }

    // Single columns were counted in the bins of the layout, sets of them in those that the model sees; the last one runs fastest.
    private static Func<long[], long> CellsOf(ReleasedModel model, IReadOnlyList<string> names)
    {
        int[] columns = [.. names.Select(name => model.Columns.TakeWhile(column => column.Name != name).Count())];
        var clique = Clique.Of(columns);
        return columns is [var only] ? row => model.InLayout(row)[only] : row => clique.CellOf(model.InBins(row), model.Graph.Shape);
    }
}
