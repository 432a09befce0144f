using SafeSynth.Mechanisms;
using SafeSynth.Texts;

namespace SafeSynth.Data;

/// <content>Texts, and what units vote for.</content>
internal sealed partial class UnitRows
{
    private readonly Dictionary<string, NumberedTexts> _texts = [];
    private (string Column, ITextEmbedder Embedder, float[]?[] OfRow)? _embeddings;

    /// <summary>The votes for every key that occurs.</summary>
    public IReadOnlyDictionary<string, long> VotesFor(TextKeys keys, VoteRule rule)
    {
        var texts = TextsOf(keys.Column);
        var numbered = keys.For(texts.Words);
        var votes = new Dictionary<long, long>();
        foreach (var (held, vote) in Ballots(row => numbered.Of(texts.OfRow[row], keys.MostPerText), rule))
        {
            foreach (var key in held)
                votes[key] = votes.GetValueOrDefault(key) + vote;
        }

        return votes.ToDictionary(pair => numbered.NameOf(pair.Key), pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>The votes for listed words, by label; row-major, labels fastest.</summary>
    public long[] VotesFor(ListedKeys keys, LabelCoding? labels, VoteRule rule)
    {
        var texts = TextsOf(keys.Column);
        var numbered = keys.For(texts.Words);
        var ofRow = labels is null ? null : Codes(labels);
        var count = labels?.Labels ?? 1;
        var votes = new long[keys.Count * count];
        foreach (var (held, vote) in Ballots(KeysOfRow, rule))
        {
            foreach (var key in held)
                votes[key] += vote;
        }

        return votes;

        IEnumerable<long> KeysOfRow(int row)
        {
            var label = ofRow?[row] ?? 0;
            return label == count ? [] : numbered.Of(texts.OfRow[row], keys.MostPerText).Select(key => (key * count) + label);
        }
    }

    /// <summary>The texts of each label, as they are; for <see cref="UnprotectedTexts"/> alone.</summary>
    public IReadOnlyList<string>[] TextsBy(string column, LabelCoding? labels)
    {
        var (texts, ofRow) = (Encoded(column, cell => cell.Text), labels is null ? null : Codes(labels));
        var byLabel = Enumerable.Range(0, labels?.Labels ?? 1).Select(_ => new List<string>()).ToArray();
        for (var row = 0; row < texts.Length; row++)
        {
            if ((ofRow?[row] ?? 0) is var label && label < byLabel.Length)
                byLabel[label].Add(texts[row]);
        }

        return byLabel;
    }

    // For each unit that holds any key, its distinct keys and what it votes for each of them.
    private IEnumerable<(HashSet<long> Held, long Vote)> Ballots(Func<int, IEnumerable<long>> keysOfRow, VoteRule rule)
    {
        var held = new HashSet<long>();
        foreach (var rows in RowsOfUnits())
        {
            held.Clear();
            foreach (var row in rows)
                held.UnionWith(keysOfRow(row));
            if (held.Count > 0)
                yield return (held, rule.VoteOf(held.Count));
        }
    }

    private IEnumerable<IEnumerable<int>> RowsOfUnits() => _units is null
        ? Enumerable.Range(0, Count).Select(row => new[] { row })
        : Enumerable.Range(0, Count).GroupBy(row => _units[row]);

    /// <summary>The votes for the nearest candidates, one for each. Texts are embedded once; their embeddings stay here.</summary>
    public long[] VotesFor(string column, LabelCoding? labels, EmbeddedCandidates candidates, ITextEmbedder embedder, CancellationToken cancel)
    {
        var (embeddings, ofRow) = (EmbeddingsOf(column, embedder, cancel), labels is null ? null : Codes(labels));
        var none = labels?.Labels ?? 1;
        var nearest = new int[Count];
        Parallel.For(0, Count, new ParallelOptions { CancellationToken = cancel }, row =>
            nearest[row] = embeddings[row] is { } embedding && (ofRow?[row] ?? 0) is var label && label != none ? candidates.NearestTo(embedding, label) : -1);

        var votes = new long[candidates.Count];
        var chosen = new Dictionary<int, long>();
        foreach (var rows in RowsOfUnits())
        {
            chosen.Clear();
            foreach (var row in rows.Where(row => nearest[row] >= 0))
                chosen[nearest[row]] = chosen.GetValueOrDefault(nearest[row]) + 1;

            var squared = chosen.Values.Sum(texts => texts * texts);
            foreach (var (candidate, texts) in chosen)
                votes[candidate] += EmbeddedCandidates.VoteOf(texts, squared);
        }

        return votes;
    }

    // In the order of the rows, one text at a time, so that none can move the embedding of another.
    private float[]?[] EmbeddingsOf(string column, ITextEmbedder embedder, CancellationToken cancel)
    {
        if (_embeddings is { } known && known.Column == column && ReferenceEquals(known.Embedder, embedder))
            return known.OfRow;
        var texts = Encoded(column, cell => cell.Text);
        _embeddings = (column, embedder, Array.ConvertAll(texts, text => EmbeddedCandidates.Embed(text, embedder, cancel)));
        return _embeddings.Value.OfRow;
    }

    private NumberedTexts TextsOf(string column)
    {
        if (_texts.TryGetValue(column, out var known))
            return known;
        var (words, numbers) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var ofRow = Encoded(column, cell => Tokenizer.WordsOf(cell.Text).Select(NumberOf).ToArray());
        return _texts[column] = new NumberedTexts(words, ofRow);

        int NumberOf(string word)
        {
            if (numbers.TryGetValue(word, out var number))
                return number;
            numbers.Add(word, words.Count);
            words.Add(word);
            return words.Count - 1;
        }
    }

    /// <summary>Texts whose words are numbered as they come; numbers tell nothing and go nowhere.</summary>
    private sealed record NumberedTexts(IReadOnlyList<string> Words, int[][] OfRow);
}
