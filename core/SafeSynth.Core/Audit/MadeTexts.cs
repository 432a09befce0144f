using SafeSynth.Data;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Audit;

/// <summary>Two made-up sets of labelled texts that are neighbours, and easy to tell apart.</summary>
/// <remarks>
/// The canary is a text of one word, which all of its votes go to: it moves every answer as far as its sensitivity allows, but for what
/// concerns stop words. The word is a common one, so that a vocabulary that is learned names it on both sides, and is not what gives the
/// canary away: that it may be is in the claim's delta. Where texts are replaced, one of another word and label takes its place.
/// </remarks>
internal sealed class MadeTexts
{
    public const string TextColumn = "text", LabelColumn = "label";

    private const int Others = 60;

    private static readonly string[] Words = ["alpha", "beta", "gamma"], Labels = ["p", "q"];

    public MadeTexts(Neighbors relation)
    {
        var others = Enumerable.Range(0, Others).Select(i => (i % 3 == 0 ? "beta the gamma" : "alpha", Labels[i % 2])).ToList();
        With = Table([.. others, ("alpha", "p")]);
        Without = Table(relation == Neighbors.AddRemove ? others : [.. others, ("gamma", "q")]);
    }

    public static IReadOnlyList<Field> Fields { get; } = [new(TextColumn), new(LabelColumn) { Type = FieldType.String, Enum = Labels, Required = true }];

    public RawTable With { get; }

    public RawTable Without { get; }

    /// <summary>How many texts have each label, and how often each word comes with each label.</summary>
    public static int[] Count(IEnumerable<Table> batches)
    {
        var counts = new int[Labels.Length * (Words.Length + 1)];
        foreach (var batch in batches)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var first = Array.IndexOf(Labels, batch.Columns[1].TextAt(row)) * (Words.Length + 1);
                counts[first]++;
                foreach (var word in Tokenizer.WordsOf(batch.Columns[0].TextAt(row)))
                {
                    if (Array.IndexOf(Words, word) is >= 0 and var place)
                        counts[first + 1 + place]++;
                }
            }
        }

        return counts;
    }

    /// <summary>Texts and their labels as a table.</summary>
    public static RawTable Table(IReadOnlyList<(string Text, string Label)> rows)
    {
        var table = new TableBuilder([TextColumn, LabelColumn]);
        foreach (var (text, label) in rows)
        {
            table[0].Add(text);
            table[1].Add(label);
            table.EndRow();
        }

        return table.Build();
    }
}
