using SafeSynth.Adapters.Language;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Adapters.Language;

public sealed class OllamaEndpointTests
{
    [Theory]
    [InlineData("http://localhost:11434", "http://localhost:11434/")]
    [InlineData("localhost", "http://localhost:11434/")]
    [InlineData("localhost:8080", "http://localhost:8080/")]
    [InlineData("  \"127.0.0.1\" ", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:9000", "http://127.0.0.1:9000/")]
    [InlineData("::", "http://[::1]:11434/")]
    [InlineData("[::1]:9000", "http://[::1]:9000/")]
    [InlineData("::1", "http://[::1]:11434/")]
    [InlineData("http://example.com", "http://example.com/")]
    [InlineData("https://example.com", "https://example.com/")]
    [InlineData("https://example.com/behind/a/proxy", "https://example.com/behind/a/proxy/")]
    [InlineData("example.com/behind", "http://example.com:11434/behind/")]
    public void An_address_is_read_as_Ollamas_own_client_reads_it(string given, string read) =>
        Assert.Equal(read, OllamaEndpoint.Of(given).AbsoluteUri);

    [Theory]
    [InlineData("ftp://localhost")]
    [InlineData("http://")]
    [InlineData("local host")]
    [InlineData("localhost:port")]
    public void What_is_no_address_is_refused(string given) =>
        Assert.Equal("SS4021", Assert.Throws<SafeSynthException>(() => OllamaEndpoint.Of(given)).Code);

    [Theory]
    [InlineData("localhost", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("127.1.2.3:80", null)]
    [InlineData("::1", null)]
    [InlineData("0.0.0.0", null)]
    [InlineData("192.168.0.7", "192.168.0.7:11434")]
    [InlineData("http://models.example.com", "models.example.com")]
    [InlineData("localhost.example.com", "localhost.example.com:11434")]
    [InlineData("127.0.0.1.example.com", "127.0.0.1.example.com:11434")]
    public void Whatever_is_not_this_machine_is_remote(string given, string? host) =>
        Assert.Equal(host, OllamaEndpoint.RemoteHostOf(OllamaEndpoint.Of(given)));
}
