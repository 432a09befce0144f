using System.Security.Cryptography;
using SafeSynth.Data;

namespace SafeSynth.Noise;

/// <summary>Noise from the operating system's cryptographic generator: the source of every release that is not keyed.</summary>
/// <remarks>
/// Bytes are drawn in blocks of 64 KB and wiped from the block as they are handed out, so that a memory dump does not reveal noise that
/// was already added. Not thread-safe: an instance belongs to one thread at a time; give each thread its own.
/// </remarks>
public sealed class SystemNoise : INoiseSource, INoiseProvider, IReleaseNoise
{
    private const int BlockBytes = 1 << 16;

    // Pinned: a garbage collection that moved the block would leave a copy of its bytes behind.
    private readonly byte[] _block = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);
    private int _next = BlockBytes;

    public NoiseKind Kind => NoiseKind.Fresh;

    // Releases may run side by side, so each has a block of its own.
    public IReleaseNoise ForRelease(RawTable source, string planHash) => new SystemNoise();

    public bool IsFor(RawTable source) => true;

    // Bytes that never come again are as good for any event.
    public INoiseSource ForEvent(int index, string descriptor) => this;

    public void Fill(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_next == BlockBytes)
            {
                RandomNumberGenerator.Fill(_block);
                _next = 0;
            }

            var bytes = _block.AsSpan(_next, Math.Min(buffer.Length, BlockBytes - _next));
            bytes.CopyTo(buffer);
            CryptographicOperations.ZeroMemory(bytes);
            buffer = buffer[bytes.Length..];
            _next += bytes.Length;
        }
    }
}
