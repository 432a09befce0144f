using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Audit;

/// <summary>A generator on its two made-up neighbours.</summary>
internal abstract record AuditedGenerator(GeneratorInfo Info, ReleaseCap Cap, RawTable With, RawTable Without, IReadOnlyList<Field> Fields)
{
    /// <summary>A whole fit, through the door.</summary>
    public abstract FittedModel Fit(IPrivateData door, CancellationToken cancel);

    /// <summary>What an observer of the synthetic rows counts.</summary>
    public abstract int[] Count(IEnumerable<Table> batches);

    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    /// <exception cref="ArgumentException">The claim is not for rows.</exception>
    public static AuditedGenerator Of(string name, Guarantee claimed)
    {
        if (claimed.Unit != PrivacyUnit.Row)
            throw new ArgumentException("Made-up rows are people of their own.", nameof(claimed));
        return TextsAlone.FirstOrDefault(generator => generator.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } texts
            ? OfTexts.Of(texts, claimed, new MadeTexts(claimed.Neighbors)) : OfRows.Of(GeneratorCatalog.Find(name), claimed, new MadeNeighbors(claimed.Neighbors));
    }

    /// <summary>The generators of texts that have a guarantee and work without a language model.</summary>
    public static IReadOnlyList<ITextGenerator> TextsAlone { get; } =
        [.. TextGeneratorCatalog.All.Where(generator => generator.Info.HasGuarantee && generator.Traits.Writer == WriterPart.None)];

    private sealed record OfRows(DpPlan Plan, GeneratorInfo Info, MadeNeighbors Tables, ReleaseCap Cap)
        : AuditedGenerator(Info, Cap, Tables.With, Tables.Without, MadeNeighbors.Fields)
    {
        public static OfRows Of(IGenerator generator, Guarantee claimed, MadeNeighbors tables) => new(
            new DpPlan(claimed) { Generator = generator.Info.Name, Schema = new Schema(MadeNeighbors.Fields) }, generator.Info, tables,
            ReleaseCap.Of(claimed, thresholdShare: 0, generator.Info.Composition));

        public override FittedModel Fit(IPrivateData door, CancellationToken cancel) => Synthesis.Fit(Plan, door, MadeNeighbors.Fields, isText: true, progress: null, cancel).Model;

        public override int[] Count(IEnumerable<Table> batches) => MadeNeighbors.Count(batches);
    }

    private sealed record OfTexts(TextPlan Plan, GeneratorInfo Info, MadeTexts Tables, ReleaseCap Cap)
        : AuditedGenerator(Info, Cap, Tables.With, Tables.Without, MadeTexts.Fields)
    {
        public static OfTexts Of(ITextGenerator generator, Guarantee claimed, MadeTexts tables)
        {
            var plan = new TextPlan(claimed, MadeTexts.TextColumn) { LabelColumn = MadeTexts.LabelColumn, Generator = generator.Info.Name, Schema = new Schema(MadeTexts.Fields) };
            var terms = TextSynthesis.TermsOf(plan, [MadeTexts.TextColumn, MadeTexts.LabelColumn]);
            return new OfTexts(plan, generator.Info, tables, ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition));
        }

        public override FittedModel Fit(IPrivateData door, CancellationToken cancel) =>
            TextSynthesis.Fit(Plan, door, isText: true, TextTools.None, progress: null, cancel);

        public override int[] Count(IEnumerable<Table> batches) => MadeTexts.Count(batches);
    }
}
