using static System.FormattableString;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Adapters.Language;

/// <summary>SS402x and SS403x: a language model or an embedder cannot be used, or its answer cannot.</summary>
/// <remarks>
/// No message quotes a request, an answer or the text of a server's error: any of them may hold a text. What a server says is recognised
/// and told in words of ours; its log has the rest.
/// </remarks>
public static class LanguageModelFault
{
    /// <summary>So many names of models stand in a message.</summary>
    private const int ShownNames = 12;

    public static SafeSynthException ServerDown(string endpoint) => new(
        "SS4020", $"No language-model server answers at {endpoint}. Start Ollama ('ollama serve', or its application), or name another server with -Endpoint or the environment variable OLLAMA_HOST.");

    public static SafeSynthException BadEndpoint(string endpoint) => new(
        "SS4021", $"'{endpoint}' is no address of a server. Give one such as http://localhost:11434.");

    public static SafeSynthException NotOllama(string endpoint) => new(
        "SS4022", $"What answers at {endpoint} does not speak Ollama's protocol. Correct the address.");

    public static SafeSynthException NoSuchModel(string model, string endpoint, IReadOnlyList<string>? installed = null) => new(
        "SS4023", $"The server at {endpoint} has no model '{model}'. {(installed is null ? "" : installed.Count == 0 ? "It has none yet. " : $"It has: {Names(installed)}. ")}Get it with 'ollama pull {model}', or name one that is there.");

    public static SafeSynthException NoModelNamed(string endpoint, IReadOnlyList<string> installed) => new(
        "SS4024", $"A language model is needed and none is named. {(installed.Count == 0 ? $"The server at {endpoint} has none yet: get one with 'ollama pull llama3.2' and name it with -Model" : $"Name one with -Model; the server at {endpoint} has: {Names(installed)}")}.");

    public static SafeSynthException TooSlow(string model, TimeSpan limit) => new(
        "SS4025", Invariant($"The model '{model}' took longer than {limit.TotalSeconds:0.###} s. Allow it more time, or use a smaller one."));

    public static SafeSynthException Refused(string model, string reason) => new(
        "SS4034", $"The server refused a request to the model '{model}': {reason}.");

    public static SafeSynthException CannotWrite(string model) => new(
        "SS4035", $"The model '{model}' only embeds texts; it writes none. Name a language model with -Model, and this one with -EmbeddingModel.");

    public static SafeSynthException PullFailed(string model, string reason) => new(
        "SS4036", $"The model '{model}' could not be downloaded: {reason}. Try 'ollama pull {model}' by hand.");

    public static LostAnswerException Failed(string model, string reason) => new(
        "SS4026", $"The model '{model}' failed at a request: {reason}.");

    public static LostAnswerException BrokeOff(string model) => new(
        "SS4027", $"The answer of the model '{model}' broke off before its end. See whether its server still runs, and try again.");

    public static LostAnswerException Empty(string model) => new(
        "SS4028", $"The answer of the model '{model}' is empty. Try again, or use another model.");

    public static LostAnswerException OnlyThoughts(string model) => new(
        "SS4029", $"The model '{model}' thought and did not answer, though it was asked not to think. Use a model that does not think.");

    public static LostAnswerException Repeats(string model) => new(
        "SS4030", $"The answer of the model '{model}' repeats itself and was stopped. Try again, or use another model.");

    public static LostAnswerException DoesNotEnd(string model) => new(
        "SS4031", $"The answer of the model '{model}' went on beyond its limit and was stopped. Use another model, or a server that keeps to limits.");

    public static LostAnswerException NoDirection(string model) => new(
        "SS4032", $"What the model '{model}' gave for a text is no direction in space: nothing, all zeros, or no numbers. Use another embedding model.");

    public static SafeSynthException LengthChanged(string model, int before, int now) => new(
        "SS4033", Invariant($"The model '{model}' gave {before} numbers for a text and {now} for another, so that they cannot be compared. See whether the model was replaced meanwhile."));

    private static string Names(IReadOnlyList<string> installed) =>
        string.Join(", ", installed.Order(StringComparer.Ordinal).Take(ShownNames)) + (installed.Count > ShownNames ? Invariant($" and {installed.Count - ShownNames} more") : "");
}
