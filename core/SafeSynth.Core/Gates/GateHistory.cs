using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Audit;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Gates;

/// <summary>The rounds of all builds, in a file of one JSON object a line that only ever grows.</summary>
/// <remarks>
/// Builds may write at the same time: the file is locked while a round is added, and rounds that others have added meanwhile are kept. What
/// a crash leaves of a line is no round: it is passed over, and the next round takes its place.
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
    /// <exception cref="SafeSynthException">SS3007: the file cannot be read, or is no history. SS2008: another process held it for too
    /// long.</exception>
    public static GateHistory Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return new GateHistory(path, []);
            using var file = new LedgerDisk(path).Open(LedgerAccess.Read);
            return new GateHistory(path, Content.Of(path, file.ReadAll()).Rounds);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw GateFault.BadHistory(path, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>
    /// Adds a round at the end of the file; false, and nothing is written, where the transcript is known: the same releases tell nothing
    /// new.
    /// </summary>
    /// <exception cref="SafeSynthException">
    /// SS1010: the file cannot be written; what was there is as it was. SS3007: it is no history. SS2008, SS2009: another process held it
    /// for too long, or files cannot be locked there.
    /// </exception>
    public bool Add(CanaryRound round)
    {
        try
        {
            using var file = new LedgerDisk(_path).Open(LedgerAccess.Create);
            var content = Content.Of(_path, file.ReadAll());
            Rounds = content.Rounds;
            if (Rounds.Any(known => known.Transcript == round.Transcript))
                return false;
            file.Truncate(content.End);
            try
            {
                file.Write(Utf8.GetBytes($"{content.Break}{JsonSerializer.Serialize(round, GateHistoryContext.Strict.CanaryRound)}\n"), content.End);
                file.Flush();
            }
            catch (IOException)
            {
                file.Truncate(content.End);
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

    /// <summary>What is in the file.</summary>
    /// <param name="Rounds">The rounds.</param>
    /// <param name="End">Where the last of them ends.</param>
    /// <param name="Break">What must stand between it and the next: a line break, where an editor took it away.</param>
    private sealed record Content(List<CanaryRound> Rounds, int End, string Break)
    {
        public static Content Of(string path, byte[] bytes)
        {
            var (line, rounds, end) = (0, new List<CanaryRound>(), bytes.AsSpan().LastIndexOf((byte)'\n') + 1);
            try
            {
                foreach (var text in end == 0 ? [] : Utf8.GetString(bytes, 0, end - 1).Split('\n'))
                {
                    line++;
                    rounds.Add(RoundOf(text));
                }
            }
            catch (Exception fault) when (fault is JsonException or ArgumentException)
            {
                throw GateFault.BadHistory(path, $"line {line} is no round of guesses");
            }

            var isWhole = end == bytes.Length;
            try
            {
                if (!isWhole)
                    rounds.Add(RoundOf(Utf8.GetString(bytes, end, bytes.Length - end)));
            }
            catch (Exception fault) when (fault is JsonException or ArgumentException)
            {
                // What a crash left.
                isWhole = true;
            }

            return rounds.DistinctBy(round => round.Transcript).Count() < rounds.Count ? throw GateFault.BadHistory(path, "a transcript stands there twice")
                : isWhole ? new Content(rounds, end, "") : new Content(rounds, bytes.Length, "\n");
        }

        private static CanaryRound RoundOf(string text) =>
            JsonSerializer.Deserialize(text, GateHistoryContext.Strict.CanaryRound) ?? throw new JsonException("null is no round");
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
