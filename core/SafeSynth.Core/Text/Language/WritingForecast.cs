using static System.FormattableString;

namespace SafeSynth.Texts;

/// <summary>About what it takes to have texts written, told before the first is.</summary>
public static class WritingForecast
{
    /// <summary>The most requests for one text.</summary>
    public const int MostTries = 4;

    /// <summary>About how many tokens a prompt has.</summary>
    public const int TokensToRead = 150;

    /// <summary>About how many tokens a word of English takes.</summary>
    public const double TokensPerWord = 1.5;

    /// <summary>What an answer's JSON takes, and words of other languages: where an answer is cut off.</summary>
    private const int JsonTokens = 64, MostTokensPerWord = 4;

    /// <summary>Where an answer is cut off that may have so many words.</summary>
    internal static int MostTokensOf(int words) => JsonTokens + (MostTokensPerWord * words);

    /// <summary>The expected requests and tokens, in a sentence.</summary>
    /// <param name="texts">The number of texts.</param>
    /// <param name="wordsPerText">The words that a text has on the average; null where that is not known yet.</param>
    public static string InWords(long texts, double? wordsPerText = null) => wordsPerText is { } words
        ? Invariant($"{texts} texts take about {texts} requests, {texts * TokensToRead} tokens to read and {Math.Ceiling(texts * words * TokensPerWord)} to write; {MostTries} times as much at most.")
        : Invariant($"{texts} texts take about {texts} requests and {texts * TokensToRead} tokens to read; {MostTries} times as much at most.");
}
