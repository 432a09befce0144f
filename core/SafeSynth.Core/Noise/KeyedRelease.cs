using SafeSynth.Data;

namespace SafeSynth.Noise;

/// <summary>The noise of one keyed release: see <see cref="KeyedNoise"/> for what it guarantees.</summary>
public sealed class KeyedRelease : IReleaseNoise
{
    /// <summary>To be raised when the same rows, plan and secret would lead to other exact answers, or to another use of the noise.</summary>
    public const int AlgorithmVersion = 1;

    private readonly SecretKey _secret;
    private readonly RawTable _source;

    internal KeyedRelease(SecretKey secret, string label, RawTable source, string planHash) =>
        (_secret, Label, _source, PlanHash, Fingerprint) = (secret, label, source, planHash, SourceFingerprint.Of(source, secret));

    /// <summary>The public name of this version of the data.</summary>
    public string Label { get; }

    /// <summary>The keyed fingerprint of the rows: the same label with another one must be refused.</summary>
    public string Fingerprint { get; }

    public string PlanHash { get; }

    public bool IsFor(RawTable source) => ReferenceEquals(source, _source);

    public INoiseSource ForEvent(int index, string descriptor)
    {
        var purpose = new CanonicalBytes().Add("noise").Add(Label).Add(Fingerprint).Add(PlanHash).Add(AlgorithmVersion).Add(index).Add(descriptor);
        return new AesCounterStream(_secret.Derive(purpose, AesCounterStream.KeyBytes + AesCounterStream.CounterBytes));
    }
}
