using System.Text.RegularExpressions;

namespace SafeSynth.Tests.Ollama;

/// <summary>The tokens of the toy models: a word or a mark, with the space before it; together they are the text again.</summary>
public static partial class ToyTokens
{
    public static IReadOnlyList<string> Of(string text) => [.. Token().Matches(text).Select(match => match.Value)];

    /// <summary>What stands in quotation marks.</summary>
    public static IReadOnlyList<string> Quoted(string text) => [.. Passage().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>The words of a text, in lower case.</summary>
    public static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(match => match.Value.ToLowerInvariant());

    [GeneratedRegex(@"\s*(?:[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s])|\s+$")]
    private static partial Regex Token();

    [GeneratedRegex("[\"“]([^\"”]+)[\"”]")]
    private static partial Regex Passage();

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*")]
    private static partial Regex Word();
}
