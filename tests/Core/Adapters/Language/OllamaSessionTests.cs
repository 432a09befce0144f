using SafeSynth.Adapters.Language;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Tests.Ollama;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Adapters.Language;

public sealed class OllamaSessionTests
{
    private static ServedModel Writer { get; } = new("toy-writer", new Scripted("an answer"));

    private static ServedModel Embedder { get; } = new("toy-embedder");

    [Fact]
    public void Both_models_are_opened_and_named_as_they_were_asked_for()
    {
        using var server = new OllamaServer(Writer, Embedder);

        using var session = Open(server, "toy-writer", "toy-embedder:latest");

        Assert.Equal(new LanguageModelInfo("toy-writer"), session.Tools.Writer!.Info);
        Assert.Equal(new LanguageModelInfo("toy-embedder:latest"), session.Tools.Embedder!.Info);
    }

    [Fact]
    public void What_is_not_asked_for_is_not_opened()
    {
        using var server = new OllamaServer(Writer, Embedder);

        using var session = Open(server);

        Assert.Equal(TextTools.None, session.Tools);
        Assert.Equal(["/api/version"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_server_that_is_down_is_named_with_the_way_to_start_it()
    {
        string endpoint;
        using (var server = new OllamaServer())
            endpoint = server.Endpoint;

        var fault = Assert.Throws<SafeSynthException>(() => OllamaSession.Open(new OllamaChoice { Endpoint = endpoint, Model = "toy-writer" }));

        Assert.Equal("SS4020", fault.Code);
        Assert.Contains(endpoint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("ollama serve", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_cannot_be_found_is_a_server_that_is_down() =>
        Assert.Equal("SS4020", Assert.Throws<SafeSynthException>(() => OllamaSession.Open(new OllamaChoice { Endpoint = "http://no-such-host.invalid" })).Code);

    [Theory]
    [InlineData("<html>a page</html>")]
    [InlineData("[]")]
    public void Another_kind_of_server_is_no_Ollama(string page)
    {
        using var server = new OllamaServer(Writer);
        server.Replay("/api/version", page);

        Assert.Equal("SS4022", Assert.Throws<SafeSynthException>(() => Open(server, "toy-writer")).Code);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_no_Ollama()
    {
        using var server = new OllamaServer(Writer);

        Assert.Equal(
            "SS4022", Assert.Throws<SafeSynthException>(() => OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint + "/elsewhere" })).Code);
    }

    [Fact]
    public void A_model_that_is_missing_is_named_with_the_way_to_get_it_and_with_those_that_are_there()
    {
        using var server = new OllamaServer(Writer, Embedder, new ServedModel("toy-elsewhere", new Scripted("an answer")) { IsInstalled = false });

        var fault = Assert.Throws<SafeSynthException>(() => Open(server, "toy-elsewhere"));

        Assert.Equal("SS4023", fault.Code);
        Assert.Contains("ollama pull toy-elsewhere", fault.Message, StringComparison.Ordinal);
        Assert.Contains("It has: toy-embedder:latest, toy-writer:latest.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_needed_and_not_named_is_asked_for_with_those_that_are_there()
    {
        using var server = new OllamaServer(Writer, Embedder);
        using var empty = new OllamaServer();

        var fault = OllamaSession.NoModelNamed(server.Endpoint);

        Assert.Equal("SS4024", fault.Code);
        Assert.Contains("has: toy-embedder:latest, toy-writer:latest", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ollama pull", OllamaSession.NoModelNamed(empty.Endpoint).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_model_is_downloaded_with_progress_when_that_is_asked_for()
    {
        using var server = new OllamaServer(Writer with { IsInstalled = false });
        var progress = new Steps();

        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy-writer", Pull = true }, progress);

        Assert.Equal("an answer", session.Tools.Writer!.Ask(new Request("Write.", "Please.", 1, 100), TestContext.Current.CancellationToken).Text);
        Assert.All(progress.Seen, step => Assert.Equal("Downloading toy-writer", step.Stage));
        Assert.Equal([0, 0.25, 0.5, 1], progress.Seen.Select(step => step.Done).Distinct());
    }

    [Fact]
    public void A_model_that_cannot_be_downloaded_says_so()
    {
        using var server = new OllamaServer(Writer);

        var fault = Assert.Throws<SafeSynthException>(
            () => OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "nobody/has-it", Pull = true }));

        Assert.Equal("SS4036", fault.Code);
    }

    [Fact]
    public void A_model_that_is_there_is_not_downloaded_again()
    {
        using var server = new OllamaServer(Writer);

        OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy-writer", Pull = true }).Dispose();

        Assert.DoesNotContain("/api/pull", server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_model_that_only_embeds_does_not_write()
    {
        using var server = new OllamaServer(Embedder);

        Assert.Equal("SS4035", Assert.Throws<SafeSynthException>(() => Open(server, "toy-embedder")).Code);
    }

    [Fact]
    public void A_server_that_does_not_tell_what_models_can_do_is_believed()
    {
        using var server = new OllamaServer(Writer with { Capabilities = null });

        using var session = Open(server, "toy-writer");

        Assert.NotNull(session.Tools.Writer);
    }

    [Fact]
    public void A_model_that_its_server_passes_on_is_remote()
    {
        using var server = new OllamaServer(
            Writer with { RemoteHost = "https://elsewhere.example.com:443" }, Embedder with { RemoteHost = "https://there.example.com" });

        using var session = Open(server, "toy-writer", "toy-embedder");

        Assert.Equal("https://elsewhere.example.com:443", session.Tools.Writer!.Info.RemoteHost);
        Assert.Equal("https://there.example.com", session.Tools.Embedder!.Info.RemoteHost);
    }

    [Theory]
    [InlineData("toy:cloud")]
    [InlineData("toy:120b-cloud")]
    [InlineData("somebody/toy:CLOUD")]
    public void A_name_of_the_cloud_is_remote_even_if_its_server_says_nothing(string name)
    {
        using var server = new OllamaServer(Writer with { Name = name });

        using var session = Open(server, name);

        Assert.Equal("ollama.com", session.Tools.Writer!.Info.RemoteHost);
    }

    [Theory]
    [InlineData("cloud")]
    [InlineData("cloud:7b")]
    [InlineData("toy:cloudy")]
    public void A_name_that_only_looks_like_it_is_local(string name)
    {
        using var server = new OllamaServer(Writer with { Name = name });

        using var session = Open(server, name);

        Assert.Null(session.Tools.Writer!.Info.RemoteHost);
    }

    [Fact]
    public void Whether_a_model_is_remote_is_known_or_it_is_not_opened()
    {
        using var server = new OllamaServer(Writer);
        server.Replay("/api/show", "<html></html>");

        Assert.Equal("SS4022", Assert.Throws<SafeSynthException>(() => Open(server, "toy-writer")).Code);
    }

    [Fact]
    public void Waiting_for_a_server_can_be_cancelled()
    {
        using var server = new OllamaServer(Writer);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint }, cancel: cancelled.Token));
    }

    private static OllamaSession Open(OllamaServer server, string? model = null, string? embeddingModel = null) =>
        OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = model, EmbeddingModel = embeddingModel });

    private sealed class Steps : IProgress<StageProgress>
    {
        public List<StageProgress> Seen { get; } = [];

        public void Report(StageProgress value) => Seen.Add(value);
    }
}
