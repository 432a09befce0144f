namespace SafeSynth.Attacks;

/// <summary>How probable texts are: words given the two before them, learned from some texts.</summary>
/// <remarks>
/// Interpolated absolute discounting (Ney, Essen, Kneser 1994): every count of a word after a context gives up <see cref="Discount"/>,
/// which goes to the words after the shorter context in its place; at last to all words alike. So nothing is impossible. A text begins
/// after nothing, and its end is a word. Texts may be taken back.
/// </remarks>
internal sealed class WordModel
{
    private const double Discount = 0.75;

    private readonly int _end;
    private readonly long[] _counts;
    private readonly Level _words;
    private readonly Level[] _afterOne;
    private readonly Dictionary<long, int> _pairs = [];
    private readonly List<Level> _afterTwo = [];
    private readonly Dictionary<long, int> _triples = [];
    private readonly Dictionary<long, int> _contexts = [];

    /// <param name="vocabulary">Words are numbered below it.</param>
    public WordModel(int vocabulary)
    {
        _end = vocabulary;
        _counts = new long[vocabulary + 1];
        _words = new Level();
        _afterOne = [.. Enumerable.Range(0, vocabulary + 1).Select(_ => new Level())];
    }

    public static WordModel Of(IEnumerable<int[]> texts, int vocabulary, CancellationToken cancel)
    {
        var model = new WordModel(vocabulary);
        foreach (var text in texts)
        {
            cancel.ThrowIfCancellationRequested();
            model.Learn(text);
        }

        return model;
    }

    public void Learn(int[] text) => Count(text, 1);

    /// <summary>Takes back what was learned from a text.</summary>
    public void Forget(int[] text) => Count(text, -1);

    /// <summary>The logarithm of the probability of a text.</summary>
    public double LogShare(int[] text)
    {
        var (sum, before, last) = (0.0, _end, _end);
        for (var at = 0; at <= text.Length; at++)
        {
            var word = at < text.Length ? text[at] : _end;
            sum += Math.Log(ShareOf(before, last, word));
            (before, last) = (last, word);
        }

        return sum;
    }

    private double ShareOf(int before, int last, int word)
    {
        var share = _words.Mix(_counts[word], 1.0 / (_end + 1));
        share = _afterOne[last].Mix(_pairs.GetValueOrDefault(Key(last, word)), share);
        return _contexts.TryGetValue(Key(before, last), out var context)
            ? _afterTwo[context].Mix(_triples.GetValueOrDefault(Key(context, word)), share)
            : share;
    }

    private void Count(int[] text, int change)
    {
        var (before, last) = (_end, _end);
        for (var at = 0; at <= text.Length; at++)
        {
            var word = at < text.Length ? text[at] : _end;
            _words.Change(_counts[word], change);
            _counts[word] += change;
            Count(_pairs, Key(last, word), _afterOne[last], change);
            if (!_contexts.TryGetValue(Key(before, last), out var context))
            {
                _contexts.Add(Key(before, last), context = _afterTwo.Count);
                _afterTwo.Add(new Level());
            }

            Count(_triples, Key(context, word), _afterTwo[context], change);
            (before, last) = (last, word);
        }
    }

    private static void Count(Dictionary<long, int> counts, long key, Level level, int change)
    {
        var count = counts.GetValueOrDefault(key);
        level.Change(count, change);
        counts[key] = count + change;
    }

    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;

    /// <summary>How many words were seen after a context, and how many different ones.</summary>
    private sealed class Level
    {
        private long _total;
        private int _distinct;

        public void Change(long count, int change)
        {
            _total += change;
            _distinct += count == 0 ? 1 : count + change == 0 ? -1 : 0;
        }

        /// <summary>The share of a word, given how often it was seen and its share after a shorter context.</summary>
        public double Mix(long count, double shorter) =>
            _total == 0 ? shorter : ((count > 0 ? count - Discount : 0) + (Discount * _distinct * shorter)) / _total;
    }
}
