using System.Text;

namespace SafeSynth.Texts;

/// <summary>Divides a text into words, the same whatever other texts there are.</summary>
/// <remarks>
/// A word is a run of letters, combining marks and digits, with apostrophes between them, in lower case; whatever stands between words is
/// passed over. A word of digits alone keeps their number only: <c>2004</c> is <c>0000</c>, so that numbers of one shape count as one word
/// and none is ever repeated. Longer words than <see cref="LongestWord"/> characters are passed over, and so is what follows the first
/// <see cref="MostWords"/> words.
/// ASCII gives the same words everywhere. What else is a letter, and its lower case, is for the Unicode tables of the .NET runtime and its
/// platform (ICU) to say, which grow: a keyed release of such text is sure to be repeatable on the same versions only.
/// </remarks>
public static class Tokenizer
{
    /// <summary>The most characters of a word.</summary>
    public const int LongestWord = 32;

    /// <summary>The most words of a text.</summary>
    public const int MostWords = 1024;

    /// <summary>What every digit of a number is read as.</summary>
    public const char AnyDigit = '0';

    /// <summary>The words of a text, in order.</summary>
    public static IReadOnlyList<string> WordsOf(string text) => Read(text, keepsAll: false);

    /// <summary>All words of a text, numbers as they are written: for attacks and comparisons, from which nothing is released.</summary>
    /// <remarks>
    /// Words longer than <see cref="LongestWord"/> are cut, and letters of scripts that set no spaces between words are words of their own.
    /// </remarks>
    internal static IReadOnlyList<string> AllWordsOf(string text) => Read(text, keepsAll: true);

    private static List<string> Read(string text, bool keepsAll)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var pendingApostrophe = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                if (keepsAll && (word.Length >= LongestWord || StandsAlone(rune)))
                    End(word, words, keepsAll);
                if (pendingApostrophe && word.Length > 0)
                    word.Append('\'');
                pendingApostrophe = false;
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                if (keepsAll && StandsAlone(rune))
                    End(word, words, keepsAll);
            }
            else if (IsApostrophe(rune) && word.Length > 0 && !pendingApostrophe)
            {
                pendingApostrophe = true;   // belongs to the word if the word goes on
            }
            else
            {
                End(word, words, keepsAll);
                pendingApostrophe = false;
                if (words.Count == MostWords && !keepsAll)
                    return words;
            }
        }

        End(word, words, keepsAll);
        return words;
    }

    private static void End(StringBuilder word, List<string> words, bool keepsAll)
    {
        if (keepsAll && word.Length > 0)
            words.Add(word.ToString());
        else if (word.Length is > 0 and <= LongestWord)
            words.Add(Shape(word));
        word.Clear();
    }

    // Thai, Lao, Khmer, Chinese, Japanese and their like; syllables of Korean, which sets spaces, make words as well.
    private static bool StandsAlone(Rune rune) =>
        rune.Value >= 0x0E00 && Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.OtherLetter;

    private static string Shape(StringBuilder word)
    {
        var text = word.ToString();
        return text.All(char.IsAsciiDigit) ? new string(AnyDigit, text.Length) : text;
    }

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetter(rune) || char.IsAsciiDigit((char)Math.Min(rune.Value, char.MaxValue))
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';
}
