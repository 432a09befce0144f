using SafeSynth.Data;

namespace SafeSynth.Noise;

/// <summary>
/// Noise that is derived from a secret and from all that makes a release what it is, so that a second run gives the same bytes.
/// </summary>
/// <remarks>
/// <para>Of the same rows, plan, label and version, a second run is the same release: an observer sees what was seen before, and nothing is
/// spent. If any of them differs, the noise has nothing to do with the one before and the release is a new one: charge it. A label
/// belongs to one content; <see cref="KeyedRelease.Identity"/> is what to remember it by.</para>
/// <para><b>Guarantee.</b> Computational differential privacy (Mironov, Pandey, Reingold, Vadhan 2009) against whoever does not hold the
/// secret. Proof: the seed of an event's stream is HKDF-Expand under a key extracted from the secret, at an input that spells purpose,
/// label, fingerprint, plan, version, index and descriptor one to one, so distinct events have distinct inputs. If HMAC-SHA256 is a
/// pseudorandom function, all seeds can be replaced by independent uniform ones; if AES-256 is a pseudorandom permutation, each stream of b
/// blocks by uniform bytes, at a distance below b^2 / 2^129. What is left is the same release with fresh noise, which is (epsilon,
/// delta)-DP; so every observer of bounded means, on either of two neighbouring tables, is off from that by those three advantages at most,
/// added to delta. Neighbouring tables have different fingerprints (<see cref="SourceFingerprint"/>), hence independent noise, as fresh
/// noise is.</para>
/// <para><b>Not covered.</b> Whoever holds the secret can derive the noise, take it off and read the exact answers: against them there is
/// no guarantee. Who gets hold of it later can do so to every release ever made with it. No claim is made of observers with quantum
/// computers. Memory and timing are outside, as with fresh noise.</para>
/// </remarks>
/// <param name="secret">Known to the owner of the data only.</param>
/// <param name="label">The public name of this version of the data.</param>
public sealed class KeyedNoise(SecretKey secret, string label) : INoiseProvider
{
    public NoiseKind Kind => NoiseKind.Keyed;

    public KeyedRelease ForRelease(RawTable source, string planHash) => new(secret, label, source, planHash);

    IReleaseNoise INoiseProvider.ForRelease(RawTable source, string planHash) => ForRelease(source, planHash);
}
