using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Audit;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Gates;

/// <summary>The rounds of all builds, in a file of one JSON object a line that only ever grows.</summary>
/// <remarks>
/// Builds may write at the same time: the file is locked while a round is added, and rounds that others have added meanwhile are kept. What a crash leaves of a
/// line is no round: it is passed over, and the next round takes its place.
/// </remarks>
public sealed class GateHistory
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;

    private GateHistory(string path, IReadOnlyList<CanaryRound> rounds) => (_path, Rounds) = (path, rounds);

    /// <summary>The public name of the history.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Every round, in the order of the builds.</summary>
    public IReadOnlyList<CanaryRound> Rounds { get; private set; }

    /// <summary>Reads a history; a file that is not there is an empty one.</summary>
    /// <exception cref="SafeSynthException">SS3007: the file cannot be read, or is no history. SS2008: another process held it for too long.</exception>
    public static GateHistory Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return new GateHistory(path, []);
            using var file = new LedgerDisk(path).Open(LedgerAccess.Read);
            return new GateHistory(path, RoundsOf(path, file.ReadAll(), out _));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw GateFault.BadHistory(path, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>Adds a round at the end of the file; false, and nothing is written, where the transcript is known: the same releases tell nothing new.</summary>
    /// <exception cref="SafeSynthException">
    /// SS1010: the file cannot be written; what was there is as it was. SS3007: it is no history. SS2008, SS2009: another process held it for too long, or files
    /// cannot be locked there.
    /// </exception>
    public bool Add(CanaryRound round)
    {
        try
        {
            using var file = new LedgerDisk(_path).Open(LedgerAccess.Create);
            Rounds = RoundsOf(_path, file.ReadAll(), out var end);
            if (Rounds.Any(known => known.Transcript == round.Transcript))
                return false;
            file.Truncate(end);
            try
            {
                file.Write(Utf8.GetBytes(JsonSerializer.Serialize(round, GateHistoryContext.Strict.CanaryRound) + "\n"), end);
                file.Flush();
            }
            catch (IOException)
            {
                file.Truncate(end);
                throw;
            }

            Rounds = [.. Rounds, round];
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw GateFault.UnwritableHistory(_path, fault);
        }
    }

    /// <summary>Adds the round of an audit.</summary>
    /// <exception cref="SafeSynthException">As of <see cref="Add"/>. SS3080: these fits are in the history already.</exception>
    public void AddOrThrow(GuaranteeReport audit)
    {
        if (!Add(CanaryRound.Of(audit)))
            throw GateFault.RoundIsKnown(audit.Generator.Name, _path);
    }

    /// <param name="path">Where they were read from.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="end">Where its last whole line ends, and the next one begins.</param>
    private static List<CanaryRound> RoundsOf(string path, byte[] content, out int end)
    {
        end = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        var (line, rounds) = (0, new List<CanaryRound>());
        try
        {
            foreach (var text in end == 0 ? [] : Utf8.GetString(content, 0, end - 1).Split('\n'))
            {
                line++;
                rounds.Add(JsonSerializer.Deserialize(text, GateHistoryContext.Strict.CanaryRound) ?? throw new JsonException("null is no round"));
            }
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or NotSupportedException)
        {
            throw GateFault.BadHistory(path, $"line {line} is no round of guesses");
        }

        return rounds.DistinctBy(round => round.Transcript).Count() == rounds.Count
            ? rounds : throw GateFault.BadHistory(path, "a transcript stands there twice");
    }
}

/// <summary>How rounds are put into JSON: no member twice, none unknown, none missing.</summary>
[JsonSerializable(typeof(CanaryRound))]
internal sealed partial class GateHistoryContext : JsonSerializerContext
{
    public static GateHistoryContext Strict { get; } = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new JsonStringEnumConverter<CanaryKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<CanaryObserver>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });
}
