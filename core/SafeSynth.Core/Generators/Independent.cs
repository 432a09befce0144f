using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Generators;

/// <summary>Measures every column on its own and draws the columns independently of each other.</summary>
/// <remarks>
/// Guarantee: one rounded Gaussian measurement within the budget's rho; all else is post-processing.
/// The best one-way marginals that the budget can buy, and no relation between columns: a baseline, and right for unrelated columns.
/// </remarks>
public sealed class Independent : IGenerator
{
    public GeneratorInfo Info { get; } = new(
        "Independent",
        "Every column on its own: best one-way marginals, no relations between columns.",
        Composition.Gdp,
        "GDP: a single Gaussian measurement, after columns are learned from Gaussian measurements.",
        "Barak et al. 2007");

    public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns) => new(
    [
        columns.Count == 0
            ? new PlannedPart("the number of rows", 1)
            : new PlannedPart("one-way marginals", 1, new PlannedMarginals(Ways: 1, columns.Count)),
    ])
    {
        Work = new PlannedWork(64 * columns.Sum(column => column.MostCodes ?? 0), Seconds: 0, SecondsPerMillionRows: 0.1 * columns.Count),
    };

    public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel)
    {
        var columns = context.Layout.Modelled;
        if (columns.Count == 0)
            return MarginalModel.OfRowCount(data);
        var oneWay = OneWayMarginals.Measure(data, columns, data.Budget.Left.Rho);
        return new MarginalModel(columns, oneWay.Fit([], cancel));
    }
}
