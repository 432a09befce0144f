namespace SafeSynth.Texts;

/// <summary>The ranges in which numbers of words are told apart: single numbers, then half octaves.</summary>
internal static class LengthScale
{
    private static readonly int[] Starts = [0, 1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, Tokenizer.MostWords + 1];

    /// <summary>The number of ranges.</summary>
    public static int Count => Starts.Length - 1;

    /// <summary>The range of a number of words, from 0 to <see cref="Tokenizer.MostWords"/>.</summary>
    public static int RangeOf(int words)
    {
        var found = Array.BinarySearch(Starts, words);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The least number of a range, and the greatest.</summary>
    public static (int Least, int Greatest) Of(int range) => (Starts[range], Starts[range + 1] - 1);
}
