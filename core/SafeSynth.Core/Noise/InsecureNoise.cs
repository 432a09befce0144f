using System.Buffers.Binary;
using SafeSynth.Data;

namespace SafeSynth.Noise;

/// <summary>Noise from a number, for tests. Whoever knows or guesses the number can take the noise off: the guarantee is void.</summary>
public sealed class InsecureNoise(ulong seed) : INoiseProvider, IReleaseNoise
{
    private readonly SecretKey _key = KeyOf(seed);

    public NoiseKind Kind => NoiseKind.Void;

    public IReleaseNoise ForRelease(RawTable source, string planHash) => this;

    public bool IsFor(RawTable source) => true;

    public INoiseSource ForEvent(int index, string descriptor)
    {
        var purpose = new CanonicalBytes().Add("insecure noise").Add(index).Add(descriptor);
        return new AesCounterStream(_key.Derive(purpose, AesCounterStream.KeyBytes + AesCounterStream.CounterBytes));
    }

    private static SecretKey KeyOf(ulong seed)
    {
        Span<byte> bytes = stackalloc byte[SecretKey.Size];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        return new SecretKey(bytes);
    }
}
