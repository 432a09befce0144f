using SafeSynth.Plans;
using SafeSynth.Generators;
using SafeSynth.Texts;

namespace SafeSynth.Adapters.Language;

/// <summary>What is asked of a server of language models.</summary>
public sealed record OllamaChoice
{
    /// <summary>The name of the language model that writes; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>The name of the embedding model; null for none.</summary>
    public string? EmbeddingModel { get; init; }

    /// <summary>The address of the server; null for that of the environment variable OLLAMA_HOST, or this machine.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How long an answer may take.</summary>
    public AnswerTimeouts Timeouts { get; init; } = AnswerTimeouts.Default;

    /// <summary>Whether a model that is missing is downloaded.</summary>
    public bool Pull { get; init; }
}

/// <summary>A connection to a server that speaks Ollama's protocol, and the models of it that texts are made with.</summary>
public sealed class OllamaSession : IDisposable
{
    /// <summary>So long may a server take to say what it has.</summary>
    private static readonly AnswerTimeouts Briefly = AnswerTimeouts.Of(TimeSpan.FromSeconds(30));

    /// <summary>A download takes as long as it takes, if something happens.</summary>
    private static readonly AnswerTimeouts Download = new(TimeSpan.FromDays(7), TimeSpan.FromMinutes(5));

    /// <summary>A public text that an embedder is tried with.</summary>
    private const string Probe = "a text";

    private readonly OllamaChoice _choice;
    private readonly HttpClient _http;

    private OllamaSession(OllamaChoice choice)
    {
        _choice = choice;
        var endpoint = OllamaEndpoint.Of(choice.Endpoint);
        RemoteHost = OllamaEndpoint.RemoteHostOf(endpoint);
        // A proxy or a redirection would take what is meant for this machine to another one.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = RemoteHost is not null, UseCookies = false })
        {
            BaseAddress = endpoint,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The language model and the embedder, as far as they are asked for.</summary>
    public TextTools Tools { get; private set; } = TextTools.None;

    private string? RemoteHost { get; }

    /// <summary>Connects, and makes sure that the models are there before anything else is done.</summary>
    /// <param name="choice">What is asked for.</param>
    /// <param name="progress">Gets the progress of downloads.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="SafeSynthException">SS4020 to SS4036: the server cannot be reached, or has no such model, or cannot use
    /// it.</exception>
    public static OllamaSession Open(OllamaChoice choice, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var session = new OllamaSession(choice);
        try
        {
            session.Connect(progress, cancel);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The fault of naming no language model where one is needed: it says which ones the server has.</summary>
    /// <param name="endpoint">The address of the server; null for the usual one.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="SafeSynthException">SS4020 to SS4022: the server cannot be reached.</exception>
    public static SafeSynthException NoModelNamed(string? endpoint, CancellationToken cancel = default) =>
        LanguageModelFault.NoModelNamed(OllamaEndpoint.Of(endpoint).AbsoluteUri, NamesAt(endpoint, cancel));

    /// <summary>The names of the models that a server has.</summary>
    /// <param name="endpoint">The address of the server; null for the usual one.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="SafeSynthException">SS4020 to SS4022: the server cannot be reached.</exception>
    public static IReadOnlyList<string> NamesAt(string? endpoint, CancellationToken cancel = default)
    {
        using var session = Open(new OllamaChoice { Endpoint = endpoint }, cancel: cancel);
        return session.Installed(cancel);
    }

    public void Dispose() => _http.Dispose();

    private void Connect(IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        Brief(new OllamaClient(_http, ""), (client, token) => client.GetVersionAsync(token), cancel);
        Tools = new TextTools(
            _choice.Model is { } writer ? Writer(writer, progress, cancel) : null,
            _choice.EmbeddingModel is { } embedder ? Embedder(embedder, progress, cancel) : null);
    }

    private ChatClientModel Writer(string name, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var client = new OllamaClient(_http, name);
        var facts = Find(client, progress, cancel);
        if (facts.OnlyEmbeds)
            throw LanguageModelFault.CannotWrite(name);
        return new ChatClientModel(client, InfoOf(name, facts), _choice.Timeouts, OllamaClient.ChatOptions);
    }

    private GeneratorEmbedder Embedder(string name, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var client = new OllamaClient(_http, name);
        var embedder = new GeneratorEmbedder(client, InfoOf(name, Find(client, progress, cancel)), _choice.Timeouts, OllamaClient.EmbedOptions);
        embedder.Embed(Probe, cancel);
        return embedder;
    }

    private OllamaModelFacts Find(OllamaClient client, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var found = Brief(client, (asked, token) => asked.ShowAsync(token), cancel);
        if (found is null && _choice.Pull)
        {
            Pull(client, progress, cancel);
            found = Brief(client, (asked, token) => asked.ShowAsync(token), cancel);
        }

        return found ?? throw LanguageModelFault.NoSuchModel(client.SelectedModel, _http.BaseAddress!.AbsoluteUri, Installed(cancel));
    }

    private static void Pull(OllamaClient client, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        using var clock = new AnswerClock(Download, cancel);
        try
        {
            clock.Run(client.SelectedModel, async () =>
            {
                await client.PullAsync(new Listener(clock, progress), clock.Token).ConfigureAwait(false);
                return true;
            });
        }
        catch (SafeSynthException fault) when (fault.Code is "SS4023" or "SS4026" or "SS4027" or "SS4034")
        {
            throw LanguageModelFault.PullFailed(client.SelectedModel, "the server cannot find it, cannot reach where it lies, or broke off");
        }
    }

    private IReadOnlyList<string> Installed(CancellationToken cancel) =>
        Brief(new OllamaClient(_http, ""), (client, token) => client.InstalledAsync(token), cancel);

    private static T Brief<T>(OllamaClient client, Func<OllamaClient, CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        using var clock = new AnswerClock(Briefly, cancel);
        return clock.Run(client.SelectedModel, () => ask(client, clock.Token));
    }

    private LanguageModelInfo InfoOf(string name, OllamaModelFacts facts) =>
        new(name, RemoteHost ?? facts.RemoteHost ?? OllamaModelFacts.RemoteHostOf(name));

    private sealed class Listener(AnswerClock clock, IProgress<StageProgress>? progress) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            clock.Heard();
            progress?.Report(value);
        }
    }
}
