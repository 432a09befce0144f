using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests.Ollama;

/// <summary>
/// A server in this process that speaks Ollama's protocol over real sockets, with toy models, and keeps every request that comes over the
/// wire.
/// </summary>
/// <remarks>What it does is what docs/api.md of Ollama says: /api/version, tags, show, generate, chat, embed and pull.</remarks>
public sealed class OllamaServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<CapturedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, ServedModel> _models;
    private readonly ConcurrentDictionary<string, int> _mishaps = new();
    private readonly ConcurrentDictionary<string, string> _recordings = new();

    public OllamaServer(params ServedModel[] models)
    {
        _models = new(models.ToDictionary(model => model.FullName), StringComparer.OrdinalIgnoreCase);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The address, such as http://127.0.0.1:40001.</summary>
    public string Endpoint => $"http://{_listener.LocalEndpoint}";

    /// <summary>All requests so far, in the order in which they came.</summary>
    public IReadOnlyList<CapturedRequest> Requests => [.. _requests];

    /// <summary>Puts a model in the place of another one of its name.</summary>
    public void Serve(ServedModel model) => _models[model.FullName] = model;

    /// <summary>
    /// From now on answers every request to a path with a body that was recorded, byte for byte; lines of JSON come in pieces of a few
    /// bytes.
    /// </summary>
    public void Replay(string path, string body) => _recordings[path] = body;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop), stop);
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection, CancellationToken stop)
    {
        using var _ = connection;
        connection.NoDelay = true;
        CapturedRequest? request = null;
        try
        {
            var stream = connection.GetStream();
            while (await HttpExchange.ReadAsync(stream, stop) is { } exchange)
            {
                request = new CapturedRequest(exchange.Method, exchange.Path, exchange.Body);
                _requests.Enqueue(request);
                if (!await AnswerAsync(exchange, request, stop))
                    return;
                request = null;
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            request?.WasAbandoned = true;
        }
    }

    // False where the connection is to be closed.
    private async Task<bool> AnswerAsync(HttpExchange exchange, CapturedRequest captured, CancellationToken stop)
    {
        if (_recordings.TryGetValue(exchange.Path, out var recorded))
            return await Transmission.ReplayAsync(exchange, recorded, stop);
        switch (exchange.Method, exchange.Path)
        {
            case ("GET", "/api/version"):
                await TellAsync(exchange, 200, new JsonObject { ["version"] = "0.13.0" }, stop);
                return true;
            case ("GET", "/api/tags"):
                await TellAsync(exchange, 200, new JsonObject { ["models"] = new JsonArray([.. _models.Values.Where(model => model.IsInstalled).Select(ModelCard.Tag)]) }, stop);
                return true;
            case ("POST", "/api/show" or "/api/generate" or "/api/chat" or "/api/embed" or "/api/pull"):
                break;
            default:
                await exchange.RespondAsync(404, "text/plain", "404 page not found", stop);
                return true;
        }

        if (exchange.Body.Length == 0)
            return await RefuseAsync(exchange, 400, "missing request body", stop);
        JsonElement request;
        try
        {
            request = JsonDocument.Parse(exchange.Body).RootElement;
        }
        catch (JsonException fault)
        {
            return await RefuseAsync(exchange, 400, fault.Message, stop);
        }

        var name = request.TryGetProperty("model", out var named) ? named.GetString() ?? "" : "";
        if (name.Length == 0)
            return await RefuseAsync(exchange, 400, "model is required", stop);
        var model = _models.GetValueOrDefault(name.Contains(':', StringComparison.Ordinal) ? name : $"{name}:latest");
        if (exchange.Path == "/api/pull")
            return await PullAsync(exchange, name, model, request, stop);
        if (model is not { IsInstalled: true })
            return await RefuseAsync(exchange, 404, $"model '{name}' not found", stop);
        if (exchange.Path == "/api/show")
        {
            await TellAsync(exchange, 200, ModelCard.Shown(model), stop);
            return true;
        }

        var mishap = model.Mishap.Times is { } times && _mishaps.AddOrUpdate(model.FullName, 1, (_, before) => before + 1) > times
            ? Mishap.None
            : model.Mishap;
        if (mishap.Status is >= 300 and < 400)
        {
            await exchange.RespondAsync(mishap.Status, "text/plain", "", stop, $"Location: {mishap.Message}\r\n");
            return true;
        }

        if (mishap.Status != 200)
            return await RefuseAsync(exchange, mishap.Status, mishap.Message, stop);
        return exchange.Path == "/api/embed" ? await EmbedAsync(exchange, captured, model, request, mishap, stop)
            : await CompleteAsync(exchange, captured, model, request, mishap, stop);
    }

    private static async Task<bool> CompleteAsync(
        HttpExchange exchange, CapturedRequest captured, ServedModel model, JsonElement request, Mishap mishap, CancellationToken stop)
    {
        var isChat = exchange.Path == "/api/chat";
        if (request.TryGetProperty("top_logprobs", out var top) && top.GetInt32() is < 0 or > 20)
            return await RefuseAsync(exchange, 400, "top_logprobs must be between 0 and 20", stop);
        if (model.Writer is null)
            return await RefuseAsync(exchange, 400, $"\"{model.Name}\" does not support {(isChat ? "chat" : "generate")}", stop);
        if (request.TryGetProperty("think", out var think) && think.ValueKind != JsonValueKind.False && model.Capabilities?.Contains("thinking") != true)
            return await RefuseAsync(exchange, 400, $"\"{model.Name}\" does not support thinking", stop);

        var completion = new Completion(request, model, isChat);
        if (completion.IsEmpty)
        {
            await TellAsync(exchange, 200, completion.Loaded(), stop);
            return true;
        }

        if (!completion.IsStreamed)
        {
            await TellAsync(exchange, 200, completion.Whole([.. completion.Pieces()]), stop);
            return true;
        }

        return await Transmission.StreamAsync(exchange, captured, completion.Pieces().Select(completion.Of), completion.Last, mishap, stop);
    }

    private static async Task<bool> EmbedAsync(
        HttpExchange exchange, CapturedRequest captured, ServedModel model, JsonElement request, Mishap mishap, CancellationToken stop)
    {
        if (mishap.Ending == Ending.Stall)
            return await Transmission.StallAsync(exchange, captured, stop);
        List<string> inputs = [];
        if (request.TryGetProperty("input", out var input))
        {
            if (input.ValueKind == JsonValueKind.String && input.GetString() is { Length: > 0 } one)
                inputs.Add(one);
            else if (input.ValueKind == JsonValueKind.Array && input.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
                inputs.AddRange(input.EnumerateArray().Select(item => item.GetString()!));
            else if (input.ValueKind is not (JsonValueKind.Null or JsonValueKind.String))
                return await RefuseAsync(exchange, 400, "invalid input type", stop);
        }

        var embeddings = inputs.Select(model.Embedding).ToList();
        // A real server cannot put what is no number into JSON.
        if (embeddings.Any(embedding => embedding.Any(value => !float.IsFinite(value))))
            return await RefuseAsync(exchange, 500, "failed to encode response: json: unsupported value: NaN", stop);
        var told = new JsonObject
        {
            ["model"] = request.GetProperty("model").GetString(),
            ["embeddings"] = new JsonArray([.. embeddings.Select(embedding => new JsonArray([.. embedding.Select(value => (JsonNode)value)]))]),
            ["total_duration"] = 1_000_000L,
            ["load_duration"] = 1_000_000L,
            ["prompt_eval_count"] = inputs.Sum(text => ToyTokens.Of(text).Count),
        };
        await TellAsync(exchange, 200, told, stop);
        return true;
    }

    private async Task<bool> PullAsync(HttpExchange exchange, string name, ServedModel? model, JsonElement request, CancellationToken stop)
    {
        var isStreamed = !request.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.False;
        if (model is null && !isStreamed)
            return await RefuseAsync(exchange, 500, "pull model manifest: file does not exist", stop);
        var steps = ModelCard.Download(model);
        if (model is not null)
            _models[model.FullName] = model with { IsInstalled = true };
        if (!isStreamed)
        {
            await TellAsync(exchange, 200, steps[^1], stop);
            return true;
        }

        await exchange.BeginAsync(stop);
        foreach (var step in steps)
            await Transmission.TellAsync(exchange, step, stop);
        await exchange.EndAsync(stop);
        return true;
    }

    private static async Task<bool> RefuseAsync(HttpExchange exchange, int status, string message, CancellationToken stop)
    {
        await TellAsync(exchange, status, new JsonObject { ["error"] = message }, stop);
        return true;
    }

    private static Task TellAsync(HttpExchange exchange, int status, JsonObject told, CancellationToken stop) =>
        exchange.RespondAsync(status, "application/json; charset=utf-8", Completion.Line(told), stop);
}
