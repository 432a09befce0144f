using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Texts;

/// <summary>
/// The story of a text: source, words, votes, noise, model, sampled words, synthetic text. It is told as <see cref="Synthesis"/> tells that
/// of a row.
/// </summary>
public static class TextSynthesis
{
    /// <summary>Fits a model to private texts; nothing about them is learned but through the door, within the plan's guarantee.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="source">The private rows.</param>
    /// <param name="noise">What noise is made of; <see cref="SystemNoise"/> outside tests.</param>
    /// <param name="progress">Gets the stages of the fit.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="ledger">The account to charge; none when left out.</param>
    /// <param name="tools">The language model and the embedder to work with; none when left out.</param>
    /// <exception cref="SafeSynthException">The plan does not fit the source, the source cannot be read, or the account
    /// refuses.</exception>
    public static FittedModel Fit(
        TextPlan plan, IRowSource source, INoiseProvider noise, IProgress<StageProgress>? progress = null, CancellationToken cancel = default, Ledger? ledger = null,
        TextTools? tools = null)
    {
        var columns = source.ReadColumnNames();
        var terms = TermsOf(plan, columns);
        var (generator, given) = (TextGeneratorCatalog.For(plan), tools ?? TextTools.None);
        PrivateTextCheck.Release(plan, generator, given, noise.Kind, ledger);
        progress?.Report(new StageProgress($"Reading {source.Name}", 0));
        var rows = source.Read(progress: null, cancel);

        using var release = AccountedRelease.Begin(rows, plan.HashFor(columns), terms, noise, ledger);
        var door = release.Open(source.Name, FieldsOf(plan, columns), plan.Schema.MissingValues, cancel);
        var asked = plan.For(columns);
        var unprotected = generator.Info.HasGuarantee ? null : door.Unprotected(asked.TextColumn);
        var model = release.Settle(Fit(asked, door, source.IsText, given, progress, cancel, unprotected));
        return generator.Info.HasGuarantee ? model : model with { Report = model.Report with { Noise = NoiseKind.None } };
    }

    /// <summary>What a release asks of its budget, known before any row is read.</summary>
    /// <exception cref="SafeSynthException">The plan does not fit the columns, or names an unknown generator.</exception>
    public static ReleaseTerms TermsOf(TextPlan plan, IReadOnlyList<string> sourceColumns)
    {
        var asked = plan.For(sourceColumns);
        FieldsOf(asked, sourceColumns);
        LabelLearner.Check(asked);
        var generator = TextGeneratorCatalog.For(asked);
        PrivateTextCheck.Guarantee(asked, generator);
        TextAttributes.Check(asked, generator);
        if (Unheeded(asked, generator.Traits) is { } unheeded)
            throw TextFault.NotHeeded(generator.Info.Name, unheeded);
        var terms = new ReleaseTerms(asked.Guarantee, generator.ThresholdShareFor(asked), generator.CompositionOf(asked));
        generator.Check(asked, ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition).Cost);
        return terms;
    }

    /// <summary>The columns of the synthetic table: text, label and attributes, in the order of the source.</summary>
    /// <exception cref="SafeSynthException">SS0210, SS0211: the plan does not fit the columns.</exception>
    public static IReadOnlyList<string> ColumnsOf(TextPlan plan, IReadOnlyList<string> sourceColumns)
    {
        var asked = plan.For(sourceColumns);
        return [.. sourceColumns.Where(column => column == asked.TextColumn || column == asked.LabelColumn || asked.Attributes.Contains(column))];
    }

    /// <summary>
    /// The part of the story behind the door: all that it learns is what the door answers, which is what the replay test proves.
    /// </summary>
    internal static FittedModel Fit(
        TextPlan plan, IPrivateData data, bool isText, TextTools tools, IProgress<StageProgress>? progress, CancellationToken cancel,
        UnprotectedTexts? unprotected = null)
    {
        progress?.Report(new StageProgress("Learning labels", 0.2));
        var label = unprotected is null
            ? LabelLearner.Learn(data, plan, new TextNoise(data.Budget.Cap))
            : LabelLearner.Read(unprotected, plan);
        var attributes = TextAttributes.Of(plan);
        var generator = TextGeneratorCatalog.For(plan);
        progress?.Report(new StageProgress($"Fitting {generator.Info.Name}", 0.3));
        var context = new TextFitContext(plan, label, tools, progress) { Attributes = attributes, Unprotected = unprotected };
        var synthesizer = generator.Fit(data, context, cancel);
        cancel.ThrowIfCancellationRequested();

        var layout = new TableLayout([.. data.Facts.ColumnNames.Select(column => LayoutOf(column, plan, label, attributes))]);
        var report = new RunReport(
            data.Facts.Name, data.Budget.Cap, generator.Info, [.. data.Budget.Events],
            [.. Declarations(plan, data.Facts, isText), .. PrivateTextCheck.Declarations(generator, tools)], layout)
        {
            Warnings = [.. context.Warnings],
        };
        return new FittedModel(report, synthesizer);
    }

    // What is asked for and would change nothing; null for nothing.
    private static string? Unheeded(TextPlan plan, TextTraits traits) =>
        plan.Noise == StatisticsNoise.Laplace && !traits.TakesLaplace ? "Laplace noise"
        : plan.Writer is not null && traits.Writer == WriterPart.None ? "a language model"
        : plan.Embedder is not null && !traits.EmbedsPrivateTexts ? "an embedding model"
        : null;

    private static IReadOnlyList<string> Declarations(TextPlan plan, PublicFacts facts, bool isText) =>
    [
        .. PublicDeclarations.Of(facts, new DpPlan(plan.Guarantee) { Schema = plan.Schema, Size = plan.Size }, FieldsOf(plan, facts.ColumnNames), isText),
        $"that column '{plan.TextColumn}' holds texts",
        .. plan.LabelColumn is { } label ? [$"that column '{label}' holds their labels"] : Array.Empty<string>(),
        .. plan.Attributes.Select(attribute => $"that texts are written for the values of column '{attribute}'"),
        .. plan.StopWords.Count > 0 ? [$"{plan.StopWords.Name}: {plan.StopWords.Count} words (SHA-256 {plan.StopWords.Hash})"] : Array.Empty<string>(),
        .. plan.Vocabulary is { } known ? [$"the vocabulary '{known.Name}': {known.Count} words (SHA-256 {known.Hash})"] : Array.Empty<string>(),
    ];

    private static ColumnLayout LayoutOf(string column, TextPlan plan, ModelledColumn? label, IReadOnlyList<ModelledColumn> attributes) =>
        column == plan.TextColumn ? new TextColumn(column, label?.Name)
        : attributes.FirstOrDefault(attribute => attribute.Name == column) is { } attribute ? attribute
        : column != plan.LabelColumn ? new DroppedColumn(column)
        : label ?? (ColumnLayout)new RegeneratedColumn(column, IdentifierKind.Text, CellForm.Text, MissingShare: 1, "no label is common enough to be named");

    private static IReadOnlyList<Field> FieldsOf(TextPlan plan, IReadOnlyList<string> columns) => plan.Schema.FieldsFor(columns);
}
