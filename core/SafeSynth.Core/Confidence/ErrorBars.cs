using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;

namespace SafeSynth.Confidence;

/// <summary>How far a fitted model may be off, told by the noisy answers that it was fitted to and the known noise on them alone.</summary>
/// <remarks>
/// Post-processing of what was paid for. A marginal that is in neither list has no bound: the model says what it expects, and nothing was
/// asked.
/// </remarks>
/// <param name="Measured">The marginals that were measured; of one that was measured more than once the measurement with the least
/// noise.</param>
/// <param name="Judged">Those that were not, but were looked at; of several looks the last.</param>
public sealed record ErrorBars(IReadOnlyList<MeasuredMarginal> Measured, IReadOnlyList<JudgedMarginal> Judged)
{
    /// <summary>Larger marginals are kept without their counts, which would be most of a model's file.</summary>
    internal const int MostCounts = 1 << 12;

    /// <summary>The measured marginals of single columns.</summary>
    public IEnumerable<MeasuredMarginal> OneWay => Measured.Where(marginal => marginal.Columns.Count == 1);

    /// <summary>The measured marginals of several columns.</summary>
    public IEnumerable<MeasuredMarginal> Relations => Measured.Where(marginal => marginal.Columns.Count > 1);

    /// <summary>The error bars of a fit.</summary>
    /// <param name="log">What was measured.</param>
    /// <param name="synthesizer">What came of it.</param>
    /// <param name="layout">The columns as they were before the generator merged their bins.</param>
    /// <returns>Null where no column is modelled.</returns>
    internal static ErrorBars? Of(MeasurementLog log, ISynthesizer synthesizer, TableLayout layout) =>
        synthesizer is MarginalModel { Model: { } graph } model ? new Comparison(layout.Modelled, model, graph).Of(log) : null;

    /// <summary>Compares a model with the noisy answers, in the bins in which they were given.</summary>
    private sealed class Comparison(IReadOnlyList<ModelledColumn> laidOut, MarginalModel model, GraphicalModel graph)
    {
        private readonly Dictionary<string, int> _attributes = model.Columns.Select((column, i) => (column.Name, i))
            .ToDictionary(pair => pair.Name, pair => pair.i);
        private readonly Dictionary<Clique, double[]> _loose = model.Loose.ToDictionary(pair => pair.Clique, pair => pair.Counts);

        public ErrorBars Of(MeasurementLog log)
        {
            var measured = new Dictionary<Clique, MeasuredMarginal>();
            foreach (var (columns, noise, counts) in log.Marginals)
            {
                var clique = CliqueOf(columns);
                if (AreInBinsOf(columns, columns.Length == 1 ? laidOut : model.Columns, clique)
                    && !(measured.GetValueOrDefault(clique)?.Noise.Sigma <= noise.Sigma))
                    measured[clique] = Measured(clique, columns, noise, counts);
            }

            return new ErrorBars(
                [.. measured.OrderBy(pair => pair.Key.Count).Select(pair => pair.Value)],
                [.. log.Looks.Select(look => (Clique: CliqueOf(look.Columns), look)).GroupBy(pair => pair.Clique).Select(looks => looks.Last())
                    .Where(pair => !measured.ContainsKey(pair.Clique) && AreInBinsOf(pair.look.Columns, model.Columns, pair.Clique) && IsCheap(pair.Clique))
                    .Select(pair => new JudgedMarginal(
                        NamesOf(pair.look.Columns), pair.look.Error, pair.look.Noise, Distance(Expected(pair.Clique), pair.look.Estimate), graph.Total))]);
        }

        private MeasuredMarginal Measured(Clique clique, ModelledColumn[] columns, CountNoise noise, long[]? counts)
        {
            double? distance = counts is null || !IsCheap(clique) ? null
                : Distance(columns is [var only] ? InBinsOf(only, model.Columns[clique[0]], Expected(clique)) : Expected(clique), counts);
            var cells = columns.Aggregate(1L, (product, column) => product * column.Size);
            return new MeasuredMarginal(NamesOf(columns), cells, noise, distance, graph.Total, cells <= MostCounts ? counts : null);
        }

        // What rows are brought to, which beside the tree is not what the tree says.
        private double[] Expected(Clique clique) => _loose.TryGetValue(clique, out var counts) ? counts : graph.Marginal(clique);

        private bool IsCheap(Clique clique) => _loose.ContainsKey(clique) || graph.IsCheap(clique);

        private Clique CliqueOf(ModelledColumn[] columns) => Clique.Of([.. columns.Select(column => _attributes[column.Name])]);

        // Only then a count of one is a count of the other; columns in another order would have their cells in another.
        private static bool AreInBinsOf(ModelledColumn[] columns, IReadOnlyList<ModelledColumn> others, Clique clique) =>
            columns.Zip(clique).All(pair => pair.First.Name == others[pair.Second].Name && ReferenceEquals(pair.First.Bins, others[pair.Second].Bins));
    }

    private static string[] NamesOf(ModelledColumn[] columns) => Array.ConvertAll(columns, column => column.Name);

    private static double Distance(double[] expected, long[] counts)
    {
        var sum = 0.0;
        for (var cell = 0; cell < expected.Length; cell++)
            sum += Math.Abs(expected[cell] - counts[cell]);
        return sum;
    }

    // A model may see merged bins; inside them it spreads values over the cells that both have.
    private static double[] InBinsOf(ModelledColumn fine, ModelledColumn merged, double[] counts)
    {
        if (ReferenceEquals(fine.Bins, merged.Bins))
            return counts;
        var spread = new double[fine.Size];
        for (var cell = 0; cell < fine.Bins.CellCount; cell++)
            spread[fine.Bins.BinOfCell[cell]] += counts[merged.Bins.BinOfCell[cell]] * merged.Bins.ShareInBin(cell);
        if (fine.Domain.Nullable)
            spread[^1] = counts[^1];
        return spread;
    }
}
