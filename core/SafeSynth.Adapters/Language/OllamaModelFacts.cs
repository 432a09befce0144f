using System.Text.Json;

namespace SafeSynth.Adapters.Language;

/// <summary>What a server says of a model of its own.</summary>
/// <param name="RemoteHost">The host that it passes requests on to; null where it runs the model itself.</param>
/// <param name="Capabilities">What the model can do; empty where the server does not tell.</param>
internal sealed record OllamaModelFacts(string? RemoteHost, IReadOnlyList<string> Capabilities)
{
    // Where a server says that a model is remote and not where.
    private const string CloudHost = "ollama.com";

    /// <summary>Whether the model can embed and nothing else.</summary>
    public bool OnlyEmbeds => Capabilities.Count > 0 && !Capabilities.Contains("completion");

    public static OllamaModelFacts Of(JsonElement shown) => new(
        OllamaReasons.TextOf(shown, "remote_host") ?? (OllamaReasons.TextOf(shown, "remote_model") is null ? null : CloudHost),
        shown.TryGetProperty("capabilities", out var listed) && listed.ValueKind == JsonValueKind.Array
            ? [.. listed.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : []);

    /// <summary>The host that a name alone says a model runs on: the tags of Ollama's cloud end in "cloud".</summary>
    public static string? RemoteHostOf(string name)
    {
        var tag = name[(name.LastIndexOf(':') + 1)..];
        return name.Contains(':', StringComparison.Ordinal)
            && (tag.Equals("cloud", StringComparison.OrdinalIgnoreCase) || tag.EndsWith("-cloud", StringComparison.OrdinalIgnoreCase))
            ? CloudHost
            : null;
    }
}
