using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SafeSynth.Privacy;

/// <summary>One line of a ledger, without its end: JSON whose last member is the SHA-256 of all bytes before that member.</summary>
/// <remarks>An entry names the hash of the line before it, so a line's hash stands for that line and all before it.</remarks>
internal sealed record LedgerLine(byte[] Bytes, string Sha256, SavedEntry Entry)
{
    private const int DigestLength = 2 * SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> DigestMember => ",\"sha256\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    private static int TailLength => DigestMember.Length + DigestLength + End.Length;

    public static LedgerLine Of(SavedEntry entry)
    {
        ReadOnlySpan<byte> json = JsonSerializer.SerializeToUtf8Bytes(entry, SavedEntryContext.Strict.SavedEntry);
        var content = json[..^1];
        var digest = DigestOf(content);
        return new LedgerLine([.. content, .. DigestMember, .. Encoding.ASCII.GetBytes(digest), .. End], digest, entry);
    }

    /// <summary>Whether every byte is as it was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.Length > TailLength && line[^TailLength..].StartsWith(DigestMember) && line.EndsWith(End)
        && DigestIn(line).Equals(DigestOf(line[..^TailLength]), StringComparison.Ordinal);

    /// <summary>Reads a whole line.</summary>
    /// <exception cref="JsonException">It has other members than those of an entry.</exception>
    public static LedgerLine Read(ReadOnlySpan<byte> line)
    {
        byte[] json = [.. line[..^TailLength], (byte)'}'];
        return new LedgerLine(line.ToArray(), DigestIn(line), JsonSerializer.Deserialize(json, SavedEntryContext.Strict.SavedEntry)!);
    }

    private static string DigestIn(ReadOnlySpan<byte> line) => Encoding.ASCII.GetString(line[^(DigestLength + End.Length)..^End.Length]);

    private static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
