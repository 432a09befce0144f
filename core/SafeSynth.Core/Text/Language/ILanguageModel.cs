using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>A language model that answers requests in writing.</summary>
/// <remarks>
/// It is no part of any proof: whoever asks answers for what a request holds. An answer may differ when the same is asked again, even with
/// the same seed, so that what must be repeatable keeps answers.
/// </remarks>
public interface ILanguageModel
{
    LanguageModelInfo Info { get; }

    /// <summary>One answer, whole; nothing is checked of it but that it came to an end.</summary>
    /// <exception cref="LostAnswerException">SS4026 to SS4031: the answer broke off, is empty, or repeats itself without end; asking again
    /// may help.</exception>
    /// <exception cref="SafeSynthException">SS4020 to SS4025: the server cannot be reached, has no such model, refuses, or takes too
    /// long.</exception>
    Answer Ask(Request request, CancellationToken cancel);
}

/// <summary>What is public about a language model or an embedder.</summary>
/// <param name="Name">The name by which its server knows it.</param>
/// <param name="RemoteHost">Where it runs, if that is another machine, or one that its server passes requests on to; null for this
/// machine.</param>
public sealed record LanguageModelInfo(string Name, string? RemoteHost = null);

/// <summary>What is asked of a language model.</summary>
/// <param name="Instruction">What it is to do: the system message.</param>
/// <param name="Message">What it is to do it with: the user's message.</param>
/// <param name="Seed">The seed of its sampling.</param>
/// <param name="MostTokens">Where its answer is cut off; 1 or more.</param>
public sealed record Request(string Instruction, string Message, int Seed, int MostTokens)
{
    /// <summary>The temperature of its sampling, above 0.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The JSON Schema that the answer must follow; null for free text.</summary>
    public string? AnswerSchema { get; init; }
}

/// <summary>What a language model answered.</summary>
/// <param name="Text">The text, without any thoughts of the model's.</param>
/// <param name="RequestTokens">The tokens that it read, as far as its server tells.</param>
/// <param name="AnswerTokens">The tokens that it wrote, as far as its server tells.</param>
/// <param name="IsCutOff">Whether it ended at the limit of tokens.</param>
public sealed record Answer(string Text, long RequestTokens, long AnswerTokens, bool IsCutOff = false);
