using SafeSynth.Generators;

namespace SafeSynth.Attacks;

/// <summary>
/// The model expects more of a record's values where the record was among the private rows: the attacker reads them off, no rows need be
/// drawn.
/// </summary>
/// <remarks>
/// The figures are the number of rows that the model expects to share each value of the record and each two of them, whether its domain
/// knows the value at all, the record's log-probability and the noisy number of rows; and, of each column, the noisy count of the record's
/// bin that the model's file keeps. Source: the query attack of Houssiau et al. 2022 with answers of the model in place of counts of its
/// rows; white box in the sense of Annamalai, Ganev, De Cristofaro 2024.
/// </remarks>
public sealed class ModelQueries : IShadowAttack
{
    public AttackInfo Info { get; } = new(
        "ModelQueries", "How often the released model expects the record's values, one and two at a time.",
        AttackNeeds.Generator | AttackNeeds.Record | AttackNeeds.Model, "Houssiau et al. 2022; Annamalai, Ganev, De Cristofaro 2024");

    public Func<SeenRelease, double[]> WatchFor(ShadowTarget target)
    {
        var names = target.Record.ColumnNames;
        var texts = names.ToDictionary(name => name, name => target.Record.TextsOf(name)[0]);
        return release => FiguresOf(release.Model ?? throw new InvalidOperationException("The attack needs the model."), target, names, texts);
    }

    // The same number of figures whatever the model found worth modelling: what it does not know is expected 0 times.
    private static double[] FiguresOf(FittedModel fitted, ShadowTarget target, IReadOnlyList<string> names, Dictionary<string, string> texts)
    {
        var width = names.Count;
        var figures = new double[(3 * width) + (width * (width - 1) / 2) + 2];
        figures[^1] = fitted.Synthesizer.ExpectedRows;
        if (ReleasedModel.TryOf(fitted) is not { } model)
            return figures;

        var row = model.Encode(target.Record)[0];
        figures[^2] = Math.Max(ModelDensity.LeastLog, model.Graph.LogProbability(model.InBins(row)));
        int[] places = [.. model.Columns.Select(column => names.TakeWhile(name => name != column.Name).Count())];
        var (expected, layout) = (model.ExpectedOf(row), model.InLayout(row));
        var next = 0;
        for (var one = 0; one < places.Length; one++)
        {
            figures[places[one]] = expected[next++];
            figures[width + places[one]] = model.Columns[one].Domain.TextOf(row[one]) == texts[model.Columns[one].Name] ? 1 : 0;
            figures[(2 * width) + places[one]] = NoisyCount(fitted, model.Columns[one].Name, layout[one]);
            for (var other = one + 1; other < places.Length; other++)
                figures[(3 * width) + PairNumber(places[one], places[other])] = expected[next++];
        }

        return figures;
    }

    private static int PairNumber(int smaller, int larger) => (larger * (larger - 1) / 2) + smaller;

    private static double NoisyCount(FittedModel fitted, string column, int bin) =>
        fitted.Report.Errors?.OneWay.FirstOrDefault(marginal => marginal.Columns[0] == column)?.Counts is { } counts ? counts[bin] : 0;
}
