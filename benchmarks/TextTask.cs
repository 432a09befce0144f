using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Texts;

namespace SafeSynth.Benchmarks;

/// <summary>Labelled texts to imitate, and others to classify.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Train">Columns text and label.</param>
/// <param name="Test">The same columns.</param>
internal sealed record TextTask(string Name, CsvText Train, CsvText Test)
{
    private static readonly string[] Columns = ["text", "label"];

    public static IReadOnlyList<string> Names { get; } = ["ag_news", "banking77", "sms_spam"];

    /// <summary>The private texts as a source.</summary>
    public IRowSource Source => Train.AsSource(Name);

    /// <summary>Reads a data set; texts are divided anew for each run, the same way on every machine.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static TextTask Read(string name, int run) => name switch
    {
        "ag_news" => Divide(name, AgNews(), test: 2000, run),
        "banking77" => new TextTask(name, Banking("train"), Banking("test")),
        "sms_spam" => Divide(name, Sms(), test: 1500, run),
        _ => throw new UsageException($"There are no texts '{name}'. Choose among: {string.Join(", ", Names)}."),
    };

    /// <summary>The words of unrelated public news in two texts or more.</summary>
    public static WordList AgNewsVocabulary()
    {
        var texts = CsvText.Read(DataSets.Find("ag_news/ag_news_train_subset.csv")).Column("text");
        var uses = texts.SelectMany(text => Tokenizer.WordsOf(text).Distinct()).CountBy(word => word);
        return WordList.Of("words in two texts or more of ag_news_train_subset.csv", uses.Where(use => use.Value >= 2).Select(use => use.Key));
    }

    private static CsvText AgNews()
    {
        var news = CsvText.Read(DataSets.Find("ag_news/ag_news_test.csv"));
        return new CsvText(Columns, [[.. news.Column("title").Zip(news.Column("description"), (title, text) => $"{title} {text}")], news.Column("label")]);
    }

    private static CsvText Banking(string part)
    {
        var queries = CsvText.Read(DataSets.Find($"banking77/{part}.csv"));
        return new CsvText(Columns, [queries.Column("text"), queries.Column("category")]);
    }

    // Tabs separate, quotes mean nothing.
    private static CsvText Sms()
    {
        var lines = File.ReadLines(DataSets.Find("sms_spam/sms.tsv")).Skip(1).Select(line => line.Split('\t', 2)).Where(line => line.Length == 2).ToList();
        return new CsvText(Columns, [[.. lines.Select(line => line[1])], [.. lines.Select(line => line[0])]]);
    }

    private static TextTask Divide(string name, CsvText texts, int test, int run)
    {
        var order = Enumerable.Range(0, texts.Rows).ToArray();
        new SampleRandom((ulong)run).Shuffle(order.AsSpan());
        CsvText Part(int[] rows) => texts with { Columns = [.. texts.Columns.Select(cells => Array.ConvertAll(rows, row => cells[row]))] };
        return new TextTask(name, Part(order[test..]), Part(order[..test]));
    }
}
