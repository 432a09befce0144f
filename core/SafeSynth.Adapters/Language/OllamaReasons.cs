using System.Net;
using System.Text.Json;
using SafeSynth.Plans;

namespace SafeSynth.Adapters.Language;

/// <summary>The faults of requests to one model of one server: what the server says is recognised, never quoted.</summary>
internal sealed class OllamaReasons(string endpoint, string model)
{
    private static readonly (string Said, string Reason)[] Known =
    [
        ("system memory", "it has too little memory for the model; use a smaller one"),
        ("out of memory", "it has too little memory for the model; use a smaller one"),
        ("context", "the request is longer than the model can read; ask for less at once"),
        ("does not support", "the model cannot do what is asked of it; use another one"),
        ("schema", "it cannot hold the model to the form that is asked for; use another model, or update the server"),
        ("grammar", "it cannot hold the model to the form that is asked for; use another model, or update the server"),
        ("format", "it cannot hold the model to the form that is asked for; use another model, or update the server"),
        ("cloud", "models that run elsewhere are switched off"),
    ];

    public string Endpoint => endpoint;

    public string Model => model;

    public SafeSynthException NotOllama() => LanguageModelFault.NotOllama(endpoint);

    public SafeSynthException BrokeOff() => LanguageModelFault.BrokeOff(model);

    /// <summary>Throws where a line of an answer is an error.</summary>
    public void ThrowIfError(JsonElement line)
    {
        if (TextOf(line, "error") is { } said)
            throw LanguageModelFault.Failed(model, ReasonOf(said) ?? "the server met an error in the middle of the answer; its log says more");
    }

    /// <summary>The fault of a response that is not a success.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="body">Its body; null where that is no JSON object.</param>
    public SafeSynthException Of(HttpStatusCode status, JsonElement? body)
    {
        var reason = body is { } known && TextOf(known, "error") is { } said ? ReasonOf(said) : null;
        return status switch
        {
            HttpStatusCode.NotFound when body is null => NotOllama(),
            HttpStatusCode.NotFound => LanguageModelFault.NoSuchModel(model, endpoint),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                LanguageModelFault.Refused(model, reason ?? "it wants to know who asks; run 'ollama signin'"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => LanguageModelFault.Failed(model, "the server is busy; ask later"),
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
                LanguageModelFault.Failed(model, "the server cannot reach the machine that the model runs on"),
            >= HttpStatusCode.InternalServerError =>
                LanguageModelFault.Failed(model, reason ?? $"the server met an error (HTTP {(int)status}); its log says more"),
            >= HttpStatusCode.BadRequest => LanguageModelFault.Refused(model, reason ?? $"HTTP {(int)status}; its log says more"),
            // A redirection could lead what is sent to another machine.
            _ => NotOllama(),
        };
    }

    private static string? ReasonOf(string said)
    {
        var known = Known.FirstOrDefault(known => said.Contains(known.Said, StringComparison.OrdinalIgnoreCase));
        return known.Reason;
    }

    internal static string? TextOf(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
