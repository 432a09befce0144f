using SafeSynth.Confidence;
using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Texts;

namespace SafeSynth;

/// <summary>The story of a row: source, typed row, codes, marginal counts, noise, model, sampled codes, values.</summary>
public static class Synthesis
{
    /// <summary>Fits a model to private rows and draws synthetic ones from it, in batches that are made as they are asked for.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="source">The private rows.</param>
    /// <param name="noise">What noise is made of; <see cref="SystemNoise"/> outside tests.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="fakes">What regenerated columns are filled with; by pattern when left out.</param>
    /// <param name="ledger">The account to charge; none when left out.</param>
    /// <exception cref="SafeSynthException">The plan does not fit the source, the source cannot be read, or the account
    /// refuses.</exception>
    /// <exception cref="UnusedFitException">The model has no such rows as the plan asks for, or none that keep its constraints.</exception>
    public static (FittedModel Model, IEnumerable<Table> Rows) Run(
        DpPlan plan, IRowSource source, INoiseProvider noise, CancellationToken cancel = default, IFakeValues? fakes = null, Ledger? ledger = null)
    {
        var model = Fit(plan, source, noise, progress: null, cancel, ledger);
        try
        {
            return (model, model.Given(plan.Where).Sample(plan.Rows, plan.Seed, fakes ?? new PatternFakes(), cancel));
        }
        catch (SafeSynthException fault)
        {
            throw new UnusedFitException(fault, model);
        }
    }

    /// <summary>
    /// The columns that the synthetic rows will have, known before any row is read: those of the source but for declared drops.
    /// </summary>
    /// <exception cref="SafeSynthException">The schema does not fit the columns.</exception>
    public static IReadOnlyList<string> ColumnsOf(DpPlan plan, IReadOnlyList<string> sourceColumns) =>
        [.. plan.Schema.FieldsFor(sourceColumns).Where(field => field.Role != FieldRole.Drop).Select(field => field.Name)];

    /// <summary>Fits a model to private rows; nothing about them is learned but through the door, within the plan's guarantee.</summary>
    /// <exception cref="SafeSynthException">The plan does not fit the source, the source cannot be read, or the account
    /// refuses.</exception>
    /// <exception cref="UnusedFitException">No row of the model keeps the constraints.</exception>
    public static FittedModel Fit(
        DpPlan plan, IRowSource source, INoiseProvider noise, IProgress<StageProgress>? progress = null, CancellationToken cancel = default, Ledger? ledger = null)
    {
        var names = source.ReadColumnNames();
        PlanForecast.Of(plan, source.Name, names, GeneratorCatalog.For(plan, plan.Schema.FieldsFor(names)), source.IsText)
            .Resources(plan.Size)?.RequireRoom(source.Name, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        progress?.Report(new StageProgress($"Reading {source.Name}", 0));
        var rows = source.Read(progress: null, cancel);

        var fields = plan.Schema.FieldsFor(rows.ColumnNames);
        using var release = AccountedRelease.Begin(rows, PlanHash.Of(plan, rows.ColumnNames), TermsOf(plan, fields), noise, ledger);
        var door = release.Open(source.Name, fields, plan.Schema.MissingValues, cancel);

        var (model, contradiction) = Fit(plan, door, fields, source.IsText, progress, cancel);
        model = release.Settle(model);
        return contradiction is null ? model : throw new UnusedFitException(contradiction, model);
    }

    /// <summary>
    /// The part of the story behind the door: all that it learns is what the door answers, which is what the replay test proves.
    /// </summary>
    /// <returns>The model, and what is wrong with the constraints where none of its rows can keep them: it is then without them.</returns>
    internal static (FittedModel Model, SafeSynthException? Contradiction) Fit(
        DpPlan plan, IPrivateData data, IReadOnlyList<Field> fields, bool isText, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new StageProgress("Learning types, bounds and categories", 0.2));
        var forRows = new BudgetPart(data, TextBudget.ForRows(data.Budget.Limit, fields));
        var known = plan.PublicData?.For(fields);
        var layout = new LayoutLearner(forRows, fields, isText) { PublicData = known }.Learn(cancel)
            .WithEmpty(plan.Constraints.SelectMany(constraint => constraint.Columns));
        layout = TableTexts.Settled(layout, fields, plan.Workload);

        var generator = GeneratorCatalog.For(plan, fields);
        progress?.Report(new StageProgress($"Fitting {generator.Info.Name}", 0.3));
        var measured = new MeasurementLog(forRows);
        var fitted = generator.Fit(measured, new FitContext(layout, progress) { Workload = plan.Workload, PublicData = known }, cancel);
        cancel.ThrowIfCancellationRequested();
        var (synthesizer, contradiction) = Constrained(fitted, plan.Constraints, cancel);
        var whole = TableTexts.Fit(data, fields, layout, synthesizer, progress, cancel);

        var report = new RunReport(
            data.Facts.Name, data.Budget.Cap, generator.Info, [.. data.Budget.Events], PublicDeclarations.Of(data.Facts, plan, fields, isText), layout)
        {
            Errors = ErrorBars.Of(measured, synthesizer, layout),
        };
        return (new FittedModel(report, whole), contradiction);
    }

    // What was paid for is not thrown away where no row of it keeps the constraints.
    private static (ISynthesizer Synthesizer, SafeSynthException? Contradiction) Constrained(
        ISynthesizer fitted, IReadOnlyList<Constraint> constraints, CancellationToken cancel)
    {
        try
        {
            return (fitted.Under(constraints, cancel), null);
        }
        catch (SafeSynthException fault)
        {
            return (fitted, fault);
        }
    }

    /// <summary>What a release asks of its budget, known before any row is read.</summary>
    /// <exception cref="SafeSynthException">The schema or the workload does not fit the columns, or the plan names an unknown
    /// generator.</exception>
    public static ReleaseTerms TermsOf(DpPlan plan, IReadOnlyList<string> sourceColumns) =>
        TermsOf(plan, plan.Schema.FieldsFor(sourceColumns));

    // How much of delta learning needs for itself, and how the generator's costs add up.
    private static ReleaseTerms TermsOf(DpPlan plan, IReadOnlyList<Field> fields)
    {
        plan.Workload.Check([.. fields.Select(field => field.Name)]);
        var generator = GeneratorCatalog.For(plan, fields).Info;
        PublicDataCheck.Check(plan, fields, generator);
        TableTexts.Check(fields, plan.Guarantee.Unit.KeyColumn);
        return new ReleaseTerms(plan.Guarantee, TextBudget.ThresholdShareFor(fields), generator.Composition);
    }
}
