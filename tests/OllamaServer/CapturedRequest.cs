using System.Text.Json;

namespace SafeSynth.Tests.Ollama;

/// <summary>What came over the wire.</summary>
public sealed record CapturedRequest(string Method, string Path, string Body)
{
    /// <summary>Whether the client went away before the response was whole.</summary>
    public bool WasAbandoned { get; internal set; }

    /// <summary>The body, read as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
