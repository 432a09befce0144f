using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Generators;

/// <summary>
/// Chooses a generator by public facts: the columns that a model may see, the guarantee, whether there are public rows, and the declared
/// size of the data, if any.
/// </summary>
/// <remarks>
/// Guarantee: that of the generator chosen. The choice is made before a row is read and knows nothing of any, so that it is as if the plan
/// had named the generator, which the report, the certificate and the plan's hash do: Auto/Aim, say. All that may be chosen compose in GDP.
/// <para>Its bounds were read off errors on Adult, NLTCS and Titanic at epsilon .1 to 3 (docs/benchmarks.md).</para>
/// </remarks>
public sealed class Auto : IGenerator
{
    /// <summary>
    /// With fewer rows for the noise of a column, relations between columns drown, and looking for them costs the columns.
    /// </summary>
    private const double EnoughForPairs = 20;

    /// <summary>With as many, the budget of looking twice is better spent on measuring.</summary>
    private const double EnoughForOneLook = 300;

    // The rule. Where public rows tell the relations, one look at what they get wrong is enough. Where nobody says how many rows there are,
    // Aim: it loses little where they are many, and OneShot more where they are few.
    private static IGenerator Choose(int columns, bool hasPublicData, double? rowsPerNoise) => (columns, hasPublicData, rowsPerNoise) switch
    {
        (_, true, _) => new OneShot(),
        (< 2, _, _) => new Independent(),
        (_, _, < EnoughForPairs) => new Independent(),
        (_, _, >= EnoughForOneLook) => new OneShot(),
        _ => new Aim(),
    };

    /// <summary>What a report says of each generator that may be chosen.</summary>
    internal static IReadOnlyList<GeneratorInfo> Choices { get; } = [.. new IGenerator[] { new Independent(), new Aim(), new OneShot() }.Select(NameOf)];

    public GeneratorInfo Info { get; } = new(
        "Auto",
        "Chooses among Independent, Aim and OneShot by what is public: columns, guarantee and declared size.",
        Composition.Gdp,
        "GDP, as of all generators that it may choose.",
        "the generator that it chooses")
    {
        UsesPublicData = true,
    };

    public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns) =>
        Choose(columns.Count, hasPublicData: false, rowsPerNoise: null).Price(facts, columns);

    public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel) =>
        Choose(context.Layout.Modelled.Count, context.PublicData is not null, rowsPerNoise: null).Fit(data, context, cancel);

    /// <summary>The generator for a plan, which says of itself that it was chosen.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="fields">What is declared of every column.</param>
    internal IGenerator For(DpPlan plan, IReadOnlyList<Field> fields)
    {
        var columns = fields.Count(field => new ColumnForecast(field, IdentifierNames.RegeneratedKindOf(field, plan.Guarantee.Unit), isText: true).IsModelled);
        return new Chosen(Choose(columns, plan.PublicData is not null, plan.Size / NoiseOfAColumn(plan.Guarantee, fields, columns)));
    }

    // The deviation of the noise on a count where all columns share the whole budget.
    private double NoiseOfAColumn(Guarantee guarantee, IReadOnlyList<Field> fields, int columns)
    {
        var limit = TextBudget.ForRows(ReleaseCap.Of(guarantee, TextBudget.ThresholdShareFor(fields), Info.Composition).Cost, fields);
        return RoundedGaussian.SigmaFor(limit.Rho, Sensitivity.OfHistograms(Math.Max(1, columns), guarantee.Unit, guarantee.Neighbors)).ToDoubleUp();
    }

    private static GeneratorInfo NameOf(IGenerator chosen) => chosen.Info with { Name = $"Auto/{chosen.Info.Name}" };

    private sealed class Chosen(IGenerator generator) : IGenerator
    {
        public GeneratorInfo Info { get; } = NameOf(generator);

        public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns) => generator.Price(facts, columns);

        public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel) => generator.Fit(data, context, cancel);
    }
}
