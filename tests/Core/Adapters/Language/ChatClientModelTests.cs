using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SafeSynth.Adapters.Language;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Adapters.Language;

/// <summary>Any client and any generator of Microsoft.Extensions.AI can be plugged in.</summary>
public sealed class ChatClientModelTests
{
    private static readonly AnswerTimeouts Short = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.2));

    private static Request Question { get; } = new("Write a ticket.", "About a secret.", Seed: 7, MostTokens: 100) { Temperature = 0.5 };

    [Fact]
    public void A_client_gets_the_request_with_all_options_and_gives_the_answer()
    {
        (IEnumerable<ChatMessage> Messages, ChatOptions? Options) asked = ([], null);
        var client = new Client((messages, options) =>
        {
            asked = (messages, options);
            return [new ChatResponseUpdate(ChatRole.Assistant, "An "), new ChatResponseUpdate(ChatRole.Assistant, "answer.") { FinishReason = ChatFinishReason.Stop }];
        });
        var model = new ChatClientModel(client, new LanguageModelInfo("other", "models.example.com"));

        var answer = model.Ask(Question with { AnswerSchema = """{"type":"object"}""" }, TestContext.Current.CancellationToken);

        Assert.Equal(new Answer("An answer.", 0, 0), answer);
        Assert.Equal(new LanguageModelInfo("other", "models.example.com"), model.Info);
        Assert.Equal(["Write a ticket.", "About a secret."], asked.Messages.Select(message => message.Text));
        Assert.Equal(("other", 0.5f, 0.95f, 0, 7L, 100), (
            asked.Options!.ModelId, asked.Options.Temperature, asked.Options.TopP, asked.Options.TopK, asked.Options.Seed, asked.Options.MaxOutputTokens));
        Assert.IsType<ChatResponseFormatJson>(asked.Options.ResponseFormat);
    }

    [Fact]
    public void What_a_client_throws_is_told_without_its_message()
    {
        var model = new ChatClientModel(
            new Client((_, _) => throw new InvalidOperationException("cannot say 'About a secret.'")), new LanguageModelInfo("other"));

        var fault = Assert.Throws<LostAnswerException>(() => model.Ask(Question, TestContext.Current.CancellationToken));

        Assert.Equal("SS4026", fault.Code);
        Assert.Contains("InvalidOperationException", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_has_the_time_that_it_is_given()
    {
        var model = new ChatClientModel(new Client((_, _) => [], waits: true), new LanguageModelInfo("other"), Short);

        Assert.Equal("SS4025", Assert.Throws<SafeSynthException>(() => model.Ask(Question, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void A_client_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.1));
        var model = new ChatClientModel(new Client((_, _) => [], waits: true), new LanguageModelInfo("other"));

        Assert.Throws<OperationCanceledException>(() => model.Ask(Question, cancel.Token));
    }

    [Fact]
    public void What_a_client_hands_over_that_ends_quietly_when_it_is_cancelled_is_no_answer()
    {
        using var cancel = new CancellationTokenSource();
        IEnumerable<ChatResponseUpdate> Half()
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "Half an ");
            cancel.Cancel();
        }

        var model = new ChatClientModel(new Client((_, _) => Half()), new LanguageModelInfo("other"));

        Assert.Throws<OperationCanceledException>(() => model.Ask(Question, cancel.Token));
    }

    [Fact]
    public void A_generator_gives_directions_of_length_1_for_one_text_at_a_time()
    {
        var generator = new Generator(text => [text.Length, 0]);
        var embedder = new GeneratorEmbedder(generator, new LanguageModelInfo("other"));

        Assert.Equal([1f, 0], embedder.Embed("a text", TestContext.Current.CancellationToken));
        Assert.Equal([1f, 0], embedder.Embed("", TestContext.Current.CancellationToken));
        Assert.Equal([["a text"], ["empty"]], generator.Asked);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0)]
    public void A_generator_that_gives_no_direction_is_refused(float value)
    {
        var embedder = new GeneratorEmbedder(new Generator(_ => [0, value]), new LanguageModelInfo("other"));

        Assert.Equal("SS4032", Assert.Throws<LostAnswerException>(() => embedder.Embed("a secret", TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void The_smallest_and_the_largest_numbers_have_directions()
    {
        foreach (var value in new[] { float.Epsilon, float.MaxValue })
            Assert.Equal([1f, 0], new GeneratorEmbedder(new Generator(_ => [value, 0]), new LanguageModelInfo("other")).Embed("a text", TestContext.Current.CancellationToken));
    }

    private sealed class Client(Func<IEnumerable<ChatMessage>, ChatOptions?, IEnumerable<ChatResponseUpdate>> answer, bool waits = false) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            if (waits) await Task.Delay(Timeout.Infinite, cancellationToken);
            foreach (var update in answer(messages, options))
                yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class Generator(Func<string, float[]> embedding) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<List<string>> Asked { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked.Add([.. values]);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(Asked[^1].Select(text => new Embedding<float>(embedding(text)))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
