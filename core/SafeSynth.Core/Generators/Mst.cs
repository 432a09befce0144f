using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Generators;

/// <summary>Measures every column and the pairs along a spanning tree of the strongest relations.</summary>
/// <remarks>
/// Guarantee: a Gaussian measurement of all one-way marginals, d - 1 uses of the exponential mechanism and a Gaussian measurement of
/// d - 1 pairs; zCDP adds up the shares of the budget's rho that they spend, under adaptive composition, and all else is post-processing.
/// In the paper each spends a third. Less for choosing is better on Adult, NLTCS and Titanic, where the strongest pairs stand out
/// (docs/benchmarks.md). Source: McKenna, Miklau, Sheldon 2021, "Winning the NIST contest".
/// </remarks>
public sealed class Mst : IGenerator
{
    private const double OneWayShare = 0.35, ChoiceShare = 0.1, PairShare = 0.55;

    /// <summary>Pairs with more cells than this are never measured: such counts would drown in noise.</summary>
    private const long MaxPairCells = 1 << 20;

    /// <summary>
    /// All pairs together may have so many cells, half a gigabyte of counts and estimates; else the largest are never measured, either.
    /// </summary>
    private const long MaxCandidateCells = 1 << 25;

    private const int BytesPerCell = 64;

    public GeneratorInfo Info { get; } = new(
        "Mst",
        "Every column and a spanning tree of the strongest pairs: fast, robust, keeps the main relations.",
        Composition.Zcdp,
        "zCDP: Gaussian measurements and exponential mechanisms compose adaptively in it, the latter at epsilon^2 / 8.",
        "McKenna, Miklau, Sheldon 2021");

    public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns) => columns.Count < 2 ? new Independent().Price(facts, columns) : new(
    [
        new PlannedPart("one-way marginals", OneWayShare, new PlannedMarginals(Ways: 1, columns.Count)),
        new PlannedPart("choosing pairs", ChoiceShare),
        new PlannedPart("two-way marginals", PairShare, new PlannedMarginals(Ways: 2, columns.Count - 1, MaxPairCells)),
    ])
    {
        Work = new PlannedWork(
            BytesPerCell * (long)Math.Min(MaxCandidateCells, Math.Pow(columns.Sum(column => (double)(column.MostCodes ?? MaxPairCells)), 2) / 2),
            Seconds: 1 + (4e-7 * columns.Count * GaussianSteps.CountOfPairs(columns.Count)), SecondsPerMillionRows: (0.1 * columns.Count) + (0.001 * columns.Count * columns.Count)),
    };

    public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel)
    {
        var columns = context.Layout.Modelled;
        if (columns.Count < 2)
            return new Independent().Fit(data, context, cancel);

        var rho = data.Budget.Left.Rho;
        var oneWay = RareValues.Merge(OneWayMarginals.Measure(data, columns, rho * OneWayShare));
        context.Progress?.Report(new StageProgress("Measured one-way marginals", 0.3));
        var independent = oneWay.Fit([], cancel);

        var pairs = ChooseTree(data, oneWay, independent, rho * ChoiceShare, cancel);
        context.Progress?.Report(new StageProgress("Chose pairs", 0.5));
        if (pairs.Count == 0)
            return new MarginalModel(oneWay.Columns, independent);
        var measured = MeasurePairs(data, oneWay, pairs, rho * PairShare);
        context.Progress?.Report(new StageProgress("Measured pairs", 0.6));
        return new MarginalModel(oneWay.Columns, oneWay.Fit(measured, cancel));
    }

    // Kruskal's algorithm in which the exponential mechanism picks the next edge by how badly independence explains the pair.
    private static List<Clique> ChooseTree(
        IPrivateData data, OneWayMarginals oneWay, GraphicalModel independent, double rho, CancellationToken cancel)
    {
        var candidates = CandidatePairs(oneWay, independent);
        var mechanism = ExponentialMechanism.Spending(rho / (oneWay.Columns.Count - 1));
        var component = Enumerable.Range(0, oneWay.Columns.Count).ToArray();
        var tree = new List<Clique>();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            int[] open = [.. Enumerable.Range(0, candidates.Cliques.Count)
                .Where(c => component[candidates.Cliques[c][0]] != component[candidates.Cliques[c][1]])];
            if (open.Length == 0)
                return tree;
            var chosen = candidates.Cliques[open[data.Measure(new MarginalErrorQuery(candidates, open), mechanism)]];
            tree.Add(chosen);
            var (kept, joined) = (component[chosen[0]], component[chosen[1]]);
            for (var i = 0; i < component.Length; i++)
                component[i] = component[i] == joined ? kept : component[i];
        }
    }

    /// <summary>The pairs of attributes of these sizes that may be measured: those within the limits of number and cells.</summary>
    internal static List<Clique> CandidatesFor(int[] shape)
    {
        var pairs = GaussianSteps.Pairs(shape.Length);
        pairs.RemoveAll(pair => pair.Cells(shape) > MaxPairCells);
        for (var most = MaxPairCells; pairs.Sum(pair => pair.Cells(shape)) > MaxCandidateCells; most /= 2)
            pairs.RemoveAll(pair => pair.Cells(shape) > most);
        return pairs;
    }

    private static EstimatedMarginals CandidatePairs(OneWayMarginals oneWay, GraphicalModel independent)
    {
        var pairs = CandidatesFor(oneWay.Shape);
        var estimates = pairs.Select(pair => Array.ConvertAll(independent.Marginal(pair), count => (long)Math.Round(count)));
        return new EstimatedMarginals(oneWay.Codings, pairs, [.. estimates]);
    }

    private static IReadOnlyList<Measurement> MeasurePairs(IPrivateData data, OneWayMarginals oneWay, List<Clique> pairs, double rho)
    {
        var query = new MarginalQuery(oneWay.Codings, pairs);
        var mechanism = DiscreteGaussian.Spending(rho, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
        var noisy = data.Measure(query, mechanism);
        return [.. pairs.Zip(noisy.Cells, (pair, counts) =>
            new Measurement(pair, Array.ConvertAll(counts, count => (double)count), mechanism.Sigma))];
    }
}
