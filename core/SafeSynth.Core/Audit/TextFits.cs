using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Audit;

/// <summary>Fits of a generator of texts to <see cref="MadeTexts"/>.</summary>
internal sealed class TextFits : IAuditedFits
{
    private readonly TextPlan _plan;
    private readonly MadeTexts _texts;

    public TextFits(Guarantee claimed, GeneratorInfo generator)
    {
        (Generator, _texts) = (generator, new MadeTexts(claimed.Neighbors));
        _plan = new TextPlan(claimed, MadeTexts.TextColumn) { LabelColumn = MadeTexts.LabelColumn, Generator = generator.Name, Schema = new Schema(MadeTexts.Fields) };
        var terms = TextSynthesis.TermsOf(_plan, [MadeTexts.TextColumn, MadeTexts.LabelColumn]);
        Cap = ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition);
    }

    public GeneratorInfo Generator { get; }

    public ReleaseCap Cap { get; }

    public IReadOnlyList<Field> Fields => MadeTexts.Fields;

    public RawTable With => _texts.With;

    public RawTable Without => _texts.Without;

    public FittedModel Fit(IPrivateData door, CancellationToken cancel) =>
        TextSynthesis.Fit(_plan, door, isText: true, TextTools.None, progress: null, cancel);

    public int[] Count(IEnumerable<Table> batches) => MadeTexts.Count(batches);
}
