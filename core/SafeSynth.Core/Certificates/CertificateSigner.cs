using System.Security.Cryptography;
using SafeSynth.Plans;

namespace SafeSynth.Certificates;

/// <summary>An ECDSA key on the curve P-256, in a PEM file: private to sign certificates, public to check whose they are.</summary>
public sealed class CertificateSigner : IDisposable
{
    internal const string Algorithm = "ECDSA-P256-SHA256";

    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa _key;
    private readonly string _path;

    private CertificateSigner(ECDsa key, string path) => (_key, _path) = (key, path);

    /// <summary>Reads a key. Encrypted ones are not read: keep the key in a vault and write it to a file for the run.</summary>
    /// <exception cref="SafeSynthException">SS2032: the file cannot be read, or holds no key of that kind.</exception>
    public static CertificateSigner Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256
                ? new CertificateSigner(key, path) : throw new CryptographicException("its curve is another one");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw CertificateFault.NoKey(path, fault is IOException or UnauthorizedAccessException ? fault.Message.TrimEnd('.') : "it holds no such key");
        }
    }

    /// <exception cref="SafeSynthException">SS2032: the key is a public one.</exception>
    internal SavedSignature Sign(ReadOnlySpan<byte> content)
    {
        try
        {
            return new SavedSignature(Algorithm, PublicKey, Convert.ToBase64String(_key.SignData(content, HashAlgorithmName.SHA256)));
        }
        catch (CryptographicException)
        {
            throw CertificateFault.NoKey(_path, "it holds a public key, and signing takes the private one");
        }
    }

    /// <summary>The public half, in the form of SubjectPublicKeyInfo, in base64.</summary>
    internal string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>Whether the key that a signature names made it.</summary>
    internal static bool Made(SavedSignature signature, ReadOnlySpan<byte> content)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(signature.PublicKey), out _);
            return signature.Algorithm == Algorithm && key.VerifyData(content, Convert.FromBase64String(signature.Value), HashAlgorithmName.SHA256);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }
    }

    public void Dispose() => _key.Dispose();
}
