using System.Diagnostics;
using System.Security.Cryptography;

namespace SafeSynth.Noise;

/// <summary>A secret of 32 bytes, from which keys for single purposes are derived (HKDF-SHA256, RFC 5869). Prints as nothing.</summary>
[DebuggerDisplay("secret")]
public sealed class SecretKey
{
    public const int Size = 32;

    private const int NameBytes = 8;

    private readonly byte[] _pseudorandomKey;

    /// <exception cref="ArgumentException">The secret is not of 32 bytes.</exception>
    public SecretKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Size)
            throw new ArgumentException($"A secret has {Size} bytes.", nameof(secret));
        _pseudorandomKey = new byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, secret, "SafeSynth"u8, _pseudorandomKey);
        Name = Convert.ToHexStringLower(Derive(new CanonicalBytes().Add("name of a key"), NameBytes));
    }

    /// <summary>16 hexadecimal digits that stand for the secret and do not help to find it.</summary>
    public string Name { get; }

    /// <summary>The key for one purpose; those for two purposes tell nothing of each other.</summary>
    /// <param name="purpose">A spelling that no other use of this secret has.</param>
    /// <param name="bytes">The length of the key.</param>
    internal byte[] Derive(CanonicalBytes purpose, int bytes)
    {
        var key = new byte[bytes];
        HKDF.Expand(HashAlgorithmName.SHA256, _pseudorandomKey, key, purpose.Written);
        return key;
    }

    public override string ToString() => "";
}
