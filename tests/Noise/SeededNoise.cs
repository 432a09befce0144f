using System.Buffers.Binary;
using System.Security.Cryptography;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

/// <summary>A repeatable stream for tests: AES in counter mode under a key made of the seed.</summary>
internal sealed class SeededNoise : INoiseSource
{
    private const int BlockBytes = 1 << 14;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _block = new byte[BlockBytes];
    private int _next = BlockBytes;
    private ulong _counter;

    public SeededNoise(int seed)
    {
        var key = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(key, seed);
        _aes.Key = key;
    }

    public void Fill(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_next == BlockBytes)
                NextBlock();
            var bytes = _block.AsSpan(_next, Math.Min(buffer.Length, BlockBytes - _next));
            bytes.CopyTo(buffer);
            buffer = buffer[bytes.Length..];
            _next += bytes.Length;
        }
    }

    private void NextBlock()
    {
        var counters = new byte[BlockBytes];
        for (var i = 0; i < BlockBytes; i += 16)
            BinaryPrimitives.WriteUInt64LittleEndian(counters.AsSpan(i), _counter++);
        _aes.EncryptEcb(counters, _block, PaddingMode.None);
        _next = 0;
    }
}
