namespace SafeSynth.Attacks;

/// <summary>Finds the longest runs of words that other texts have in common with some texts, wherever they stand.</summary>
/// <remarks>
/// A suffix array over all texts, one after another, made by doubling prefixes (Manber, Myers 1993). No run reaches from one text into the
/// next.
/// </remarks>
internal sealed class PhraseIndex
{
    private readonly int[] _words, _order;

    /// <param name="texts">The texts; words are numbered from 0.</param>
    /// <param name="cancel">Stops the work.</param>
    public PhraseIndex(IReadOnlyList<int[]> texts, CancellationToken cancel)
    {
        // Every text ends with a number of its own below 0, which no word has.
        _words = [.. texts.SelectMany((text, number) => text.Append(-1 - number))];
        _order = OrderOf(_words, cancel);
    }

    /// <summary>The longest run of words of a text that some indexed text has, too: where it begins, and how long it is.</summary>
    public (int Start, int Length) Longest(int[] text)
    {
        var longest = (Start: 0, Length: 0);
        for (var start = 0; start + longest.Length < text.Length; start++)
        {
            if (LengthAt(text, start) is var length && length > longest.Length)
                longest = (start, length);
        }

        return longest;
    }

    // The suffix before whose place the text's would go, and the one behind, have most in common with it. What both ends of the range share
    // with the text, all between them do.
    private int LengthAt(int[] text, int start)
    {
        var (low, high, lowCommon, highCommon) = (-1, _order.Length, 0, 0);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var common = Math.Min(lowCommon, highCommon);
            var at = _order[middle];
            while (start + common < text.Length && text[start + common] == _words[at + common])
                common++;
            if (start + common == text.Length)
                return common;
            if (text[start + common] < _words[at + common])
                (high, highCommon) = (middle, common);
            else
                (low, lowCommon) = (middle, common);
        }

        return Math.Max(lowCommon, highCommon);
    }

    private static int[] OrderOf(int[] words, CancellationToken cancel)
    {
        int[] order = [.. Enumerable.Range(0, words.Length)];
        var keys = new long[words.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = words[i];
        var ranks = new int[words.Length];
        for (var length = 1; ; length *= 2)
        {
            cancel.ThrowIfCancellationRequested();
            Array.Sort(keys, order);
            var rank = 0;
            for (var i = 0; i < order.Length; i++)
            {
                rank += i > 0 && keys[i] != keys[i - 1] ? 1 : 0;
                ranks[order[i]] = rank;
            }

            if (rank == order.Length - 1 || order.Length == 0)
                return order;
            for (var i = 0; i < order.Length; i++)
                keys[i] = ((long)ranks[order[i]] << 32) | (uint)(order[i] + length < ranks.Length ? ranks[order[i] + length] + 1 : 0);
        }
    }
}
