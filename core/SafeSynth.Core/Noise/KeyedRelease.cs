using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Noise;

/// <summary>The noise of one keyed release: see <see cref="KeyedNoise"/> for what it guarantees.</summary>
public sealed class KeyedRelease : IReleaseNoise
{
    /// <summary>
    /// To be raised when the same rows, plan and secret would lead to other exact answers, or to another use of the noise.
    /// </summary>
    public const int AlgorithmVersion = 4;

    private readonly SecretKey _secret;
    private readonly RawTable _source;
    private readonly string _planHash;

    internal KeyedRelease(SecretKey secret, string label, RawTable source, string planHash) =>
        (_secret, _source, _planHash, Identity) = (secret, source, planHash, new ReleaseIdentity(label, SourceFingerprint.Of(source, secret, label), secret.Name, $"{AlgorithmVersion}:{planHash}"));

    /// <summary>What the release is recognised by: the same label with another fingerprint must be refused.</summary>
    public ReleaseIdentity Identity { get; }

    public bool IsFor(RawTable source) => ReferenceEquals(source, _source);

    public INoiseSource ForEvent(int index, string descriptor)
    {
        var purpose = new CanonicalBytes()
            .Add("noise").Add(Identity.DataVersion).Add(Identity.Fingerprint).Add(_planHash).Add(AlgorithmVersion).Add(index).Add(descriptor);
        return new AesCounterStream(_secret.Derive(purpose, AesCounterStream.KeyBytes + AesCounterStream.CounterBytes));
    }
}
