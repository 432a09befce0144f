using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using static SafeSynth.Generators.GaussianSteps;

namespace SafeSynth.Generators;

/// <summary>
/// What generators with exactly Gaussian noise begin with: every column by itself, in bins, and what is known beforehand.
/// </summary>
/// <param name="Rho">What the whole fit may spend.</param>
/// <param name="Noise">The deviation of the noise of a marginal that got all of it.</param>
/// <param name="OneWay">The noisy columns, non-negative and of one total, in as many bins as pairs can tell apart.</param>
/// <param name="Pairs">The pairs of columns to look at.</param>
/// <param name="Wanted">Which errors matter.</param>
/// <param name="Prior">The relations among public rows, with these columns; null where there are none.</param>
internal sealed record GaussianBeginning(
    double Rho, double Noise, OneWayMarginals OneWay, IReadOnlyList<Clique> Pairs, WantedRelations Wanted, GraphicalModel? Prior)
{
    /// <summary>How many rows there are for the noise of a marginal that got the whole budget.</summary>
    public double RowsPerNoise => OneWay.Total / Noise;

    /// <summary>The pairs that a model begins with.</summary>
    public IReadOnlyList<Clique> Held => HeldBy(Prior);

    /// <summary>Measures every column by itself.</summary>
    /// <param name="data">The door.</param>
    /// <param name="context">What the fit works on: two columns or more.</param>
    /// <param name="share">The share of rho that is spent.</param>
    /// <param name="maxCells">The most cells of the model.</param>
    /// <param name="cancel">Stops the fit.</param>
    public static GaussianBeginning Of(IPrivateData data, FitContext context, double share, long maxCells, CancellationToken cancel)
    {
        var columns = context.Layout.Modelled;
        var rho = data.Budget.Left.Rho;
        var noise = RoundedGaussian.SigmaFor(rho, Sensitivity.OfHistograms(1, data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors)).ToDoubleUp();
        var apart = OneWayMarginals.MeasureApart(data, columns, rho * share);
        var noisy = context.PublicData is { } known ? PublicPrior.Shrink(known, apart) : apart;
        var pairs = GaussianSteps.Pairs(columns.Count);
        var limits = BinLimits.For(noisy, noise, BinsFor(noisy.Total / noise, pairs.Count), maxCells);
        var oneWay = RareValues.Merge(noisy, column => !BinLimits.IsOrdered(columns[column]) && columns[column].Bins.BinCount > limits[column]).Projected();
        var binned = EqualMassBins.Merge(oneWay, limits);
        context.Progress?.Report(new StageProgress("Measured one-way marginals", 0.2));

        var prior = context.PublicData is { } rows ? PublicPrior.Fit(rows, binned, pairs, maxCells, Rule, cancel) : null;
        return new GaussianBeginning(rho, noise, binned, pairs, new WantedRelations(context.Workload, [.. columns.Select(column => column.Name)]), prior);
    }

    /// <summary>What the first look compares the rows with, for each of the pairs.</summary>
    public IEnumerable<long[]> ExpectedOfPairs(CancellationToken cancel) =>
        Prior is null ? Independent(OneWay, Pairs) : Expected(Prior, Pairs, cancel);

    /// <summary>Noisy marginals, moved towards what is known beforehand.</summary>
    public List<Measurement> Corrected(List<Measurement> measured) => Prior is null ? measured : PublicPrior.Shrink(Prior, measured);
}
