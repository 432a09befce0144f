namespace SafeSynth.Tests.Ollama;

/// <summary>What writes answers in place of a language model.</summary>
public interface IToyWriter
{
    /// <summary>The pieces of an answer, one after another, without an end of its own accord if it has none.</summary>
    IEnumerable<Piece> Write(ToyPrompt prompt, Sampling sampling);
}

/// <summary>What a model is asked.</summary>
/// <param name="System">Its instruction.</param>
/// <param name="User">The last message of the user, or the prompt.</param>
/// <param name="IsRaw">Whether the prompt is to be continued and not answered.</param>
/// <param name="IsForJson">Whether the answer becomes a string in JSON.</param>
public sealed record ToyPrompt(string System, string User, bool IsRaw = false, bool IsForJson = false);

/// <summary>One token of an answer.</summary>
/// <param name="Text">Its text.</param>
public sealed record Piece(string Text)
{
    /// <summary>Whether it is a thought.</summary>
    public bool IsThought { get; init; }

    /// <summary>The natural logarithm of its probability before sampling; null where that is not known.</summary>
    public double? LogProbability { get; init; }

    /// <summary>The likeliest tokens in its place, in falling order, and the logarithms of their probabilities.</summary>
    public IReadOnlyList<(string Text, double LogProbability)> Likeliest { get; init; } = [];
}

/// <summary>The options of sampling.</summary>
public sealed record Sampling
{
    public double Temperature { get; init; } = 0.8;

    public int TopK { get; init; } = 40;

    public double TopP { get; init; } = 0.9;

    public int? Seed { get; init; }

    /// <summary>The most tokens; below 0 for no limit.</summary>
    public int NumPredict { get; init; } = -1;

    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>How many of the likeliest tokens are told of.</summary>
    public int TopLogprobs { get; init; }
}

/// <summary>Answers what a test says.</summary>
/// <param name="answer">The answer to a prompt.</param>
/// <param name="thinking">What is thought before.</param>
public sealed class Scripted(Func<ToyPrompt, Sampling, string> answer, string thinking = "") : IToyWriter
{
    public Scripted(string answer, string thinking = "")
        : this((_, _) => answer, thinking)
    {
    }

    public IEnumerable<Piece> Write(ToyPrompt prompt, Sampling sampling) =>
        [.. ToyTokens.Of(thinking).Select(token => new Piece(token) { IsThought = true }), .. ToyTokens.Of(answer(prompt, sampling)).Select(token => new Piece(token))];
}

/// <summary>Repeats a passage of its prompt, chosen by the seed: one in quotation marks, or a line of three words or more.</summary>
public sealed class Parrot : IToyWriter
{
    public IEnumerable<Piece> Write(ToyPrompt prompt, Sampling sampling)
    {
        var quoted = ToyTokens.Quoted(prompt.User).Where(IsPassage).ToList();
        var passages = quoted.Count > 0
            ? quoted
            : [.. prompt.User.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(IsPassage)];
        var said = passages.Count == 0 ? prompt.User : passages[new Random(sampling.Seed ?? Random.Shared.Next()).Next(passages.Count)];
        return ToyTokens.Of(said).Select(token => new Piece(token));
    }

    private static bool IsPassage(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 3;
}
