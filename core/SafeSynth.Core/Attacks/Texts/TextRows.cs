using SafeSynth.Texts;

namespace SafeSynth.Attacks;

/// <summary>
/// Texts as attacks see them: as they are written, and as the numbers of their words (<see cref="Tokenizer.AllWordsOf"/>).
/// </summary>
/// <param name="Texts">The texts.</param>
/// <param name="Words">For each, its words in order.</param>
public sealed record TextRows(IReadOnlyList<string> Texts, IReadOnlyList<int[]> Words)
{
    public int Count => Texts.Count;

    /// <summary>Some of the texts, in the given order.</summary>
    public TextRows Take(IReadOnlyList<int> rows) => new([.. rows.Select(row => Texts[row])], [.. rows.Select(row => Words[row])]);
}

/// <summary>Numbers for the words of several sets of texts: equal words have equal numbers, counted from 0.</summary>
public sealed class WordNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>How many words have a number so far.</summary>
    public int Count => _numbers.Count;

    /// <param name="texts">The texts.</param>
    /// <param name="labels">Labels, each of which stands before its text as a word of its own; null for texts without.</param>
    /// <param name="cancel">Stops the work.</param>
    public TextRows Read(IReadOnlyList<string> texts, IReadOnlyList<string>? labels, CancellationToken cancel)
    {
        var words = new int[texts.Count][];
        for (var row = 0; row < words.Length; row++)
        {
            cancel.ThrowIfCancellationRequested();
            var written = Tokenizer.AllWordsOf(texts[row]).Select(NumberOf);
            // No word holds a blank, so that no label passes for one.
            words[row] = labels is null ? [.. written] : [NumberOf($"{labels[row]} :"), .. written];
        }

        return new TextRows(texts, words);
    }

    private int NumberOf(string word)
    {
        if (!_numbers.TryGetValue(word, out var number))
            _numbers.Add(word, number = _numbers.Count);
        return number;
    }
}
