using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Audit;

/// <summary>Fits of a generator of texts to made-up ones of which a canary adds one.</summary>
/// <remarks>
/// The canary is a text of one word, which all of its votes go to: it moves every answer as far as its sensitivity allows, but for what concerns stop words. The
/// word is a common one, so that a vocabulary that is learned names it on both sides, and is not what gives the canary away: that it may be is in the claim's delta.
/// </remarks>
/// <param name="claimed">What releases are said to keep.</param>
/// <param name="generator">What is audited.</param>
/// <param name="vocabulary">The words that are declared public; null to learn them privately.</param>
internal sealed class TextFits(Guarantee claimed, GeneratorInfo generator, WordList? vocabulary = null) : IAuditedFits
{
    private const string Text = "text", Label = "label";

    private static readonly string[] Words = ["alpha", "beta", "gamma", "the"], Labels = ["p", "q"];

    private static readonly (string Text, string Label)[] Others =
        [.. Enumerable.Range(0, 60).Select(i => (i % 3 == 0 ? "beta the gamma" : "alpha", Labels[i % 2]))];

    private readonly TextPlan _plan = new(claimed, Text) { LabelColumn = Label, Generator = generator.Name, Schema = new Schema(Declared), Vocabulary = vocabulary };

    private static Field[] Declared { get; } = [new(Text), new(Label) { Type = FieldType.String, Enum = Labels, Required = true }];

    public GeneratorInfo Generator => generator;

    public ReleaseCap Cap => field ??= CapOf(TextSynthesis.TermsOf(_plan, [Text, Label]));

    public IReadOnlyList<Field> Fields => Declared;

    public RawTable With { get; } = Table([.. Others, ("alpha", "p")]);

    public RawTable Without { get; } = Table(claimed.Neighbors == Neighbors.AddRemove ? Others : [.. Others, ("beta", "q")]);

    public FittedModel Fit(IPrivateData door, CancellationToken cancel) => TextSynthesis.Fit(_plan, door, isText: true, TextTools.None, progress: null, cancel);

    // How often each word comes with each label, and how many texts have it.
    public int[] Count(IEnumerable<Table> batches)
    {
        var counts = new int[Labels.Length * (Words.Length + 1)];
        foreach (var batch in batches)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var first = Array.IndexOf(Labels, batch.Columns[1].TextAt(row)) * (Words.Length + 1);
                if (first < 0)
                    continue;
                counts[first]++;
                foreach (var word in (batch.Columns[0].TextAt(row) ?? "").Split(' '))
                {
                    if (Array.IndexOf(Words, word) is >= 0 and var number)
                        counts[first + 1 + number]++;
                }
            }
        }

        return counts;
    }

    private static ReleaseCap CapOf(ReleaseTerms terms) => ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition);

    private static RawTable Table(IReadOnlyList<(string Text, string Label)> rows)
    {
        var table = new TableBuilder([Text, Label]);
        foreach (var (text, label) in rows)
        {
            table[0].Add(text);
            table[1].Add(label);
        }

        table.EndRows(rows.Count);
        return table.Build();
    }
}
