using System.Net;
using System.Net.Sockets;
using SafeSynth.Plans;

namespace SafeSynth.Adapters.Language;

/// <summary>The address of a server, as Ollama's own client reads it.</summary>
public static class OllamaEndpoint
{
    private const string Usual = "127.0.0.1:11434";

    /// <summary>The address that is given, else that of the environment variable OLLAMA_HOST, else port 11434 of this machine.</summary>
    /// <param name="given">An address, or a host with or without a port; null for none.</param>
    /// <exception cref="SafeSynthException">SS4021: it is no address.</exception>
    public static Uri Of(string? given)
    {
        var text = (given ?? Environment.GetEnvironmentVariable("OLLAMA_HOST") ?? "").Trim().Trim('"', '\'');
        if (text.Length == 0)
            text = Usual;
        var isWhole = text.Contains("://", StringComparison.Ordinal);
        if (!isWhole && text[0] != '[' && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6)
            text = $"[{address}]";
        if (!Uri.TryCreate(isWhole ? text : $"http://{text}", UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("http" or "https"))
            throw LanguageModelFault.BadEndpoint(text);
        var found = new UriBuilder(uri.Scheme, ReachableHost(uri), isWhole || HasPort(text) ? uri.Port : 11434, uri.AbsolutePath.TrimEnd('/') + '/');
        return found.Uri;
    }

    /// <summary>The host, if it is not this machine; null if it is.</summary>
    public static string? RemoteHostOf(Uri endpoint) =>
        endpoint.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(endpoint.IdnHost, out var address) && IPAddress.IsLoopback(address))
            ? null
            : endpoint.Authority;

    // A server may listen at all addresses; a client cannot connect to all.
    private static string ReachableHost(Uri uri) =>
        !IPAddress.TryParse(uri.IdnHost, out var address) ? uri.Host
        : address.Equals(IPAddress.Any) ? IPAddress.Loopback.ToString()
        : address.Equals(IPAddress.IPv6Any) ? $"[{IPAddress.IPv6Loopback}]"
        : uri.Host;

    private static bool HasPort(string text)
    {
        var host = text.Split('/')[0];
        return host.LastIndexOf(':') is >= 0 and var colon && colon > host.LastIndexOf(']');
    }
}
