using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SafeSynth.Data;
using SafeSynth.Generators.Saving;
using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>
/// A fitted model as a file (<c>.dpmodel</c>): a first line with format version and hash, then one line of JSON. It holds what
/// <see cref="FittedModel"/> holds, so no private row; it names no code to be run; and a model that is read back draws the same rows
/// for the same seed, bit for bit. See <c>docs/model-format.md</c>.
/// </summary>
/// <remarks>The hash finds damage. It is no signature: whoever can change the file can change the hash.</remarks>
public static class ModelFile
{
    private const int VersionOfRows = 1, VersionOfTexts = 2, Version = VersionOfTexts;
    private const string Magic = "SafeSynth model ", Hash = "sha256:";
    private const int LongestHeader = 128;
    private const int LongestContent = 1 << 30;

    /// <summary>Writes a model; the stream stays open.</summary>
    /// <exception cref="SafeSynthException">SS4006: the model is too large. SS4008: models of its generator cannot be written. SS4070: it
    /// has no guarantee.</exception>
    public static void Write(FittedModel model, Stream stream)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(SavedModel.Of(model), SavedModelContext.Strict.SavedModel);
        if (content.Length > LongestContent)
            throw TooLong(model.Report.DataName);
        stream.Write(Encoding.ASCII.GetBytes($"{Magic}{VersionOf(model)} {Hash}{HashOf(content)}\n"));
        stream.Write(content);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes a model to a file beside another one, under a name that is free.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">What the file is named after: <c>people.csv</c> gives <c>people.dpmodel</c>, or <c>people.2.dpmodel</c> where
    /// that exists.</param>
    /// <returns>The path of the file; null where the model cannot be written, or not there.</returns>
    public static string? WriteBeside(FittedModel model, string path)
    {
        var free = Enumerable.Range(1, int.MaxValue).Select(n => Path.ChangeExtension(path, n == 1 ? "dpmodel" : FormattableString.Invariant($"{n}.dpmodel")))
            .First(name => name != path && !File.Exists(name));
        try
        {
            using var file = new AtomicFile(free);
            Write(model, file.Content);
            file.Commit();
            return free;
        }
        catch (SafeSynthException)
        {
            return null;
        }
    }

    /// <summary>Reads a model from a file.</summary>
    /// <exception cref="SafeSynthException">SS4007: the file cannot be opened. Others as of <see cref="Read(Stream, string)"/>.</exception>
    public static FittedModel Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ModelFault.Unreadable(path, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>Reads a model from a stream that holds nothing else; the stream stays open.</summary>
    /// <param name="stream">The content of a model file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SafeSynthException">
    /// SS4001: it ends too early. SS4002: it was altered. SS4003: it is no model. SS4004: its format is newer than this code.
    /// SS4005: it contradicts itself. SS4006: it is too large.
    /// </exception>
    public static FittedModel Read(Stream stream, string name)
    {
        var hash = ReadHeader(stream, name);
        var content = ReadContent(stream, name);
        var json = content.AsSpan().TrimEnd("\r\n"u8);   // line ends are not hashed: version control may change them
        if (!HashOf(json).Equals(hash, StringComparison.OrdinalIgnoreCase))
            throw content is [.., (byte)'\n'] ? ModelFault.Altered(name) : ModelFault.Truncated(name);
        try
        {
            return JsonSerializer.Deserialize(json, SavedModelContext.Strict.SavedModel)!.ToModel(name);
        }
        catch (JsonException fault)
        {
            throw ModelFault.Unsound(name, $"its content does not follow the format at {fault.Path ?? "$"}");
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or ArithmeticException)
        {
            throw ModelFault.Unsound(name, fault.Message.TrimEnd('.'));
        }
    }

    // The hash that the first line names.
    private static string ReadHeader(Stream stream, string name)
    {
        var header = new StringBuilder();
        int next;
        while ((next = stream.ReadByte()) >= 0 && next != '\n' && header.Length < LongestHeader)
            header.Append((char)next);
        var line = header.ToString().TrimEnd('\r');
        if (next < 0 && Magic.StartsWith(line[..Math.Min(line.Length, Magic.Length)], StringComparison.Ordinal))
            throw ModelFault.Truncated(name);
        if (!line.StartsWith(Magic, StringComparison.Ordinal))
            throw ModelFault.NotAModel(name);
        var words = line[Magic.Length..].Split(' ');
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
            throw ModelFault.NotAModel(name);
        if (version > Version)
            throw ModelFault.Newer(name, version, Version);
        return words.Length == 2 && words[1].StartsWith(Hash, StringComparison.Ordinal)
            ? words[1][Hash.Length..] : throw ModelFault.NotAModel(name);
    }

    private static byte[] ReadContent(Stream stream, string name)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > LongestContent + 2)
                throw TooLong(name);
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    // Who cannot read models of texts is told that the format is newer, not that the file is unsound.
    private static int VersionOf(FittedModel model) =>
        model.Report.Layout.Columns.Any(column => column is TextColumn) ? VersionOfTexts : VersionOfRows;

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static SafeSynthException TooLong(string name) => ModelFault.TooLarge(name, "more content", "1 GiB");
}
