using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SafeSynth.Plans;

namespace SafeSynth.Noise;

/// <summary>A file that holds a secret: 32 random bytes, in hexadecimal or base64, and white space around them.</summary>
/// <param name="Secret">What the file holds.</param>
/// <param name="Warning">What should be done about the file, in a sentence; null when nothing should.</param>
public sealed record KeyFile(SecretKey Secret, string? Warning)
{
    // 64 digits, and room for line ends.
    private const int LongestFile = 256;

    /// <exception cref="SafeSynthException">SS2020: the file cannot be opened. SS2021: it does not hold a secret.</exception>
    public static KeyFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var text = new byte[LongestFile + 1];
            var length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            var secret = length <= LongestFile ? SecretOf(text.AsSpan(0, length).Trim(" \t\r\n"u8)) : null;
            CryptographicOperations.ZeroMemory(text);
            return new KeyFile(secret ?? throw KeyFault.NotAKey(path), WarningOf(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw KeyFault.Unreadable(path, fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>
    /// Writes a new secret, which on Unix only the owner may read. No file is ever overwritten: a secret that is lost cannot be made again.
    /// </summary>
    /// <exception cref="SafeSynthException">SS2022: there is such a file, or it cannot be written.</exception>
    public static KeyFile Create(string path)
    {
        var bytes = RandomNumberGenerator.GetBytes(SecretKey.Size);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(path, options);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes) + "\n"));
            stream.Flush(flushToDisk: true);
            return new KeyFile(new SecretKey(bytes), Warning: null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw KeyFault.NotCreated(path, fault.Message.TrimEnd('.'));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static SecretKey? SecretOf(ReadOnlySpan<byte> text)
    {
        Span<byte> secret = stackalloc byte[SecretKey.Size];
        try
        {
            return Decoded(text, secret) ? new SecretKey(secret) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static bool Decoded(ReadOnlySpan<byte> text, Span<byte> secret) => text.Length == 2 * SecretKey.Size
        ? Convert.FromHexString(text, secret, out _, out _) == System.Buffers.OperationStatus.Done
        : text.Length == Base64.GetMaxEncodedToUtf8Length(SecretKey.Size)
            && Base64.DecodeFromUtf8(text, secret, out _, out var written) == System.Buffers.OperationStatus.Done && written == SecretKey.Size;

    private static string? WarningOf(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0
            ? $"Other users may read or write the key file '{path}', and whoever has the key can take the noise off. Run: chmod 600 '{path}'."
            : null;
    }
}
