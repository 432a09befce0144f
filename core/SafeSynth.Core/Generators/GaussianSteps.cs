using System.Runtime.InteropServices;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;

namespace SafeSynth.Generators;

/// <summary>The steps of generators that look at the errors of candidates, measure some of them and fit a model, with exactly Gaussian noise throughout.</summary>
/// <remarks>
/// Each look and each measurement is one rounded Gaussian, hence exactly mu-GDP with mu^2 / 2 at most the rho that it is given. All else sees
/// noisy answers: post-processing.
/// </remarks>
internal static class GaussianSteps
{
    /// <summary>
    /// The true distribution has an expected loss of half a unit for each measured cell; a model that gets far below it follows the noise.
    /// The fit stops at this share of it (the discrepancy principle, Morozov 1966; the share is below 1 because much of the gap is fitted rightly).
    /// </summary>
    private const double LossShare = 0.65;

    private const int MinBins = 2, MaxBins = 128;

    /// <summary>More candidates would drown in the noise of choosing among so many.</summary>
    private const int MaxCandidates = 1 << 15;

    private const long MaxCandidateCells = 1 << 22;

    /// <summary>An error stands out from the noise of choosing by this many deviations: fewer, and among thousands many would be noise alone.</summary>
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

    /// <summary>The number of bins of a column that balances what a pair of columns loses to noise with what it loses to binning.</summary>
    /// <remarks>
    /// With b bins for each column the noise of a pair grows like b^2 sigma and the relation lost inside bins falls like N / b: the sum is
    /// least for b proportional to (N / sigma)^(1/3). The factor gives 36 bins on Adult at epsilon 1; from 28 to 40 hardly anything changes.
    /// </remarks>
    /// <param name="rowsPerNoise">The number of rows over the noise of a histogram that gets the whole budget.</param>
    /// <param name="pairs">The number of candidates.</param>
    public static int BinsFor(double rowsPerNoise, int pairs)
    {
        var balanced = 1.75 * PortableMath.Exp(PortableMath.Log(rowsPerNoise) / 3);
        return (int)Math.Clamp(Math.Min(balanced, Math.Sqrt(MaxCandidateCells / pairs)), MinBins, MaxBins);
    }

    /// <summary>What independence expects of every pair, in counts.</summary>
    public static IEnumerable<long[]> Independent(OneWayMarginals oneWay, IReadOnlyList<Clique> pairs)
    {
        var total = oneWay.Total;
        return pairs.Select(pair =>
            (from a in oneWay.Counts[pair[0]] from b in oneWay.Counts[pair[1]] select (long)Math.Round(a * b / total)).ToArray());
    }

    /// <summary>What a model expects of every candidate, in counts.</summary>
    public static IEnumerable<long[]> Expected(GraphicalModel model, IReadOnlyList<Clique> candidates, CancellationToken cancel) =>
        candidates.AsParallel().AsOrdered().WithCancellation(cancel).Select(clique => Array.ConvertAll(model.Marginal(clique), count => (long)Math.Round(count)));

    /// <summary>How far estimates are off for every candidate, in counts, as far as it stands out: one look at all of them.</summary>
    public static double[] MeasureErrors(
        IPrivateData data, OneWayMarginals oneWay, IReadOnlyList<Clique> candidates, IEnumerable<long[]> estimates, double rho)
    {
        var query = new MarginalErrorVectorQuery(new EstimatedMarginals(oneWay.Codings, candidates, [.. estimates]));
        var mechanism = RoundedGaussian.Spending(rho, query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors));
        return Array.ConvertAll(data.Measure(query, mechanism).Cells[0], error => error < Significant * mechanism.Sigma ? 0 : (double)error);
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

    /// <summary>The model of the columns and of further measurements, which stops before it follows the noise.</summary>
    public static GraphicalModel FitModel(
        OneWayMarginals oneWay, IReadOnlyList<Measurement> measured, GraphicalModel? start, CancellationToken cancel, int maxIterations = 500)
    {
        var target = LossShare * measured.Sum(answer => answer.Answers.Length) / 2;
        return oneWay.Fit(measured, cancel, new StoppingRule(maxIterations, RelativeDecrease: 1e-7, target), start);
    }
}
