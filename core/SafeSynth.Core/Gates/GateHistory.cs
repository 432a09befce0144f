using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Gates;

/// <summary>Which records a build guessed at. Real people are no canaries.</summary>
public enum CanaryKind
{
    /// <summary>Records that were made up for the audit.</summary>
    Made,

    /// <summary>Records whose presence the release's own budget was charged for.</summary>
    Charged,
}

/// <summary>What came of one build's guesses at its canaries: how many, never which.</summary>
/// <remarks>
/// Each canary went in or stayed out by a fair coin of its own, drawn anew for the build. Guesses are made from the release alone; so is the choice
/// of those that are left out, before any coin is looked at.
/// </remarks>
public sealed record CanaryRound
{
    private const int TranscriptLength = 64;

    /// <param name="transcript">The hash of the release's noisy answers: 64 lower-case hexadecimal digits.</param>
    /// <param name="kind">Which records were guessed at.</param>
    /// <param name="canaries">How many there were.</param>
    /// <param name="right">How many guesses were right.</param>
    /// <param name="wrong">How many were wrong; no guess was made at the others.</param>
    /// <param name="epsilon">A pair that the release is said to keep for each canary: its epsilon,</param>
    /// <param name="delta">and its delta.</param>
    /// <exception cref="ArgumentException">The figures make no sense together.</exception>
    [JsonConstructor]
    public CanaryRound(string transcript, CanaryKind kind, int canaries, int right, int wrong, double epsilon, double delta)
    {
        if (transcript.Length != TranscriptLength || !transcript.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("A transcript is named by 64 lower-case hexadecimal digits.", nameof(transcript));
        if (right < 0 || wrong < 0 || (long)right + wrong > canaries)
            throw new ArgumentException("There are more guesses than canaries.", nameof(canaries));
        Demand.NotNegative(epsilon, nameof(epsilon));
        Demand.Probability(delta);
        (Transcript, Kind, Canaries, Right, Wrong, Epsilon, Delta) = (transcript, kind, canaries, right, wrong, epsilon, delta);
    }

    public string Transcript { get; }

    public CanaryKind Kind { get; }

    public int Canaries { get; }

    public int Right { get; }

    public int Wrong { get; }

    public double Epsilon { get; }

    public double Delta { get; }

    /// <summary>The round judged by the pair of a claim's curve that costs a bet least, which depends on the number of canaries only.</summary>
    public static CanaryRound Of(string transcript, CanaryKind kind, int canaries, int right, int wrong, PrivacyCurve claim)
    {
        var delta = SequentialGate.DeltaFor(canaries);
        var epsilon = claim.Epsilon(delta);
        for (; double.IsInfinity(epsilon) && delta < 1; epsilon = claim.Epsilon(delta))
            delta = Math.Min(1, 2 * delta);
        return new CanaryRound(transcript, kind, canaries, right, wrong, epsilon, delta);
    }
}

/// <summary>The rounds of all builds, in a file of one JSON object a line. One build at a time may write to it.</summary>
public sealed class GateHistory
{
    private readonly string _path;
    private readonly List<CanaryRound> _rounds;

    private GateHistory(string path, List<CanaryRound> rounds) => (_path, _rounds) = (path, rounds);

    /// <summary>The public name of the history.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Every round, in the order of the builds.</summary>
    public IReadOnlyList<CanaryRound> Rounds => _rounds;

    /// <summary>Reads a history; a file that is not there is an empty one.</summary>
    /// <exception cref="SafeSynthException">SS3007: the file cannot be read, or is no history.</exception>
    public static GateHistory Read(string path)
    {
        var line = 0;
        try
        {
            var rounds = new List<CanaryRound>();
            foreach (var text in File.Exists(path) ? File.ReadAllLines(path) : [])
            {
                line++;
                rounds.Add(JsonSerializer.Deserialize(text, GateHistoryContext.Strict.CanaryRound) ?? throw new JsonException("null is no round"));
            }

            return rounds.DistinctBy(round => round.Transcript).Count() == rounds.Count
                ? new GateHistory(path, rounds) : throw GateFault.BadHistory(path, "a transcript stands there twice");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw GateFault.BadHistory(path, fault.Message.TrimEnd('.'));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw GateFault.BadHistory(path, $"line {line} is no round of guesses");
        }
    }

    /// <summary>Adds a round and writes the file anew; false, and nothing is written, where the transcript is known: the same release tells nothing new.</summary>
    /// <exception cref="SafeSynthException">SS1010: the file cannot be written.</exception>
    public bool Add(CanaryRound round)
    {
        if (_rounds.Any(known => known.Transcript == round.Transcript))
            return false;
        using var file = new AtomicFile(_path);
        foreach (var line in _rounds.Append(round))
            file.Content.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, GateHistoryContext.Strict.CanaryRound) + "\n"));
        file.Commit();
        _rounds.Add(round);
        return true;
    }
}

/// <summary>How rounds are put into JSON: no member twice, none unknown, none missing.</summary>
[JsonSerializable(typeof(CanaryRound))]
internal sealed partial class GateHistoryContext : JsonSerializerContext
{
    public static GateHistoryContext Strict { get; } = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<CanaryKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });
}
