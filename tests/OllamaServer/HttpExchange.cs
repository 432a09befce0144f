using System.Globalization;
using System.Text;

namespace SafeSynth.Tests.Ollama;

/// <summary>
/// One request and its response on a connection of HTTP/1.1, byte by byte, so that a response can break off wherever a test wants it to.
/// </summary>
internal sealed class HttpExchange
{
    private const int LongestHead = 1 << 16;

    private readonly Stream _stream;

    private HttpExchange(Stream stream, string method, string path, string body) =>
        (_stream, Method, Path, Body) = (stream, method, path, body);

    public string Method { get; }

    public string Path { get; }

    public string Body { get; }

    /// <summary>The next request on a connection; null where its client has none.</summary>
    public static async Task<HttpExchange?> ReadAsync(Stream stream, CancellationToken stop)
    {
        if (await ReadHeadAsync(stream, stop) is not { } head)
            return null;
        var lines = head.Split("\r\n");
        var request = lines[0].Split(' ');
        var headers = lines[1..].Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = headers.TryGetValue("Content-Length", out var length) ? await ReadBytesAsync(stream, int.Parse(length, CultureInfo.InvariantCulture), stop)
            : headers.ContainsKey("Transfer-Encoding") ? await ReadChunksAsync(stream, stop)
            : [];
        return new HttpExchange(stream, request[0], request[1].Split('?')[0], Encoding.UTF8.GetString(body));
    }

    /// <summary>A whole response.</summary>
    public async Task RespondAsync(int status, string type, string body, CancellationToken stop, string headers = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await SendAsync($"HTTP/1.1 {status} {Phrase(status)}\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n{headers}\r\n", stop);
        await _stream.WriteAsync(bytes, stop);
        await _stream.FlushAsync(stop);
    }

    /// <summary>Begins a response in pieces.</summary>
    public Task BeginAsync(CancellationToken stop) =>
        SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n", stop);

    /// <summary>A piece of the response.</summary>
    public async Task PieceAsync(byte[] bytes, CancellationToken stop)
    {
        await SendAsync(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n", stop);
        await _stream.WriteAsync(bytes, stop);
        await SendAsync("\r\n", stop);
    }

    /// <summary>Ends a response in pieces as it should.</summary>
    public Task EndAsync(CancellationToken stop) => SendAsync("0\r\n\r\n", stop);

    /// <summary>Waits for as long as the client does.</summary>
    public async Task<bool> WaitForTheClientToLeaveAsync(CancellationToken stop)
    {
        try
        {
            return await _stream.ReadAsync(new byte[1], stop) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task SendAsync(string text, CancellationToken stop)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);
        await _stream.FlushAsync(stop);
    }

    private static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken stop)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < LongestHead && await stream.ReadAsync(one, stop) == 1)
        {
            head.Add(one[0]);
            if (head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r')
                return Encoding.ASCII.GetString([.. head[..^4]]);
        }

        return null;
    }

    private static async Task<byte[]> ReadBytesAsync(Stream stream, int count, CancellationToken stop)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken stop)
    {
        var body = new List<byte>();
        while (true)
        {
            var size = new StringBuilder();
            while (size.Length < 2 || size[^1] != '\n')
                size.Append((char)(await ReadBytesAsync(stream, 1, stop))[0]);
            var count = int.Parse(size.ToString().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await ReadBytesAsync(stream, count, stop));
            await ReadBytesAsync(stream, 2, stop);
            if (count == 0)
                return [.. body];
        }
    }

    private static string Phrase(int status) => status switch
    {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        404 => "Not Found",
        503 => "Service Unavailable",
        _ => status >= 500 ? "Internal Server Error" : "Refused",
    };
}
