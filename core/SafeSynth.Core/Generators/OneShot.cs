using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using static SafeSynth.Generators.GaussianSteps;

namespace SafeSynth.Generators;

/// <summary>Measures every column, chooses at one look the pairs that independence explains worst, measures all of them together and fits
/// once. Where triples are wanted, a second look finds those that this fit explains worst, and the fit goes on with them.</summary>
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

    /// <remarks>
    /// Of no more than the wanted pairs, whose errors all weigh the same. Foretold as if all of them were measured: fewer are, and the
    /// fewer the less noise each of them has.
    /// </remarks>
    public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns)
    {
        if (columns.Count < 2)
            return new Independent().Price(facts, columns);
        return new PlannedCost(
        [
            new PlannedPart("one-way marginals", OneWayShare, new PlannedMarginals(Ways: 1, columns.Count) { Apart = true }),
            new PlannedPart("choosing pairs", ChoiceShare) { Looks = CountOfPairs(columns.Count) },
            new PlannedPart("two-way marginals", PairShare, PlannedPairs(columns.Count)),
        ])
        {
            Work = new PlannedWork(
                (64 * _maxCells) + (24 * MaxCandidateCells), Seconds: 2 + (0.05 * columns.Count),
                SecondsPerMillionRows: 5 + (0.2 * columns.Count) + (0.001 * columns.Count * columns.Count)),
        };
    }

    public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel)
    {
        var columns = context.Layout.Modelled;
        if (columns.Count < 2)
            return new Independent().Fit(data, context, cancel);

        var begun = GaussianBeginning.Of(data, context, OneWayShare, _maxCells, cancel);
        var (rho, noise, oneWay, pairs, wanted, prior) = begun;
        var gains = MeasureErrors(data, oneWay, pairs, begun.ExpectedOfPairs(cancel), rho * ChoiceShare);
        cancel.ThrowIfCancellationRequested();

        // Larger triples would get more noise than half the rows, were one of them measured alone.
        var triples = TripleCandidates.Of(wanted, oneWay.Shape, pairs, gains, maxCells: begun.RowsPerNoise * Math.Sqrt(TripleShare) / 2);
        var pairShare = triples.Count == 0 ? PairShare : PairShare - TripleLookShare - TripleShare;
        var looseShare = prior is not null ? 0 : pairShare * LooseShareOf(begun.RowsPerNoise);
        var treeShare = pairShare - looseShare;
        var chosen = Choose(oneWay, wanted, pairs, gains, noise / Math.Sqrt(treeShare), begun.Held, cancel);
        context.Progress?.Report(new StageProgress("Chose pairs", 0.4));

        // Where no pair stands out, the columns themselves are measured again.
        if (chosen.Count == 0)
            chosen = Singles(columns.Count);
        var measured = begun.Corrected(Measure(data, oneWay, chosen, rho * treeShare, wanted.Importance));
        context.Progress?.Report(new StageProgress("Measured pairs", 0.5));
        var model = FitModel(oneWay, measured, prior, cancel);
        if (triples.Count > 0)
        {
            context.Progress?.Report(new StageProgress("Fitted pairs", 0.7));
            measured = WithTriples(data, oneWay, wanted, triples, model, measured, rho, noise, cancel);
            model = FitModel(oneWay, measured, model, cancel);
        }

        return looseShare == 0
            ? new MarginalModel(oneWay.Columns, model, polished: true)
            : WithLoose(data, oneWay, wanted, pairs, gains, model, measured, rho * looseShare, noise / Math.Sqrt(looseShare), cancel);
    }

    // What was measured, and the triples that the model of it explains worst. Where none stands out, all is measured once more.
    private List<Measurement> WithTriples(
        IPrivateData data, OneWayMarginals oneWay, WantedRelations wanted, IReadOnlyList<Clique> triples, GraphicalModel model,
        List<Measurement> measured, double rho, double noise, CancellationToken cancel)
    {
        var gains = MeasureErrors(data, oneWay, triples, Expected(model, triples, cancel), rho * TripleLookShare);
        var chosen = Choose(oneWay, wanted, triples, gains, noise / Math.Sqrt(TripleShare), HeldBy(model), cancel);
        var cliques = chosen.Count > 0 ? chosen : [.. measured.Select(answer => answer.Clique)];
        var further = Measure(data, oneWay, cliques, rho * TripleShare, wanted.Importance);
        return chosen.Count > 0 ? [.. measured, .. further] : Again(measured, further);
    }

    private IReadOnlyList<Clique> Choose(
        OneWayMarginals oneWay, WantedRelations wanted, IReadOnlyList<Clique> candidates, double[] gains, double sigma, IReadOnlyList<Clique> held,
        CancellationToken cancel) =>
        CliqueSelection.Choose(
            oneWay.Shape, [.. candidates.Zip(gains, (clique, gain) => new Candidate(clique, gain, wanted.Importance(clique)))], sigma, _maxCells, held, cancel);
}
