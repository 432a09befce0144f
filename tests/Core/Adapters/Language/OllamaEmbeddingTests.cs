using SafeSynth.Adapters.Language;
using SafeSynth.Plans;
using SafeSynth.Tests.Ollama;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Adapters.Language;

public sealed class OllamaEmbeddingTests
{
    private const string Secret = "xylophone-7731";

    [Fact]
    public void A_text_has_a_direction_of_length_1_that_depends_on_it_alone()
    {
        using var server = Serving(text => [3 * text.Length, 4 * text.Length, 0]);
        using var session = Open(server);

        var direction = session.Tools.Embedder!.Embed("a longer text", TestContext.Current.CancellationToken);

        Assert.Equal([0.6f, 0.8f, 0], direction);
        Assert.Equal(direction, session.Tools.Embedder.Embed("text", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Each_text_is_sent_by_itself_and_cut_where_it_is_too_long()
    {
        using var server = Serving(HashedEmbedding.Of);
        using var session = Open(server);
        string[] texts = ["the first", "the second 😀", "the \"third\""];

        foreach (var text in texts)
            session.Tools.Embedder!.Embed(text, TestContext.Current.CancellationToken);

        var sent = server.Requests.Where(request => request.Path == "/api/embed").Skip(1).Select(request => request.Json).ToList();
        Assert.Equal(texts, sent.Select(request => Assert.Single(request.GetProperty("input").EnumerateArray()).GetString()));
        Assert.All(sent, request => Assert.True(request.GetProperty("truncate").GetBoolean()));
        Assert.All(sent, request => Assert.Equal("toy", request.GetProperty("model").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void A_text_of_nothing_has_a_direction_too(string text)
    {
        using var server = Serving(HashedEmbedding.Of);
        using var session = Open(server);

        var direction = session.Tools.Embedder!.Embed(text, TestContext.Current.CancellationToken);

        Assert.Equal(1, direction.Sum(value => (double)value * value), 1e-5);
        Assert.Equal(direction, session.Tools.Embedder.Embed("   ", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_public_text_is_tried_before_any_other()
    {
        using var server = Serving(_ => [0, 0]);

        Assert.Equal("SS4032", Assert.Throws<LostAnswerException>(() => Open(server)).Code);
    }

    [Theory]
    [InlineData("all zeros", "SS4032")]
    [InlineData("nothing", "SS4032")]
    [InlineData("not a number", "SS4026")]
    [InlineData("longer", "SS4033")]
    public void What_is_no_direction_is_refused_without_quoting_the_text(string kind, string code)
    {
        using var server = Serving(text => !text.Contains(Secret, StringComparison.Ordinal) ? [1, 1] : kind switch
        {
            "all zeros" => [0, 0],
            "nothing" => [],
            "not a number" => [float.NaN, 1],
            _ => [1, 1, 1],
        });
        using var session = Open(server);

        var fault = Assert.ThrowsAny<SafeSynthException>(() => session.Tools.Embedder!.Embed($"about {Secret}", TestContext.Current.CancellationToken));

        Assert.Equal(code, fault.Code);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"toy","embeddings":[]}""")]
    [InlineData("""{"model":"toy","embeddings":[[1,2],[3,4]]}""")]
    [InlineData("""{"model":"toy","embeddings":null}""")]
    [InlineData("""{"model":"toy"}""")]
    public void One_text_has_one_direction(string body)
    {
        using var server = Serving(HashedEmbedding.Of);
        using var session = Open(server);
        server.Replay("/api/embed", body);

        Assert.Equal("SS4032", Assert.Throws<LostAnswerException>(() => session.Tools.Embedder!.Embed("a text", TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void A_server_that_falls_silent_is_left_and_one_can_cancel()
    {
        using var server = Serving(HashedEmbedding.Of);
        using var session = OllamaSession.Open(
            new OllamaChoice { Endpoint = server.Endpoint, EmbeddingModel = "toy", Timeouts = AnswerTimeouts.Of(TimeSpan.FromSeconds(0.5)) });
        server.Serve(new ServedModel("toy") { Mishap = new Mishap(Ending.Stall) });
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.1));

        Assert.Throws<OperationCanceledException>(() => session.Tools.Embedder!.Embed("a text", cancel.Token));
        Assert.Equal("SS4025", Assert.Throws<SafeSynthException>(() => session.Tools.Embedder!.Embed("a text", TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void A_text_of_a_hundred_thousand_characters_has_a_direction()
    {
        using var server = Serving(HashedEmbedding.Of);
        using var session = Open(server);

        Assert.Equal(HashedEmbedding.Length, session.Tools.Embedder!.Embed(string.Concat(Enumerable.Repeat("many words ", 10_000)), TestContext.Current.CancellationToken).Length);
    }

    private static OllamaServer Serving(Func<string, float[]> embedding) => new(new ServedModel("toy") { Embedding = embedding });

    private static OllamaSession Open(OllamaServer server) =>
        OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, EmbeddingModel = "toy" });
}
