using SafeSynth.Marginals;

namespace SafeSynth.Attacks;

/// <summary>The relations that a generator chose to keep are denser at members, in the synthetic rows against the population.</summary>
/// <remarks>
/// <para>Fits of the generator to the attacker's own rows tell which sets of columns it keeps: the weight w of a set is how many of the
/// fits did. Sets of less than 0.6 of the largest weight are left out. The score is the sum over sets of w times the ratio of the target's
/// cell among synthetic and among reference rows, both shares with one row more.</para>
/// <para>Source: Golob, Pentyala, Maratkhan, De Cock 2024, "Privacy Vulnerabilities in Marginals-based Synthetic Data", MAMA-MIA: 15 fits,
/// the threshold for epsilon from 1 up to 10. The paper takes 1e-10 for a share of nothing; one row instead keeps a single empty cell of
/// the reference from deciding. Values are in the bins of the first fit. A set that is part of another one is not counted besides.</para>
/// </remarks>
public sealed class MamaMia : IAttack
{
    /// <summary>How many fits tell what a generator keeps.</summary>
    internal const int Fits = 15;

    private const double LeastWeight = 0.6;

    public AttackInfo Info { get; } = new(
        "MamaMia", "Relations that the generator keeps, denser among synthetic rows than among the attacker's own.",
        AttackNeeds.Reference | AttackNeeds.Generator, "Golob, Pentyala, Maratkhan, De Cock 2024");

    public double[] Score(AttackSetting setting, CancellationToken cancel)
    {
        var (models, rows) = setting.KnownFits;
        var bins = rows.Model;
        var (targets, synthetic, reference) = (
            Array.ConvertAll(rows.Targets, bins.InBins), Array.ConvertAll(rows.Synthetic, bins.InBins), Array.ConvertAll(rows.Reference, bins.InBins));
        var scores = new double[targets.Length];
        foreach (var (clique, weight) in WeightsOf(models, bins))
        {
            cancel.ThrowIfCancellationRequested();
            long CellOf(int[] row) => clique.CellOf(row, bins.Graph.Shape);
            var released = synthetic.CountBy(CellOf).ToDictionary();
            var known = reference.CountBy(CellOf).ToDictionary();
            for (var target = 0; target < scores.Length; target++)
            {
                var cell = CellOf(targets[target]);
                scores[target] += weight * ((released.GetValueOrDefault(cell) + 1.0) / (synthetic.Length + 1)) / ((known.GetValueOrDefault(cell) + 1.0) / (reference.Length + 1));
            }
        }

        return scores;
    }

    /// <summary>The sets of columns that fits keep most often, and how many do.</summary>
    /// <param name="models">The fits.</param>
    /// <param name="numbering">The model by whose numbers columns are named.</param>
    internal static IReadOnlyList<(Clique Clique, int Weight)> WeightsOf(IReadOnlyList<ReleasedModel> models, ReleasedModel numbering)
    {
        var numbers = numbering.Columns.Select((column, number) => (column.Name, number)).ToDictionary(pair => pair.Name, pair => pair.number);
        var weights = models
            .SelectMany(model => model.Known.Select(clique => clique.Select(column => model.Columns[column].Name).ToArray()))
            .Where(names => names.All(numbers.ContainsKey))
            .CountBy(names => Clique.Of([.. names.Select(name => numbers[name])])).ToList();
        var least = LeastWeight * weights.Max(counted => counted.Value);
        return [.. weights.Where(counted => counted.Value >= least).Select(counted => (counted.Key, counted.Value))];
    }
}
