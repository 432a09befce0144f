using System.Runtime.InteropServices;

namespace SafeSynth.Texts;

/// <summary>
/// Embeds a text by the words and the parts of words in it, without any model: in this process, the same on every machine.
/// </summary>
/// <remarks>
/// Every word, pair of neighbouring words and run of <see cref="ShortestPart"/> to <see cref="LongestPart"/> letters of a word adds its
/// weight to one of
/// <see cref="Size"/> coordinates, or takes it off, as a hash says (signed feature hashing: Weinberger, Dasgupta, Langford, Smola,
/// Attenberg 2009, lemma 2: inner products are kept in expectation). Weights grow with the logarithm of how often a feature comes; English
/// stop words and numbers, which say little, have a small one. A text without any word has a direction of its own. Tells topics apart by
/// their words; texts that say the same in other words are strangers to it.
/// </remarks>
public sealed class HashedEmbedder : ITextEmbedder
{
    /// <summary>The length of every embedding.</summary>
    public const int Size = 1024;

    private const int ShortestPart = 4, LongestPart = 5;

    private const double OfWord = 1, OfPair = 0.5, OfPart = 0.25, OfStopWord = 0.05;

    public LanguageModelInfo Info { get; } = new("hashed n-grams");

    /// <inheritdoc/>
    public float[] Embed(string text, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var counts = new Dictionary<ulong, (double Weight, int Times)>();
        var words = Tokenizer.WordsOf(text);
        for (var at = 0; at < words.Count; at++)
        {
            var isStop = SaysLittle(words[at]);
            Count(counts, 'w', words[at], isStop ? OfStopWord : OfWord);
            if (at > 0 && !isStop && !SaysLittle(words[at - 1]))
                Count(counts, 'p', $"{words[at - 1]} {words[at]}", OfPair);
            if (!isStop)
                CountParts(counts, $" {words[at]} ");
        }

        if (counts.Count == 0)
            Count(counts, 'e', "", OfWord);
        return Direction(counts);
    }

    private static bool SaysLittle(string word) => word[0] == Tokenizer.AnyDigit || StopWords.English.Contains(word);

    private static void CountParts(Dictionary<ulong, (double, int)> counts, string word)
    {
        for (var length = ShortestPart; length <= LongestPart; length++)
        {
            for (var from = 0; from + length <= word.Length; from++)
                Count(counts, 'c', word.AsSpan(from, length), OfPart);
        }
    }

    private static void Count(Dictionary<ulong, (double Weight, int Times)> counts, char kind, ReadOnlySpan<char> feature, double weight)
    {
        ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, HashOf(kind, feature), out _);
        counted = (weight, counted.Times + 1);
    }

    // Features are added in the order of their hashes, so that sums come out alike wherever a dictionary keeps its entries.
    private static float[] Direction(Dictionary<ulong, (double Weight, int Times)> counts)
    {
        var sums = new double[Size];
        foreach (var (hash, (weight, times)) in counts.OrderBy(pair => pair.Key))
            sums[hash % Size] += (hash >> 63 == 0 ? 1 : -1) * weight * (1 + Marginals.PortableMath.Log(times));
        var length = Math.Sqrt(sums.Sum(sum => sum * sum));
        if (length == 0)
            (sums[0], length) = (1, 1);   // features that take each other off
        return Array.ConvertAll(sums, sum => (float)(sum / length));
    }

    // FNV-1a of 64 bits, finished as SplitMix64 does, so that every bit depends on all.
    private static ulong HashOf(char kind, ReadOnlySpan<char> feature)
    {
        var hash = (14695981039346656037UL ^ kind) * 1099511628211UL;
        foreach (var character in feature)
            hash = (hash ^ character) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
