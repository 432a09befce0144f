using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SafeSynth.Texts;

/// <summary>Reads the text out of an answer, and says what is wrong with one that cannot be used.</summary>
/// <remarks>
/// Servers enforce a schema on some models and pass it over with others, so nothing is taken for granted: thoughts and code fences are
/// taken off, and the JSON object is looked for in what is left.
/// </remarks>
internal static partial class AnswerReader
{
    /// <summary>
    /// A text loops where so few of its runs of <see cref="Run"/> characters are different. Prose has more than nine in ten.
    /// </summary>
    private const double FewestDifferent = 0.3;

    private const int Run = 8, ShortestLoop = 60;

    /// <summary>Refusals begin an answer; further on the words may be the text's own.</summary>
    private const int RefusalsBegin = 160;

    /// <summary>The text of an answer, or what is wrong with it.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="mostWords">How many words the text may have.</param>
    public static (string? Text, AnswerFault Fault) Read(Answer answer, int mostWords)
    {
        if (IsLoop(answer.Text))
            return (null, AnswerFault.Looping);
        if (TextOf(answer.Text) is not { } text)
            return (null, answer.IsCutOff ? AnswerFault.TooLong : Refusal().IsMatch(answer.Text) ? AnswerFault.Refusal : AnswerFault.NotJson);
        var clean = Clean(text);
        var words = Tokenizer.WordsOf(clean).Count;
        return words == 0 ? (null, AnswerFault.Empty)
            : IsLoop(clean) ? (null, AnswerFault.Looping)
            : words > mostWords ? (null, AnswerFault.TooLong)
            : Refusal().IsMatch(clean[..Math.Min(clean.Length, RefusalsBegin)]) ? (null, AnswerFault.Refusal)
            : (clean, default);
    }

    // The member "text" of the one object; null where there is none.
    private static string? TextOf(string answer)
    {
        var said = Thoughts().Replace(answer, "");
        var (from, to) = (said.IndexOf('{', StringComparison.Ordinal), said.LastIndexOf('}'));
        if (from < 0 || to < from)
            return null;
        try
        {
            using var json = JsonDocument.Parse(said.AsMemory(from, to - from + 1));
            return json.RootElement.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;   // no JSON, or half of a surrogate pair
        }
    }

    // White space around it, and control characters but line ends and tabs, are no part of a text.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            if (!char.IsControl(character) || character is '\n' or '\t')
                clean.Append(character);
        }

        return clean.ToString().Trim();
    }

    private static bool IsLoop(string text)
    {
        if (text.Length < ShortestLoop)
            return false;
        var seen = new HashSet<int>();
        for (var at = 0; at + Run <= text.Length; at++)
            seen.Add(string.GetHashCode(text.AsSpan(at, Run), StringComparison.Ordinal));
        return seen.Count < FewestDifferent * (text.Length - Run + 1);
    }

    // Thoughts that do not end have no answer behind them.
    [GeneratedRegex(@"<(think|thinking|thought|reasoning)>.*?(</\1>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Thoughts();

    [GeneratedRegex(
        @"\b(as an? (ai|artificial intelligence|(large )?language model)\b|(i('m| am) (unable|not able) to|i (cannot|can't|can’t|won't|will not)) (assist with|help with (that|this)|fulfil|comply with|(generate|create|produce|write|provide) (that|this|such|any|the requested|content|text)))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Refusal();
}
