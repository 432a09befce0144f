using System.Text.Json;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests.Ollama;

/// <summary>One answer of a model to /api/generate or /api/chat, and the objects in which it is told.</summary>
internal sealed class Completion
{
    // Answers without a limit end somewhere, as a model's context does.
    private const int ContextEnd = 4096;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonElement _request;
    private readonly ServedModel _model;
    private readonly bool _isChat;
    private readonly bool _isTold;
    private readonly ToyPrompt _prompt;
    private readonly Sampling _sampling;
    private int _written;
    private string _reason = "stop";

    public Completion(JsonElement request, ServedModel model, bool isChat)
    {
        (_request, _model, _isChat) = (request, model, isChat);
        _isTold = request.TryGetProperty("logprobs", out var told) && told.ValueKind == JsonValueKind.True;
        _prompt = isChat
            ? PromptOfChat(request)
            : new ToyPrompt(TextOf(request, "system"), TextOf(request, "prompt"), IsTrue(request, "raw"), HasFormat);
        _sampling = SamplingOf(request);
    }

    /// <summary>Whether nothing is asked, which only loads the model.</summary>
    public bool IsEmpty =>
        _isChat ? !_request.TryGetProperty("messages", out var messages) || messages.GetArrayLength() == 0 : _prompt.User.Length == 0;

    public bool IsStreamed => !_request.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.False;

    private bool HasFormat =>
        _request.TryGetProperty("format", out var format) && format.ValueKind is JsonValueKind.Object or JsonValueKind.String;

    /// <summary>The pieces, up to the limit or to a stop sequence.</summary>
    public IEnumerable<Piece> Pieces()
    {
        var pieces = _model.Writer is null ? [] : HasFormat && _model.Writer is not Scripted ? Formatted() : _model.Writer.Write(_prompt, _sampling);
        var said = "";
        foreach (var piece in pieces)
        {
            if (_written == (_sampling.NumPredict < 0 ? ContextEnd : _sampling.NumPredict))
            {
                _reason = "length";
                yield break;
            }

            _written++;
            said += piece.Text;
            if (_sampling.Stop.Select(stop => said.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min() is >= 0 and var end)
            {
                if (said[(said.Length - piece.Text.Length)..end] is { Length: > 0 } kept)
                    yield return piece with { Text = kept };
                yield break;
            }

            yield return piece;
        }
    }

    /// <summary>The object of one piece.</summary>
    public JsonObject Of(Piece piece)
    {
        var told = Begin();
        Put(told, piece.IsThought ? "" : piece.Text, piece.IsThought ? piece.Text : "");
        told["done"] = false;
        if (_isTold && piece.LogProbability is not null)
            told["logprobs"] = new JsonArray(LogprobOf(piece));
        return told;
    }

    /// <summary>The last object of a stream.</summary>
    public JsonObject Last() => End(Begin(), "", "");

    /// <summary>The one object of an answer that is not streamed.</summary>
    public JsonObject Whole(IReadOnlyList<Piece> pieces)
    {
        var told = End(
            Begin(), string.Concat(pieces.Where(piece => !piece.IsThought).Select(piece => piece.Text)), string.Concat(pieces.Where(piece => piece.IsThought).Select(piece => piece.Text)));
        if (_isTold)
            told["logprobs"] = new JsonArray([.. pieces.Where(piece => piece.LogProbability is not null).Select(LogprobOf)]);
        return told;
    }

    /// <summary>What is said of a model that was only loaded, or unloaded.</summary>
    public JsonObject Loaded()
    {
        var told = Begin();
        Put(told, "", "");
        told["done"] = true;
        told["done_reason"] = _request.TryGetProperty("keep_alive", out var kept) && kept.ToString() == "0" ? "unload" : "load";
        return told;
    }

    public static string Line(JsonObject told) => told.ToJsonString(Relaxed);

    private JsonObject Begin() => new()
    {
        ["model"] = TextOf(_request, "model"),
        ["created_at"] = DateTime.UtcNow.ToString("O"),
    };

    private JsonObject End(JsonObject told, string text, string thoughts)
    {
        // A millisecond for each token, so that figures can be checked.
        const long Millisecond = 1_000_000;
        long read = ToyTokens.Of(_prompt.System).Count + ToyTokens.Of(_prompt.User).Count;
        Put(told, text, thoughts);
        told["done"] = true;
        told["done_reason"] = _reason;
        if (!_isChat && !_prompt.IsRaw) told["context"] = new JsonArray(1, 2, 3);
        told["total_duration"] = (read + _written + 1) * Millisecond;
        told["load_duration"] = Millisecond;
        told["prompt_eval_count"] = read;
        told["prompt_eval_duration"] = read * Millisecond;
        told["eval_count"] = _written;
        told["eval_duration"] = _written * Millisecond;
        return told;
    }

    private void Put(JsonObject told, string text, string thoughts)
    {
        if (!_isChat)
        {
            told["response"] = text;
            if (thoughts.Length > 0) told["thinking"] = thoughts;
            return;
        }

        var message = new JsonObject { ["role"] = "assistant", ["content"] = text };
        if (thoughts.Length > 0) message["thinking"] = thoughts;
        told["message"] = message;
    }

    private IEnumerable<Piece> Formatted()
    {
        var random = new Random(_sampling.Seed ?? Random.Shared.Next());
        string Text() =>
            string.Concat(
                _model.Writer!.Write(_prompt with { IsForJson = true }, _sampling with { Seed = random.Next() }).Take(ContextEnd).Select(piece => piece.Text));
        var format = _request.GetProperty("format");
        var json = new SchemaAnswer(random, Text).For(format.ValueKind == JsonValueKind.Object ? format : JsonDocument.Parse("""{"type":"object"}""").RootElement);
        return ToyTokens.Of(json is null ? "null" : json.ToJsonString(Relaxed)).Select(token => new Piece(token));
    }

    private static JsonObject LogprobOf(Piece piece)
    {
        var told = TokenOf(piece.Text, piece.LogProbability!.Value);
        if (piece.Likeliest.Count > 0)
            told["top_logprobs"] = new JsonArray([.. piece.Likeliest.Select(token => TokenOf(token.Text, token.LogProbability))]);
        return told;
    }

    private static JsonObject TokenOf(string text, double logarithm) => new()
    {
        ["token"] = text,
        ["logprob"] = logarithm,
        ["bytes"] = new JsonArray([.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (JsonNode)(int)value)]),
    };

    private ToyPrompt PromptOfChat(JsonElement request)
    {
        if (!request.TryGetProperty("messages", out var messages))
            return new ToyPrompt("", "");
        string Of(string role) =>
            string.Join('\n', messages.EnumerateArray().Where(message => TextOf(message, "role") == role).Select(message => TextOf(message, "content")));
        return new ToyPrompt(Of("system"), Of("user"), IsForJson: HasFormat);
    }

    private static Sampling SamplingOf(JsonElement request)
    {
        var usual = new Sampling { TopLogprobs = request.TryGetProperty("top_logprobs", out var top) ? top.GetInt32() : 0 };
        if (!request.TryGetProperty("options", out var options) || options.ValueKind != JsonValueKind.Object)
            return usual;
        double? Of(string name) =>
            options.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        return usual with
        {
            Temperature = Of("temperature") ?? usual.Temperature,
            TopK = (int)(Of("top_k") ?? usual.TopK),
            TopP = Of("top_p") ?? usual.TopP,
            Seed = (int?)Of("seed"),
            NumPredict = (int)(Of("num_predict") ?? usual.NumPredict),
            Stop = options.TryGetProperty("stop", out var stop) && stop.ValueKind == JsonValueKind.Array
                ? [.. stop.EnumerateArray().Select(item => item.GetString()!)]
                : [],
        };
    }

    private static string TextOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool IsTrue(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
