using System.Text.Json;

namespace SafeSynth.Adapters.Language;

/// <summary>The lines of JSON in which a server answers, one by one, read with more care than its client takes.</summary>
/// <remarks>
/// A reader that blocks is woken by the token; an error in mid-stream, which comes with HTTP 200, is thrown; a stream that ends before its
/// last line is broken, and what is no JSON comes from another kind of server. Empty lines are left out.
/// </remarks>
/// <param name="content">The body of the response.</param>
/// <param name="isLast">Whether a line is the last one.</param>
/// <param name="faults">The faults of the request.</param>
/// <param name="cancel">Ends the reading.</param>
internal sealed class AnswerLines(Stream content, Func<JsonElement, bool> isLast, OllamaReasons faults, CancellationToken cancel) : Stream
{
    private const int LongestLine = 1 << 24;

    private readonly MemoryStream _unread = new();
    private byte[] _line = [];
    private int _given;
    private bool _hasEnded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), cancel).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancel).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _line.Length && !_hasEnded)
            await NextLineAsync().ConfigureAwait(false);
        var count = Math.Min(buffer.Length, _line.Length - _given);
        _line.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }

    private async Task NextLineAsync()
    {
        byte[] line;
        do
            line = await ReadLineAsync().ConfigureAwait(false);
        while (line.AsSpan().Trim(" \t\r\n"u8).IsEmpty);

        try
        {
            using var parsed = JsonDocument.Parse(line);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
                throw faults.NotOllama();
            faults.ThrowIfError(parsed.RootElement);
            _hasEnded = isLast(parsed.RootElement);
            if (parsed.RootElement.TryGetProperty("done", out _) && !parsed.RootElement.TryGetProperty("message", out _))
                line = WithMessage(line);
        }
        catch (JsonException)
        {
            throw faults.NotOllama();
        }

        (_line, _given) = (line, 0);
    }

    // Some servers leave the message out of the last line; OllamaSharp stumbles over that.
    private static byte[] WithMessage(byte[] line) =>
        [.. """{"message":{"role":"assistant","content":""},"""u8, .. line.AsSpan((Array.IndexOf(line, (byte)'{') + 1)..)];

    private async Task<byte[]> ReadLineAsync()
    {
        var buffer = new byte[4096];
        var seen = 0;
        while (true)
        {
            var unread = _unread.GetBuffer().AsMemory(0, (int)_unread.Length);
            var end = unread.Span[seen..].IndexOf((byte)'\n');
            if (end >= 0)
                return Take(unread, seen + end + 1);
            seen = unread.Length;
            var count = await ReadMoreAsync(buffer).ConfigureAwait(false);
            if (count == 0 && unread.Length == 0 || unread.Length > LongestLine)
                throw faults.BrokeOff();
            if (count == 0)
                return IsWhole(unread) ? Take(unread, unread.Length) : throw faults.BrokeOff();
            _unread.Position = _unread.Length;
            _unread.Write(buffer, 0, count);
        }
    }

    private byte[] Take(Memory<byte> unread, int length)
    {
        var line = unread[..length].ToArray();
        var rest = unread[length..].ToArray();
        _unread.SetLength(0);
        _unread.Write(rest);
        return line;
    }

    // The last line may lack its end mark; half a line is no line.
    private static bool IsWhole(Memory<byte> line)
    {
        try
        {
            JsonDocument.Parse(line).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<int> ReadMoreAsync(byte[] buffer)
    {
        try
        {
            return await content.ReadAsync(buffer, cancel).ConfigureAwait(false);
        }
        catch (IOException) when (!cancel.IsCancellationRequested)
        {
            throw faults.BrokeOff();
        }
    }
}
