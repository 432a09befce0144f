using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// A folder from which a run that was killed or stopped goes on: run the same command again. It is gone once all texts are delivered.
/// </summary>
/// <remarks>
/// <para>It holds the answers of the language model (<see cref="ReplyLog"/>), the seed of sampling, what was asked for as a hash, and what
/// the release is recognised by; no private text, no exact count and no embedding. A release with a checkpoint is a keyed one
/// (<see cref="KeyedNoise"/>): a second run draws the same noise for the same answers, and an account that knows it charges nothing. Whose
/// key is not given gets one that is made here, and deleted at the end.</para>
/// <para><b>Not covered.</b> Whoever gets hold of the folder of an unfinished run that made its own key can take the noise off its release:
/// guard it as the data.</para>
/// </remarks>
public sealed class Checkpoint : IDisposable
{
    private const string Run = "run.json", Replies = "replies.jsonl", Key = "noise.key";
    private const int Version = 1;

    private readonly string _folder;
    private readonly FileStream _replies;
    private SavedRun _run;

    private Checkpoint(string folder, FileStream replies, SavedRun run) => (_folder, _replies, _run) = (folder, replies, run);

    /// <summary>The seed of sampling: that of the first run.</summary>
    public ulong Seed => _run.Seed;

    /// <summary>Whether this goes on with a run that began before.</summary>
    public bool IsResumed { get; private init; }

    /// <summary>How many answers of the language model it holds from before; known once <see cref="Kept"/> has read them.</summary>
    public int Answers { get; private set; }

    /// <summary>Begins a run in a new or empty folder, or takes up the one that is there. It belongs to one process at a time.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="asked">What decides the texts beside the release itself, public and spelled out: their number, the model, the language
    /// model.</param>
    /// <param name="seed">The seed of sampling; null for one that is drawn.</param>
    /// <exception cref="SafeSynthException">SS4052: it is of another run. SS4053: it cannot be used.</exception>
    public static Checkpoint Open(string folder, string asked, ulong? seed)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => name is not (Run or Replies or Key) && name![0] != '.') is { } other)
                throw new InvalidDataException($"it holds '{other}', which is none of a checkpoint's files");

            var path = Path.Combine(folder, Run);
            var known = File.Exists(path) ? Read(path) : null;
            var replies = new FileStream(Path.Combine(folder, Replies), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var run = known
                ?? new SavedRun(Version, HashOf(asked), seed ?? FreshSeed(), $"checkpoint {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
            var checkpoint = new Checkpoint(folder, replies, run) { IsResumed = known is not null };
            checkpoint.Begin(known is null, HashOf(asked), seed);
            return checkpoint;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or InvalidDataException)
        {
            throw WritingFault.UnusableCheckpoint(folder, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>
    /// The noise of the release: that of a user's key, or else of a key of the checkpoint's own. Noise that is void, or none, is as it is.
    /// </summary>
    /// <exception cref="SafeSynthException">SS4053: the key cannot be read or made.</exception>
    public INoiseProvider NoiseFrom(INoiseProvider chosen) => chosen.Kind switch
    {
        NoiseKind.Keyed => new RememberedNoise(this, chosen),
        NoiseKind.Fresh => new RememberedNoise(this, new KeyedNoise(OwnKey(), _run.Label)),
        _ => chosen,
    };

    /// <summary>The language model, with answers that are kept.</summary>
    /// <exception cref="SafeSynthException">SS4053: the answers cannot be read.</exception>
    public ILanguageModel Kept(ILanguageModel model)
    {
        try
        {
            var log = new ReplyLog(model, _replies);
            Answers = log.Count;
            return log;
        }
        catch (InvalidDataException fault)
        {
            throw WritingFault.UnusableCheckpoint(_folder, fault.Message);
        }
    }

    /// <summary>Deletes the checkpoint: all texts are where they belong.</summary>
    public void Complete()
    {
        // Without this one the others are recognised as left over, whenever the rest of this is interrupted.
        File.Delete(Path.Combine(_folder, Run));
        _replies.Dispose();
        File.Delete(Path.Combine(_folder, Key));
        File.Delete(Path.Combine(_folder, Replies));
        if (!Directory.EnumerateFileSystemEntries(_folder).Any())
            Directory.Delete(_folder);
    }

    /// <summary>
    /// Leaves the folder to a process that takes the run up; where nothing was drawn or answered, there is nothing to take up, and it is
    /// deleted.
    /// </summary>
    public void Dispose()
    {
        if (_replies.CanRead && _run.Release is null && _replies.Length == 0)
            Complete();
        _replies.Dispose();
    }

    private void Begin(bool isNew, string asked, ulong? seed)
    {
        try
        {
            if (_run.Version != Version)
                throw new InvalidDataException("it is of another version of SafeSynth");
            if (_run.Asked != asked || (seed ?? _run.Seed) != _run.Seed)
                throw WritingFault.OtherRun(_folder);
            if (!isNew)
                return;
            _replies.SetLength(0);
            File.Delete(Path.Combine(_folder, Key));
            Save();
        }
        catch
        {
            _replies.Dispose();
            throw;
        }
    }

    // Nothing may be drawn before the disk knows for what.
    private void Remember(ReleaseIdentity release)
    {
        var saved = new SavedRelease(release.DataVersion, release.Fingerprint, release.Key, release.Plan);
        if (_run.Release is { } known)
        {
            if (known != saved)
                throw WritingFault.OtherRun(_folder);
            return;
        }

        _run = _run with { Release = saved };
        Save();
    }

    private SecretKey OwnKey()
    {
        var path = Path.Combine(_folder, Key);
        return (File.Exists(path) ? KeyFile.Read(path) : _run.Release is null ? KeyFile.Create(path) : throw WritingFault.UnusableCheckpoint(_folder, $"its {Key} is missing")).Secret;
    }

    private void Save()
    {
        using var file = new AtomicFile(Path.Combine(_folder, Run));
        JsonSerializer.Serialize(file.Content, _run, CheckpointContext.Default.SavedRun);
        file.Commit();
    }

    private static SavedRun Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, CheckpointContext.Default.SavedRun) is { Asked: not null, Label: not null } run
                ? run
                : throw new InvalidDataException($"its {Run} is empty");
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"its {Run} is damaged");
        }
    }

    private static string HashOf(string asked) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(asked)));

    private static ulong FreshSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>Keyed noise for one release, which a checkpoint recognises when it comes again.</summary>
    private sealed class RememberedNoise(Checkpoint checkpoint, INoiseProvider keyed) : INoiseProvider
    {
        public NoiseKind Kind => keyed.Kind;

        public IReleaseNoise ForRelease(RawTable source, string planHash)
        {
            var release = keyed.ForRelease(source, planHash);
            checkpoint.Remember(release.Identity!);
            return release;
        }
    }

    internal sealed record SavedRun(int Version, string Asked, ulong Seed, string Label, SavedRelease? Release = null);

    /// <summary>See <see cref="ReleaseIdentity"/>.</summary>
    internal sealed record SavedRelease(string DataVersion, string Fingerprint, string Key, string Plan);
}

[JsonSerializable(typeof(Checkpoint.SavedRun))]
internal sealed partial class CheckpointContext : JsonSerializerContext;
