using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SafeSynth.Texts;

namespace SafeSynth.Adapters.Language;

/// <summary>Any chat client of Microsoft.Extensions.AI as a language model. Safe for concurrent use if the client is.</summary>
/// <remarks>
/// Every option of sampling is set, because the defaults of servers cut the variety of texts (Ollama: the 40 likeliest tokens at
/// temperature 0.8): no limit by number, and the nucleus of 95 % (Holtzman et al. 2020), which leaves out what models are unsure of. An
/// answer that is empty, or repeats itself, is lost.
/// </remarks>
/// <param name="client">The client; it must keep to the token that cancels.</param>
/// <param name="info">What is public about the model. Whoever makes it answers for <see cref="LanguageModelInfo.RemoteHost"/>.</param>
/// <param name="timeouts">How long an answer may take; the usual times when left out.</param>
/// <param name="options">What the client is to be told beside; null for nothing.</param>
public sealed class ChatClientModel(
    IChatClient client, LanguageModelInfo info, AnswerTimeouts? timeouts = null, AdditionalPropertiesDictionary? options = null) : ILanguageModel
{
    private const float Nucleus = 0.95f;

    // No tokenizer writes that many characters with one token on the average of a few lines.
    private const int CharactersPerToken = 32;
    private const int AnyLength = 1024;

    private readonly AnswerTimeouts _timeouts = timeouts ?? AnswerTimeouts.Default;

    public LanguageModelInfo Info { get; } = info;

    public Answer Ask(Request request, CancellationToken cancel)
    {
        using var clock = new AnswerClock(_timeouts, cancel);
        return clock.Run(Info.Name, () => ReadAsync(request, clock));
    }

    private async Task<Answer> ReadAsync(Request request, AnswerClock clock)
    {
        var (text, thoughts) = (new StringBuilder(), new StringBuilder());
        UsageDetails? usage = null;
        ChatFinishReason? finish = null;
        var checkAt = Repetition.Shortest;
        await foreach (var update in client.GetStreamingResponseAsync(MessagesOf(request), OptionsFor(request), clock.Token).ConfigureAwait(false))
        {
            clock.Heard();
            finish = update.FinishReason ?? finish;
            foreach (var content in update.Contents)
            {
                if (content is UsageContent reported) usage = reported.Details;
                else if (content is TextReasoningContent thought) thoughts.Append(thought.Text);
                else if (content is TextContent piece) text.Append(piece.Text);
            }

            var written = text.Length + thoughts.Length;
            if (written > Math.Max(AnyLength, CharactersPerToken * (long)request.MostTokens))
                throw LanguageModelFault.DoesNotEnd(Info.Name);
            if (written < checkAt)
                continue;
            checkAt = written + (Repetition.Shortest / 2);
            if (Repetition.EndsIn(text) || Repetition.EndsIn(thoughts))
                throw LanguageModelFault.Repeats(Info.Name);
        }

        // OllamaSharp, told to stop between two lines, ends its stream as if the answer were whole.
        clock.Token.ThrowIfCancellationRequested();
        return new Answer(
            AnswerIn(text.ToString(), thoughts.ToString(), request.AnswerSchema is not null),
            usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, finish == ChatFinishReason.Length);
    }

    private string AnswerIn(string text, string thoughts, bool isJson)
    {
        var answer = Thoughts.Without(text);
        if (!string.IsNullOrWhiteSpace(answer))
            return answer;
        // Servers file JSON that was asked for among the thoughts of some models.
        if (isJson && IsObject(thoughts))
            return thoughts;
        throw thoughts.Length > 0 || Thoughts.AreIn(text)
            ? LanguageModelFault.OnlyThoughts(Info.Name)
            : LanguageModelFault.Empty(Info.Name);
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ChatMessage[] MessagesOf(Request request) =>
        [new(ChatRole.System, request.Instruction), new(ChatRole.User, request.Message)];

    private ChatOptions OptionsFor(Request request) => new()
    {
        ModelId = Info.Name,
        Temperature = (float)request.Temperature,
        TopK = 0,
        TopP = Nucleus,
        Seed = request.Seed,
        MaxOutputTokens = request.MostTokens,
        ResponseFormat = request.AnswerSchema is { } schema ? ChatResponseFormat.ForJsonSchema(SchemaOf(schema)) : null,
        AdditionalProperties = options,
    };

    private static JsonElement SchemaOf(string schema)
    {
        using var parsed = JsonDocument.Parse(schema);
        return parsed.RootElement.Clone();
    }
}
