using System.Runtime.InteropServices;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Generators;

/// <summary>Measures every column, chooses at one look the pairs that independence explains worst, measures all of them together and fits once.
/// Where triples are wanted, a second look finds those that this fit explains worst, and the fit goes on with them.</summary>
/// <remarks>
/// Guarantee: every measurement is a rounded Gaussian, hence exactly mu_i-GDP, and their mu_i^2 sum to at most the budget's, whatever was
///   asked in answer to what (Dong, Roth, Su 2022, corollary 3.3; as a filter Smith and Thakurta 2022). All else is post-processing.
/// Shares are constants, tuned on public data: shares that followed the data would have to be paid for.
/// Source: SWIFT (google/dpsynth 2026) for the one-shot design; inference of McKenna, Sheldon, Miklau 2019.
/// </remarks>
public sealed class OneShot : IGenerator
{
    private const double OneWayShare = 0.35, ChoiceShare = 0.02, PairShare = 0.63;

    /// <summary>What goes from the pairs to a look at triples and to their counts, where the workload wants some.</summary>
    private const double TripleLookShare = 0.02, TripleShare = 0.1;

    /// <summary>The cells of the junction tree at most, unless told otherwise: some tens of megabytes and a second or two.</summary>
    private const long DefaultMaxCells = 1 << 18;

    /// <summary>
    /// The true distribution has an expected loss of half a unit for each measured cell; a model that gets far below it follows the noise.
    /// The fit stops at this share of it (the discrepancy principle, Morozov 1966; the share is below 1 because much of the gap is fitted rightly).
    /// </summary>
    private const double LossShare = 0.65;

    private const int MinBins = 2, MaxBins = 128;

    /// <summary>
    /// Where there are so many rows for the noise of a histogram that gets the whole budget, what the tree leaves out outweighs the noise of what it
    /// holds, and a part of the budget goes to pairs beside it.
    /// </summary>
    private const double LooseFrom = 20_000;

    private const double LooseShare = 0.4;

    /// <summary>More candidates would drown in the noise of choosing among so many.</summary>
    private const int MaxCandidates = 1 << 15;

    private const long MaxCandidateCells = 1 << 22;

    /// <summary>An error stands out from the noise of choosing by this many deviations: fewer, and among thousands many would be noise alone.</summary>
    private const double Significant = 2;

    private readonly long _maxCells;

    public OneShot() : this(DefaultMaxCells)
    {
    }

    /// <param name="maxCells">The most cells of the model's junction tree: memory and time of a fit are in proportion to it.</param>
    internal OneShot(long maxCells) => _maxCells = maxCells;

    public GeneratorInfo Info { get; } = new(
        "OneShot",
        "Every column and, chosen at one look, all pairs that matter: the best marginals, seconds rather than a fraction of one.",
        Composition.Gdp,
        "GDP: Gaussian measurements alone, whose squares of mu add up exactly.",
        "SWIFT, google/dpsynth 2026")
    {
        UsesPublicData = true,
    };

    /// <remarks>Every marginal has noise of its own, which follows from sizes and a choice that are not known before: no marginals are foretold.</remarks>
    public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns) => columns.Count < 2 ? new Independent().Price(facts, columns) : new(
    [
        new PlannedPart("one-way marginals", OneWayShare),
        new PlannedPart("choosing pairs", ChoiceShare),
        new PlannedPart("two-way marginals", PairShare),
    ])
    {
        Work = new PlannedWork(
            (64 * _maxCells) + (24 * MaxCandidateCells), Seconds: 2 + (0.05 * columns.Count),
            SecondsPerMillionRows: 5 + (0.2 * columns.Count) + (0.001 * columns.Count * columns.Count)),
    };

    public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel)
    {
        var columns = context.Layout.Modelled;
        if (columns.Count < 2)
            return new Independent().Fit(data, context, cancel);

        var rho = data.Budget.Left.Rho;
        var noise = RoundedGaussian.SigmaFor(rho, Sensitivity.OfHistograms(1, data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors)).ToDoubleUp();
        var wanted = new WantedRelations(context.Workload, [.. columns.Select(column => column.Name)]);
        var apart = OneWayMarginals.MeasureApart(data, columns, rho * OneWayShare);
        var oneWay = (context.PublicData is { } known ? PublicPrior.Shrink(known, apart) : apart).Projected();
        var pairs = Pairs(columns.Count);
        var binned = EqualMassBins.Merge(oneWay, BinsFor(oneWay.Total / noise, pairs.Count));
        context.Progress?.Report(new StageProgress("Measured one-way marginals", 0.2));

        var prior = context.PublicData is { } rows ? PublicPrior.Fit(rows, binned, pairs, _maxCells, Rule, cancel) : null;
        var gains = MeasureErrors(data, binned, pairs, prior is null ? Independent(binned, pairs) : Estimates(prior, pairs, cancel), rho * ChoiceShare);
        cancel.ThrowIfCancellationRequested();

        // Larger triples would get more noise than half the rows, were one of them measured alone.
        var rowsPerNoise = oneWay.Total / noise;
        var triples = TripleCandidates.Of(wanted, binned.Shape, pairs, gains, maxCells: rowsPerNoise * Math.Sqrt(TripleShare) / 2);
        var pairShare = triples.Count == 0 ? PairShare : PairShare - TripleLookShare - TripleShare;
        var looseShare = prior is not null || rowsPerNoise < LooseFrom ? 0 : pairShare * LooseShare;
        var treeShare = pairShare - looseShare;
        var chosen = Choose(binned, wanted, pairs, gains, noise / Math.Sqrt(treeShare), HeldBy(prior), cancel);
        context.Progress?.Report(new StageProgress("Chose pairs", 0.4));

        // Where no pair stands out, the columns themselves are measured again.
        if (chosen.Count == 0)
            chosen = Singles(columns.Count);
        var measured = Measure(data, binned, chosen, rho * treeShare, wanted.Importance);
        if (prior is not null)
            measured = PublicPrior.Shrink(prior, measured);
        context.Progress?.Report(new StageProgress("Measured pairs", 0.5));
        var model = Fit(binned, measured, prior, cancel);
        if (triples.Count > 0)
        {
            context.Progress?.Report(new StageProgress("Fitted pairs", 0.7));
            measured = WithTriples(data, binned, wanted, triples, model, measured, rho, noise, cancel);
            model = Fit(binned, measured, model, cancel);
        }

        return looseShare == 0
            ? new MarginalModel(binned.Columns, model, polished: true)
            : WithLoose(data, binned, wanted, pairs, gains, model, measured, rho * looseShare, noise / Math.Sqrt(looseShare), cancel);
    }

    // What was measured, and the triples that the model of it explains worst. Where none stands out, all is measured once more.
    private List<Measurement> WithTriples(
        IPrivateData data, OneWayMarginals oneWay, WantedRelations wanted, IReadOnlyList<Clique> triples, GraphicalModel model,
        List<Measurement> measured, double rho, double noise, CancellationToken cancel)
    {
        var gains = MeasureErrors(data, oneWay, triples, Estimates(model, triples, cancel), rho * TripleLookShare);
        var chosen = Choose(oneWay, wanted, triples, gains, noise / Math.Sqrt(TripleShare), HeldBy(model), cancel);
        var cliques = chosen.Count > 0 ? chosen : [.. measured.Select(answer => answer.Clique)];
        var further = Measure(data, oneWay, cliques, rho * TripleShare, wanted.Importance);
        return chosen.Count > 0 ? [.. measured, .. further] : Again(measured, further);
    }

    // The model, and the pairs beside its tree that it explains worst. Where none stands out, all is measured once more.
    private static MarginalModel WithLoose(
        IPrivateData data, OneWayMarginals oneWay, WantedRelations wanted, IReadOnlyList<Clique> pairs, double[] gains, GraphicalModel model,
        List<Measurement> measured, double rho, double sigma, CancellationToken cancel)
    {
        var loose = LooseSelection.Choose(model, pairs, gains, sigma, cancel);
        var cliques = loose.Count > 0 ? loose.Select(pair => pair.Pair) : measured.Select(answer => answer.Clique);
        var further = Measure(data, oneWay, [.. cliques], rho, wanted.Importance);
        if (loose.Count == 0)
            return new MarginalModel(oneWay.Columns, Fit(oneWay, Again(measured, further), start: null, cancel), polished: true);
        var estimates = further.Zip(loose, (answer, pair) => LoosePair.Estimate(answer, pair.Counts, oneWay.Shape)).OfType<LoosePair>();
        return new MarginalModel(oneWay.Columns, model, polished: true, [.. estimates]);
    }

    private static List<Measurement> Again(IEnumerable<Measurement> measured, IEnumerable<Measurement> further) =>
        [.. measured.Zip(further, (one, again) => one.And(again))];

    private IReadOnlyList<Clique> Choose(
        OneWayMarginals oneWay, WantedRelations wanted, IReadOnlyList<Clique> candidates, double[] gains, double sigma, IReadOnlyList<Clique> held,
        CancellationToken cancel) =>
        CliqueSelection.Choose(
            oneWay.Shape, [.. candidates.Zip(gains, (clique, gain) => new Candidate(clique, gain, wanted.Importance(clique)))], sigma, _maxCells, held, cancel);

    private static GraphicalModel Fit(OneWayMarginals oneWay, IReadOnlyList<Measurement> measured, GraphicalModel? start, CancellationToken cancel) =>
        oneWay.Fit(measured, cancel, Rule(measured), start);

    private static StoppingRule Rule(IReadOnlyList<Measurement> measured) =>
        new(RelativeDecrease: 1e-7, TargetLoss: LossShare * measured.Sum(answer => answer.Answers.Length) / 2);

    private static IReadOnlyList<Clique> HeldBy(GraphicalModel? model) => [.. (model?.Potentials ?? []).Select(potential => potential.Clique)];

    // What a model expects of every candidate, in counts.
    private static IEnumerable<long[]> Estimates(GraphicalModel model, IReadOnlyList<Clique> candidates, CancellationToken cancel) =>
        candidates.AsParallel().AsOrdered().WithCancellation(cancel)
            .Select(clique => Array.ConvertAll(model.Marginal(clique), count => (long)Math.Round(count)));

    private static List<Clique> Singles(int columns) => [.. Enumerable.Range(0, columns).Select(column => Clique.Of(column))];

    // All pairs, or as many as there may be candidates, chosen once and for all tables of this width.
    private static List<Clique> Pairs(int columns)
    {
        var pairs = (from a in Enumerable.Range(0, columns) from b in Enumerable.Range(a + 1, columns - a - 1) select Clique.Of(a, b)).ToList();
        if (pairs.Count <= MaxCandidates)
            return pairs;
        new SampleRandom(seed: 1).Shuffle(CollectionsMarshal.AsSpan(pairs));
        return pairs[..MaxCandidates];
    }

    /// <summary>The number of bins of a column that balances what a pair of columns loses to noise with what it loses to binning.</summary>
    /// <remarks>
    /// With b bins for each column the noise of a pair grows like b^2 sigma and the relation lost inside bins falls like N / b: the sum is
    /// least for b proportional to (N / sigma)^(1/3). The factor gives 36 bins on Adult at epsilon 1; from 28 to 40 hardly anything changes.
    /// </remarks>
    /// <param name="rowsPerNoise">The number of rows over the noise of a histogram that gets the whole budget.</param>
    /// <param name="pairs">The number of candidates.</param>
    private static int BinsFor(double rowsPerNoise, int pairs)
    {
        var balanced = 1.75 * PortableMath.Exp(PortableMath.Log(rowsPerNoise) / 3);
        return (int)Math.Clamp(Math.Min(balanced, Math.Sqrt(MaxCandidateCells / pairs)), MinBins, MaxBins);
    }

    // What independence expects of every pair, in counts.
    private static IEnumerable<long[]> Independent(OneWayMarginals oneWay, IReadOnlyList<Clique> pairs)
    {
        var total = oneWay.Total;
        return pairs.Select(pair =>
            (from a in oneWay.Counts[pair[0]] from b in oneWay.Counts[pair[1]] select (long)Math.Round(a * b / total)).ToArray());
    }

    // How far estimates are off for every candidate, in counts, as far as it stands out: one look at all of them.
    private static double[] MeasureErrors(
        IPrivateData data, OneWayMarginals oneWay, IReadOnlyList<Clique> candidates, IEnumerable<long[]> estimates, double rho)
    {
        var query = new MarginalErrorVectorQuery(new EstimatedMarginals(oneWay.Codings, candidates, [.. estimates]));
        var mechanism = RoundedGaussian.Spending(rho, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
        return Array.ConvertAll(data.Measure(query, mechanism).Cells[0], error => error < Significant * mechanism.Sigma ? 0 : (double)error);
    }

    // Each marginal by itself, so that each has the noise that suits its size and its importance.
    private static List<Measurement> Measure(
        IPrivateData data, OneWayMarginals oneWay, IReadOnlyList<Clique> cliques, double rho, Func<Clique, double> importance)
    {
        var shape = oneWay.Shape;
        var shares = NoiseAllocation.Shares([.. cliques.Select(clique => importance(clique) * clique.Cells(shape))]);
        var measured = new List<Measurement>();
        foreach (var (clique, share) in cliques.Zip(shares))
        {
            var query = new MarginalQuery(oneWay.Codings, [clique]);
            var mechanism = RoundedGaussian.Spending(rho * share, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
            var noisy = data.Measure(query, mechanism).Cells[0];
            measured.Add(new Measurement(clique, Array.ConvertAll(noisy, count => (double)count), mechanism.Sigma));
        }

        return measured;
    }
}
