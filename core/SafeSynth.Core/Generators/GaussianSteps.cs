using System.Runtime.InteropServices;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;

namespace SafeSynth.Generators;

/// <summary>
/// The steps of generators that look at the errors of candidates, measure some of them and fit a model, with exactly Gaussian noise
/// throughout.
/// </summary>
/// <remarks>
/// Each look and each measurement is one rounded Gaussian, hence exactly mu-GDP with mu^2 / 2 at most the rho that it is given. All else
/// sees noisy answers: post-processing.
/// </remarks>
internal static class GaussianSteps
{
    /// <summary>
    /// The true distribution has an expected loss of half a unit for each measured cell; a model that gets far below it follows the noise.
    /// The fit stops at this share of it (the discrepancy principle, Morozov 1966; the share is below 1 because much of the gap is fitted
    /// rightly).
    /// </summary>
    private const double LossShare = 0.65;

    private const int MinBins = 2, MaxBins = 128;

    /// <summary>More candidates would drown in the noise of choosing among so many.</summary>
    private const int MaxCandidates = 1 << 15;

    /// <summary>The cells of all candidates together, at most.</summary>
    public const long MaxCandidateCells = 1 << 22;

    /// <summary>
    /// An error stands out from the noise of choosing by this many deviations: fewer, and among thousands many would be noise alone.
    /// </summary>
    private const double Significant = 2;

    /// <summary>Every column by itself.</summary>
    public static List<Clique> Singles(int columns) => [.. Enumerable.Range(0, columns).Select(column => Clique.Of(column))];

    /// <summary>All pairs, or as many as there may be candidates, chosen once and for all tables of this width.</summary>
    public static List<Clique> Pairs(int columns)
    {
        var pairs = (from a in Enumerable.Range(0, columns) from b in Enumerable.Range(a + 1, columns - a - 1) select Clique.Of(a, b)).ToList();
        if (pairs.Count <= MaxCandidates)
            return pairs;
        new SampleRandom(seed: 1).Shuffle(CollectionsMarshal.AsSpan(pairs));
        return pairs[..MaxCandidates];
    }

    /// <summary>How many <see cref="Pairs"/> there are.</summary>
    public static int CountOfPairs(int columns) => (int)Math.Min((long)columns * (columns - 1) / 2, MaxCandidates);

    /// <summary>The number of bins of a column that balances what a pair of columns loses to noise with what it loses to binning.</summary>
    /// <remarks>
    /// With b bins for each column the noise of a pair grows like b^2 sigma and the relation lost inside bins falls like N / b: the sum is
    /// least for b proportional to (N / sigma)^(1/3). The factor gives 36 bins on Adult at epsilon 1; from 28 to 40 hardly anything
    /// changes.
    /// </remarks>
    /// <param name="rowsPerNoise">The number of rows over the noise of a histogram that gets the whole budget.</param>
    /// <param name="pairs">The number of candidates.</param>
    public static int BinsFor(double rowsPerNoise, int pairs)
    {
        var balanced = 1.75 * PortableMath.Exp(PortableMath.Log(rowsPerNoise) / 3);
        return (int)Math.Clamp(Math.Min(balanced, Math.Sqrt(MaxCandidateCells / pairs)), MinBins, MaxBins);
    }

    /// <summary>What independence expects of every candidate, in counts.</summary>
    public static IEnumerable<long[]> Independent(OneWayMarginals oneWay, IReadOnlyList<Clique> candidates)
    {
        var total = oneWay.Total;
        return candidates.Select(clique => clique.Skip(1)
            .Aggregate(oneWay.Counts[clique[0]], (joint, column) => [.. from a in joint from b in oneWay.Counts[column] select a * b / total])
            .Select(count => (long)Math.Round(count)).ToArray());
    }

    /// <summary>What a model expects of every candidate, in counts. Pairs that have a column in common are worked out together.</summary>
    public static long[][] Expected(GraphicalModel model, IReadOnlyList<Clique> candidates, CancellationToken cancel)
    {
        var expected = new long[candidates.Count][];
        var options = new ParallelOptions { CancellationToken = cancel };
        var pairs = Enumerable.Range(0, candidates.Count).Where(i => candidates[i].Count == 2).ToLookup(i => candidates[i][0]);
        Parallel.ForEach(pairs, options, ofOne =>
        {
            var numbers = ofOne.ToDictionary(i => candidates[i]);
            foreach (var (pair, counts) in model.PairsWith(ofOne.Key, [.. numbers.Keys.Select(pair => pair[1])]))
                expected[numbers[pair]] = Rounded(counts);
        });
        Parallel.ForEach(
            Enumerable.Range(0, candidates.Count).Where(i => candidates[i].Count != 2), options, i => expected[i] = Rounded(model.Marginal(candidates[i])));
        return expected;

        static long[] Rounded(double[] counts) => Array.ConvertAll(counts, count => (long)Math.Round(count));
    }

    /// <summary>How far estimates are off for every candidate, in counts, as far as it stands out: one look at all of them.</summary>
    /// <remarks>
    /// No two tables of so many rows are farther apart than twice that number. Larger errors are cut down to it, and where even that would
    /// not stand out nothing does: of very many candidates among few rows, those that seem to are noise.
    /// </remarks>
    public static double[] MeasureErrors(
        IPrivateData data, OneWayMarginals oneWay, IReadOnlyList<Clique> candidates, IEnumerable<long[]> estimates, double rho)
    {
        var query = new MarginalErrorVectorQuery(new EstimatedMarginals(oneWay.Codings, candidates, [.. estimates]));
        var mechanism = RoundedGaussian.Spending(rho, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
        var (least, most) = (Significant * mechanism.Sigma, 2 * oneWay.Total);
        return Array.ConvertAll(data.Measure(query, mechanism).Cells[0], error => error < least || most < least ? 0 : Math.Min(error, most));
    }

    /// <summary>Measures each marginal by itself, so that each has the noise that suits its size and its importance.</summary>
    public static List<Measurement> Measure(
        IPrivateData data, OneWayMarginals oneWay, IReadOnlyList<Clique> cliques, double rho, Func<Clique, double> importance)
    {
        var shape = oneWay.Shape;
        var shares = NoiseAllocation.Shares([.. cliques.Select(clique => importance(clique) * clique.Cells(shape))]);
        return [.. cliques.Zip(shares, (clique, share) => Measure(data, oneWay, clique, rho * share))];
    }

    /// <summary>Measures one marginal.</summary>
    public static Measurement Measure(IPrivateData data, OneWayMarginals oneWay, Clique clique, double rho)
    {
        var query = new MarginalQuery(oneWay.Codings, [clique]);
        var mechanism = RoundedGaussian.Spending(rho, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
        var noisy = data.Measure(query, mechanism).Cells[0];
        return new Measurement(clique, Array.ConvertAll(noisy, count => (double)count), mechanism.Sigma);
    }

    /// <summary>The cliques that a model holds; none where there is no model.</summary>
    public static IReadOnlyList<Clique> HeldBy(GraphicalModel? model) =>
        [.. (model?.Potentials ?? []).Select(potential => potential.Clique)];

    /// <summary>When a fit stops: before it follows the noise.</summary>
    public static StoppingRule Rule(IReadOnlyList<Measurement> measured) =>
        new(RelativeDecrease: 1e-7, TargetLoss: LossShare * measured.Sum(answer => answer.Answers.Length) / 2);

    /// <summary>The model of the columns and of further measurements.</summary>
    public static GraphicalModel FitModel(OneWayMarginals oneWay, IReadOnlyList<Measurement> measured, GraphicalModel? start, CancellationToken cancel) =>
        oneWay.Fit(measured, cancel, Rule(measured), start);

    /// <summary>Where so many rows are there for the noise of a histogram that gets the whole budget, what the tree leaves out outweighs
    /// the noise of what it holds, and a part of the budget goes to pairs beside it.</summary>
    public static double LooseShareOf(double rowsPerNoise) => rowsPerNoise < 20_000 ? 0 : 0.4;

    /// <summary>What a measurement of pairs may at least have of the share of all of them.</summary>
    public static double LeastPartOf(double rowsPerNoise) =>
        LooseShareOf(rowsPerNoise) is var loose and > 0 ? Math.Min(loose, 1 - loose) : 1;

    /// <summary>
    /// What is foretold of pairs of which no more than the wanted are measured: as if all were. The fewer are, the less noise each of them
    /// has.
    /// </summary>
    public static PlannedMarginals PlannedPairs(int columns)
    {
        var pairs = CountOfPairs(columns);
        return new PlannedMarginals(Ways: 2, pairs) { Apart = true, BinsFor = rowsPerNoise => BinsFor(rowsPerNoise, pairs), LeastPart = LeastPartOf };
    }

    /// <summary>
    /// The model, and the pairs beside its tree that it explains worst. Where none stands out, all is measured once more.
    /// </summary>
    /// <param name="data">The door.</param>
    /// <param name="oneWay">The columns, in bins.</param>
    /// <param name="wanted">Which errors matter.</param>
    /// <param name="pairs">All pairs.</param>
    /// <param name="errors">For each, its distance from independence, as far as it stands out.</param>
    /// <param name="model">The model of all that was measured.</param>
    /// <param name="measured">That.</param>
    /// <param name="rho">What may be spent.</param>
    /// <param name="sigma">The deviation of the noise of a marginal that gets all of it.</param>
    /// <param name="cancel">Looked at now and then.</param>
    public static MarginalModel WithLoose(
        IPrivateData data, OneWayMarginals oneWay, WantedRelations wanted, IReadOnlyList<Clique> pairs, double[] errors, GraphicalModel model,
        List<Measurement> measured, double rho, double sigma, CancellationToken cancel)
    {
        var loose = LooseSelection.Choose(model, pairs, errors, sigma, cancel);
        var cliques = loose.Count > 0 ? loose.Select(pair => pair.Pair) : measured.Select(answer => answer.Clique);
        var further = Measure(data, oneWay, [.. cliques], rho, wanted.Importance);
        if (loose.Count == 0)
            return new MarginalModel(oneWay.Columns, FitModel(oneWay, Again(measured, further), start: null, cancel), polished: true);
        var estimates = further.Zip(loose, (answer, pair) => LoosePair.Estimate(answer, pair.Counts, oneWay.Shape)).OfType<LoosePair>();
        return new MarginalModel(oneWay.Columns, model, polished: true, [.. estimates]);
    }

    /// <summary>What was measured twice, in the same order.</summary>
    public static List<Measurement> Again(IEnumerable<Measurement> measured, IEnumerable<Measurement> further) =>
        [.. measured.Zip(further, (one, again) => one.And(again))];
}
