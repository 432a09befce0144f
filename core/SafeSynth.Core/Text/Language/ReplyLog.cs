using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>
/// A language model whose answers are kept in a file, so that a run that is taken up again gets the same ones and pays for none twice.
/// </summary>
/// <remarks>
/// A line holds one answer and a hash of model and request, with a number for requests that are asked again word for word. It is handed to
/// the operating system before the answer is used, so a process that is killed loses none. A last line without an end was torn by that, and
/// is passed over. Requests must hold no private text.
/// </remarks>
internal sealed class ReplyLog : ILanguageModel
{
    private readonly ILanguageModel _model;
    private readonly Stream _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Request, int Ordinal), Reply> _kept = [];
    private readonly Dictionary<string, int> _asked = [];

    /// <summary>Reads what a file holds, and goes on writing to it. The file belongs to the caller.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public ReplyLog(ILanguageModel model, Stream file)
    {
        (_model, _file) = (model, file);
        var (content, end) = (ReadAll(file), 0);
        for (int length; (length = content.AsSpan(end).IndexOf((byte)'\n')) >= 0; end += length + 1)
        {
            var reply = ReplyOf(content.AsSpan(end, length));
            _kept[(reply.Request, reply.Ordinal)] = reply;
        }

        file.SetLength(end);
        file.Position = end;
    }

    public LanguageModelInfo Info => _model.Info;

    /// <summary>How many answers the file held.</summary>
    public int Count => _kept.Count;

    /// <inheritdoc/>
    /// <exception cref="SafeSynthException">SS4090: the answer cannot be kept, which comes before it is used.</exception>
    public Answer Ask(Request request, CancellationToken cancel)
    {
        var hash = HashOf(request);
        int ordinal;
        lock (_gate)
        {
            ordinal = _asked.GetValueOrDefault(hash);
            _asked[hash] = ordinal + 1;
            if (_kept.TryGetValue((hash, ordinal), out var kept))
                return kept.Answer ?? throw new LostAnswerException(kept.Lost!, kept.Message!);
        }

        try
        {
            var answer = _model.Ask(request, cancel);
            Keep(new Reply(hash, ordinal, answer));
            return answer;
        }
        catch (LostAnswerException lost) when (lost.IsTheModels)
        {
            Keep(new Reply(hash, ordinal, Answer: null, lost.Code, lost.Message));
            throw;
        }
    }

    private void Keep(Reply reply)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(reply, ReplyLogContext.Default.Reply), (byte)'\n'];
        try
        {
            lock (_gate)
            {
                _file.Write(line);
                _file.Flush();
            }
        }
        catch (IOException fault)
        {
            throw WritingFault.AnswersNotKept(fault.Message.TrimEnd('.'));
        }
    }

    private string HashOf(Request request) => Convert.ToHexStringLower(SHA256.HashData(
        [.. Encoding.UTF8.GetBytes(_model.Info.Name), 0, .. JsonSerializer.SerializeToUtf8Bytes(request, ReplyLogContext.Default.Request)]));

    private static Reply ReplyOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReplyLogContext.Default.Reply) is { Request: not null } reply
                && (reply.Answer?.Text ?? (reply.Lost is null ? null : reply.Message)) is not null
                ? reply : throw new InvalidDataException("a line of its replies is empty");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("a line of its replies is damaged");
        }
    }

    private static byte[] ReadAll(Stream file)
    {
        file.Position = 0;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>What one request brought.</summary>
    /// <param name="Request">The hash of model and request.</param>
    /// <param name="Ordinal">How often the same was asked before.</param>
    /// <param name="Answer">The answer; null for one that came to nothing.</param>
    /// <param name="Lost">The code of the fault that it came to.</param>
    /// <param name="Message">The fault in words.</param>
    internal sealed record Reply(string Request, int Ordinal, Answer? Answer, string? Lost = null, string? Message = null);
}

[JsonSerializable(typeof(ReplyLog.Reply))]
[JsonSerializable(typeof(Request))]
internal sealed partial class ReplyLogContext : JsonSerializerContext;
