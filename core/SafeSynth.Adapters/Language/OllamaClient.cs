using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models;
using SafeSynth.Plans;
using SafeSynth.Generators;

namespace SafeSynth.Adapters.Language;

/// <summary>
/// One model of a server that speaks Ollama's protocol, through OllamaSharp: a chat client and an embedding generator. Safe for concurrent
/// use.
/// </summary>
/// <remarks>
/// OllamaSharp leaves faults of HTTP, errors in mid-stream and readers that wait to whoever calls it: all of it is seen to in
/// <see cref="SendToOllamaAsync"/>, which every request passes.
/// </remarks>
/// <param name="http">What reaches the server; it must have no time-out and follow no redirection.</param>
/// <param name="model">The model's name.</param>
internal sealed class OllamaClient(HttpClient http, string model) : OllamaApiClient(http, model)
{
    // A model's context is set when it is loaded: the same for all requests, so that it is loaded once. It holds a request of a few pages
    // and its answer.
    private const int ContextTokens = 8192;

    private readonly HttpClient _http = http;
    private readonly OllamaReasons _faults = new(http.BaseAddress!.AbsoluteUri, model);

    /// <summary>What a chat is told beside the usual options: no thoughts, and a context of one size.</summary>
    public static AdditionalPropertiesDictionary ChatOptions => new()
    {
        [OllamaOption.Think.Name] = false,
        [OllamaOption.NumCtx.Name] = ContextTokens,
    };

    /// <summary>What an embedding is told beside: a text that is too long is cut at its end.</summary>
    public static AdditionalPropertiesDictionary EmbedOptions => new() { ["truncate"] = true };

    /// <summary>The names of the models that the server has.</summary>
    public async Task<IReadOnlyList<string>> InstalledAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/tags");
        using var listed = await AskAsync(request, cancel).ConfigureAwait(false);
        return listed.RootElement.TryGetProperty("models", out var models) && models.ValueKind == JsonValueKind.Array
            ? [.. models.EnumerateArray().Select(model => OllamaReasons.TextOf(model, "name")).OfType<string>()]
            : [];
    }

    /// <summary>What the server says of the model; null if it has none of that name.</summary>
    public async Task<OllamaModelFacts?> ShowAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/show")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new Dictionary<string, string> { ["model"] = SelectedModel }), Encoding.UTF8, "application/json"),
        };
        try
        {
            using var facts = await AskAsync(request, cancel).ConfigureAwait(false);
            return OllamaModelFacts.Of(facts.RootElement);
        }
        catch (SafeSynthException fault) when (fault.Code == "SS4023")
        {
            return null;
        }
    }

    /// <summary>Has the server download the model.</summary>
    public async Task PullAsync(IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        await foreach (var step in PullModelAsync(new PullModelRequest { Model = SelectedModel, Stream = true }, cancel).ConfigureAwait(false))
            progress?.Report(new StageProgress($"Downloading {SelectedModel}", step is { Total: > 0 } ? (double)step.Completed / step.Total : 0));
    }

    protected override async Task<HttpResponseMessage> SendToOllamaAsync(
        HttpRequestMessage requestMessage, OllamaRequest? ollamaRequest, HttpCompletionOption completionOption, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(requestMessage, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw fault.HttpRequestError is HttpRequestError.ResponseEnded ? _faults.BrokeOff()
                : fault.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError ? _faults.NotOllama()
                : LanguageModelFault.ServerDown(_faults.Endpoint);
        }

        try
        {
            if (response.IsSuccessStatusCode && completionOption == HttpCompletionOption.ResponseHeadersRead)
                response.Content = new StreamContent(new AnswerLines(
                    await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), IsLast, _faults, cancellationToken));
            else
                response.Content = await WholeAsync(response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // OllamaSharp reads neither where a model runs, nor lists of other servers that are not quite Ollama's.
    private async Task<JsonDocument> AskAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var response = await SendToOllamaAsync(request, null, HttpCompletionOption.ResponseContentRead, cancel).ConfigureAwait(false);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
    }

    private async Task<ByteArrayContent> WholeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        byte[] body;
        try
        {
            body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException && !cancel.IsCancellationRequested)
        {
            throw _faults.BrokeOff();
        }

        using var parsed = ObjectIn(body);
        if (!response.IsSuccessStatusCode)
            throw _faults.Of(response.StatusCode, parsed?.RootElement);
        if (parsed is null)
            throw _faults.NotOllama();
        _faults.ThrowIfError(parsed.RootElement);
        return new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    // Chats end with "done", downloads with "success".
    private static bool IsLast(JsonElement line) =>
        line.TryGetProperty("done", out var done) ? done.ValueKind == JsonValueKind.True : OllamaReasons.TextOf(line, "status") == "success";

    private static JsonDocument? ObjectIn(byte[] body)
    {
        try
        {
            var parsed = JsonDocument.Parse(body);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
                return parsed;
            parsed.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
