using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SafeSynth.Texts;

/// <summary>A question for one text.</summary>
/// <param name="Instruction">The system message.</param>
/// <param name="Message">The user's message.</param>
/// <param name="MostWords">How many words the text may have; 1 or more.</param>
internal sealed record Prompt(string Instruction, string Message, int MostWords)
{
    /// <summary>What every answer has to look like, as a JSON Schema.</summary>
    public const string Schema = """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}""";

    /// <summary>Values that are longer are cut off: they are to tell a language model something, not to take its prompt over.</summary>
    private const int LongestValue = 100;

    private static readonly JsonSerializerOptions Quotes = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request, with a seed of its own.</summary>
    public Request With(int seed) => new(Instruction, Message, seed, WritingForecast.MostTokensOf(MostWords)) { AnswerSchema = Schema };

    /// <summary>
    /// A value in quotation marks, so that it is read as data: escaped as in JSON, without control and format characters, and not too long.
    /// </summary>
    public static string Quoted(string value, int longest = LongestValue)
    {
        var clean = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (clean.Length >= longest)
                break;
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
                clean.Append(' ');
            else
                clean.Append(rune.ToString());
        }

        return JsonSerializer.Serialize(clean.ToString().Trim(), Quotes);
    }
}
