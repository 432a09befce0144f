using System.Security.Cryptography;
using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>
/// A running hash of what a release asked and what it was answered: two runs that differ in anything have different ones.
/// </summary>
/// <remarks>
/// With h0 the hash of a name and h(i) = SHA-256(h(i - 1), descriptor, answer), each spelled with its length, one hash stands for the whole
/// story up to an event. It is a function of answers that were released, hence post-processing: it may be shown, and needs no key.
/// </remarks>
public sealed class Transcript
{
    private byte[] _hash = SHA256.HashData("SafeSynth transcript"u8);

    /// <summary>The hash of everything so far: 64 hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(_hash);

    internal void Append(string descriptor, CanonicalBytes answer) =>
        _hash = SHA256.HashData(new CanonicalBytes().Add(_hash).Add(descriptor).Add(answer.Written).Written);
}
