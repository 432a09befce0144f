namespace SafeSynth.Texts;

/// <summary>A public function from the words of one text to the keys that it votes for. It depends on nothing but that text.</summary>
/// <remarks>
/// A text has at most <see cref="MostPerText"/> keys, <see cref="Many"/> unless fewer are asked for. One that would have more keeps so many
/// of them, spread evenly over the order in which they first come.
/// </remarks>
internal abstract class TextKeys(string column, int mostPerText = TextKeys.Many)
{
    public const int Many = 64;

    /// <summary>The most keys of one text.</summary>
    public int MostPerText { get; } = mostPerText;

    /// <summary>The column of the texts.</summary>
    public string Column { get; } = column;

    /// <summary>What a text that has more keys than it may is held to, as the end of a description.</summary>
    protected string Bound => MostPerText == Many ? "" : $", {MostPerText} of a text at most";

    /// <summary>The keys in words, free of private content.</summary>
    public abstract string Description { get; }

    /// <summary>The function to the last word: functions of one identity give every text the same keys.</summary>
    public abstract string Identity { get; }

    /// <summary>The function, for texts whose words are numbered.</summary>
    /// <param name="words">The word of each number.</param>
    public abstract NumberedKeys For(IReadOnlyList<string> words);
}

/// <summary>The keys of texts whose words are numbered.</summary>
internal abstract class NumberedKeys
{
    private readonly HashSet<long> _known = [];
    private readonly List<long> _inOrder = [];

    /// <summary>The key in words.</summary>
    public abstract string NameOf(long key);

    /// <summary>The keys of one text, each once, and not more than so many.</summary>
    public IEnumerable<long> Of(int[] text, int most)
    {
        _known.Clear();
        _inOrder.Clear();
        for (var at = 0; at < text.Length; at++)
            Read(text, at);
        var (found, kept) = (_inOrder.Count, Math.Min(_inOrder.Count, most));
        for (var i = 0; i < kept; i++)
            yield return _inOrder[(int)((long)i * found / kept)];
    }

    /// <summary>Takes the keys that end with the word at a place.</summary>
    protected abstract void Read(int[] text, int at);

    protected void Take(long key)
    {
        if (_known.Add(key))
            _inOrder.Add(key);
    }
}

/// <summary>Every word of a text but those of a public list.</summary>
internal sealed class WordKeys(string column, WordList passedOver, int mostPerText = TextKeys.Many) : TextKeys(column, mostPerText)
{
    public override string Description => $"the words of {Column}, without {passedOver.Count} listed ones{Bound}";

    public override string Identity => $"{Description} {passedOver.Hash}";

    public override NumberedKeys For(IReadOnlyList<string> words) => new Numbered(words, [.. words.Select(passedOver.Contains)]);

    private sealed class Numbered(IReadOnlyList<string> words, bool[] isPassedOver) : NumberedKeys
    {
        public override string NameOf(long key) => words[(int)key];

        protected override void Read(int[] text, int at)
        {
            if (!isPassedOver[text[at]])
                Take(text[at]);
        }
    }
}

/// <summary>The words of a text that are in a list; a key is the word's place there.</summary>
internal sealed class ListedKeys(string column, WordList listed, int mostPerText = TextKeys.Many) : TextKeys(column, mostPerText)
{
    public int Count => listed.Count;

    public override string Description => $"{listed.Count} listed words in {Column}{Bound}";

    public override string Identity => $"{Description} {listed.Hash}";

    public override NumberedKeys For(IReadOnlyList<string> words) => new Numbered(listed, [.. words.Select(listed.PlaceOf)]);

    private sealed class Numbered(WordList listed, int[] places) : NumberedKeys
    {
        public override string NameOf(long key) => listed.Words[(int)key];

        protected override void Read(int[] text, int at)
        {
            if (places[text[at]] is >= 0 and var place)
                Take(place);
        }
    }
}

/// <summary>The words of a text that are in a list, and pairs of them that stand side by side.</summary>
internal sealed class PhraseKeys(string column, WordList listed) : TextKeys(column)
{
    public override string Description => $"{listed.Count} listed words in {Column} and pairs of them";

    public override string Identity => $"{Description} {listed.Hash}";

    public override NumberedKeys For(IReadOnlyList<string> words) => new Numbered(words, [.. words.Select(listed.Contains)]);

    private sealed class Numbered(IReadOnlyList<string> words, bool[] isListed) : NumberedKeys
    {
        public override string NameOf(long key) =>
            key < words.Count ? words[(int)key] : $"{words[(int)(key / words.Count) - 1]} {words[(int)(key % words.Count)]}";

        protected override void Read(int[] text, int at)
        {
            var word = text[at];
            if (!isListed[word])
                return;
            Take(word);
            if (at > 0 && isListed[text[at - 1]])
                Take(((text[at - 1] + 1L) * words.Count) + word);
        }
    }
}
