using System.Text;

namespace SafeSynth.Texts;

/// <summary>Divides a text into words, the same whatever other texts there are.</summary>
/// <remarks>
/// A word is a run of letters, combining marks and digits, with apostrophes between them, in lower case; whatever stands between words is passed
/// over. A word of digits alone keeps their number only: <c>2004</c> is <c>0000</c>, so that numbers of one shape count as one word and none is
/// ever repeated. Longer words than <see cref="LongestWord"/> characters are passed over, and so is what follows the first
/// <see cref="MostWords"/> words.
/// ASCII gives the same words everywhere. What else is a letter, and its lower case, is for the Unicode tables of the .NET runtime and its platform (ICU)
/// to say, which grow: a keyed release of such text is sure to be repeatable on the same versions only.
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
    public static IReadOnlyList<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var pendingApostrophe = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                if (pendingApostrophe)
                    word.Append('\'');
                pendingApostrophe = false;
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (IsApostrophe(rune) && word.Length > 0 && !pendingApostrophe)
            {
                pendingApostrophe = true;   // belongs to the word if the word goes on
            }
            else
            {
                End(word, words);
                pendingApostrophe = false;
                if (words.Count == MostWords)
                    return words;
            }
        }

        End(word, words);
        return words;
    }

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length is > 0 and <= LongestWord)
            words.Add(Shape(word));
        word.Clear();
    }

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
