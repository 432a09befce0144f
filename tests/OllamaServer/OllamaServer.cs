using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests.Ollama;

/// <summary>A server in this process that speaks Ollama's protocol over real sockets, with toy models, and keeps every request that comes over the wire.</summary>
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

    /// <summary>From now on answers every request to a path with a body that was recorded, byte for byte; lines of JSON come in pieces of a few bytes.</summary>
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
            return await ReplayAsync(exchange, recorded, stop);
        switch (exchange.Method, exchange.Path)
        {
            case ("GET", "/api/version"):
                await TellAsync(exchange, 200, new JsonObject { ["version"] = "0.13.0" }, stop);
                return true;
            case ("GET", "/api/tags"):
                await TellAsync(exchange, 200, new JsonObject { ["models"] = new JsonArray([.. _models.Values.Where(model => model.IsInstalled).Select(TagOf)]) }, stop);
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
            return await ShowAsync(exchange, model, stop);

        var mishap = model.Mishap.Times is { } times && _mishaps.AddOrUpdate(model.FullName, 1, (_, before) => before + 1) > times ? Mishap.None : model.Mishap;
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

        return await StreamAsync(exchange, captured, completion.Pieces().Select(completion.Of), completion.Last, mishap, stop);
    }

    private static async Task<bool> StreamAsync(
        HttpExchange exchange, CapturedRequest captured, IEnumerable<JsonObject> pieces, Func<JsonObject> last, Mishap mishap, CancellationToken stop)
    {
        // A real server sends nothing, not even the head, before it has something to say.
        if (mishap is { Ending: Ending.Stall, After: 0 })
            return await StallAsync(exchange, captured, stop);
        await exchange.BeginAsync(stop);
        var told = 0;
        foreach (var piece in pieces)
        {
            if (mishap.Ending != Ending.Whole && told == mishap.After)
                break;
            if (mishap.Pause > TimeSpan.Zero)
                await Task.Delay(mishap.Pause, stop);
            await exchange.PieceAsync(Encoding.UTF8.GetBytes(Completion.Line(piece) + "\n"), stop);
            told++;
        }

        switch (mishap.Ending)
        {
            case Ending.Whole:
                await exchange.PieceAsync(Encoding.UTF8.GetBytes(Completion.Line(last()) + "\n"), stop);
                break;
            case Ending.Error:
                await exchange.PieceAsync(Encoding.UTF8.GetBytes(Completion.Line(new JsonObject { ["error"] = mishap.Message }) + "\n"), stop);
                break;
            case Ending.NoJson:
                await exchange.PieceAsync("<html>\n"u8.ToArray(), stop);
                break;
            case Ending.Cut:
                await exchange.PieceAsync("{\"model\":\"m\",\"mess"u8.ToArray(), stop);
                return false;
            case Ending.Stall:
                return await StallAsync(exchange, captured, stop);
        }

        await exchange.EndAsync(stop);
        return true;
    }

    private static async Task<bool> ReplayAsync(HttpExchange exchange, string body, CancellationToken stop)
    {
        const int PieceLength = 7;
        if (!body.Contains('\n', StringComparison.Ordinal))
        {
            await exchange.RespondAsync(200, "application/json; charset=utf-8", body, stop);
            return true;
        }

        await exchange.BeginAsync(stop);
        foreach (var piece in Encoding.UTF8.GetBytes(body).Chunk(PieceLength))
            await exchange.PieceAsync(piece, stop);
        await exchange.EndAsync(stop);
        return true;
    }

    private static async Task<bool> StallAsync(HttpExchange exchange, CapturedRequest captured, CancellationToken stop)
    {
        captured.WasAbandoned = await exchange.WaitForTheClientToLeaveAsync(stop);
        return false;
    }

    private static async Task<bool> EmbedAsync(
        HttpExchange exchange, CapturedRequest captured, ServedModel model, JsonElement request, Mishap mishap, CancellationToken stop)
    {
        if (mishap.Ending == Ending.Stall)
            return await StallAsync(exchange, captured, stop);
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
        const long Size = 4000;
        var isStreamed = !request.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.False;
        if (model is null && !isStreamed)
            return await RefuseAsync(exchange, 500, "pull model manifest: file does not exist", stop);
        List<JsonObject> steps = [new() { ["status"] = "pulling manifest" }];
        if (model is null)
        {
            steps.Add(new JsonObject { ["error"] = "pull model manifest: file does not exist" });
        }
        else
        {
            var digest = DigestOf(name);
            steps.AddRange(new long?[] { null, Size / 4, Size / 2, Size }.Select(completed =>
            {
                var step = new JsonObject { ["status"] = $"pulling {digest[7..19]}", ["digest"] = digest, ["total"] = Size };
                if (completed is { } some) step["completed"] = some;
                return step;
            }));
            steps.AddRange(new[] { "verifying sha256 digest", "writing manifest", "success" }.Select(status => new JsonObject { ["status"] = status }));
        }

        if (model is not null)
            _models[model.FullName] = model with { IsInstalled = true };
        if (!isStreamed)
        {
            await TellAsync(exchange, 200, steps[^1], stop);
            return true;
        }

        await exchange.BeginAsync(stop);
        foreach (var step in steps)
            await exchange.PieceAsync(Encoding.UTF8.GetBytes(Completion.Line(step) + "\n"), stop);
        await exchange.EndAsync(stop);
        return true;
    }

    private static async Task<bool> ShowAsync(HttpExchange exchange, ServedModel model, CancellationToken stop)
    {
        var told = new JsonObject
        {
            ["modelfile"] = $"FROM {model.Name}",
            ["parameters"] = "",
            ["template"] = "{{ .Prompt }}",
            ["details"] = DetailsOf(model),
            ["model_info"] = new JsonObject { ["general.architecture"] = "toy", ["general.parameter_count"] = 1000, ["toy.context_length"] = 8192 },
        };
        if (model.Capabilities is { } capabilities)
            told["capabilities"] = new JsonArray([.. capabilities.Select(capability => (JsonNode)capability)]);
        if (model.RemoteHost is { } host)
            (told["remote_model"], told["remote_host"]) = (model.Name.Split(':')[0], host);
        await TellAsync(exchange, 200, told, stop);
        return true;
    }

    private static JsonObject TagOf(ServedModel model)
    {
        var told = new JsonObject
        {
            ["name"] = model.FullName,
            ["model"] = model.FullName,
            ["modified_at"] = "2025-06-01T12:00:00.123456789+02:00",
            ["size"] = 4000,
            ["digest"] = DigestOf(model.FullName)[7..],
            ["details"] = DetailsOf(model),
        };
        if (model.RemoteHost is { } host)
            (told["remote_model"], told["remote_host"]) = (model.Name.Split(':')[0], host);
        return told;
    }

    private static JsonObject DetailsOf(ServedModel model) => new()
    {
        ["parent_model"] = "",
        ["format"] = model.RemoteHost is null ? "gguf" : "",
        ["family"] = "toy",
        ["families"] = new JsonArray("toy"),
        ["parameter_size"] = "1K",
        ["quantization_level"] = "F32",
    };

    private static string DigestOf(string name) => "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static async Task<bool> RefuseAsync(HttpExchange exchange, int status, string message, CancellationToken stop)
    {
        await TellAsync(exchange, status, new JsonObject { ["error"] = message }, stop);
        return true;
    }

    private static Task TellAsync(HttpExchange exchange, int status, JsonObject told, CancellationToken stop) =>
        exchange.RespondAsync(status, "application/json; charset=utf-8", Completion.Line(told), stop);
}
