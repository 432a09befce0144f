using System.Text.Json;
using System.Text.RegularExpressions;
using SafeSynth.Texts;

namespace SafeSynth.Benchmarks;

/// <summary>
/// In place of a language model: writes the keywords that it is asked to use, and nothing else. So what is measured is the release.
/// </summary>
internal sealed partial class KeywordWriter : ILanguageModel
{
    private int _texts;

    public LanguageModelInfo Info { get; } = new("keywords");

    public Answer Ask(Request request, CancellationToken cancel)
    {
        // No keywords make a text without any word of the private ones.
        var asked = Keywords().Match(request.Message) is { Success: true } found
            ? found.Groups[1].Value.Replace("\"", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            : $"text {++_texts}";
        return new Answer(JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = asked }), 0, 0);
    }

    [GeneratedRegex("^Use some of these words: (.*)\\.$", RegexOptions.Multiline)]
    private static partial Regex Keywords();
}
