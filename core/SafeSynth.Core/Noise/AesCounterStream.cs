using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SafeSynth.Noise;

/// <summary>The key stream of AES-256 in counter mode (NIST SP 800-38A, section 6.5): a pseudorandom generator.</summary>
/// <remarks>Handed-out bytes are wiped from the block. Not thread-safe.</remarks>
internal sealed class AesCounterStream : INoiseSource
{
    public const int KeyBytes = 32, CounterBytes = 16;

    private const int BlockBytes = 1 << 14;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _block = new byte[BlockBytes];
    private UInt128 _counter;
    private int _next = BlockBytes;

    /// <param name="seed">The key, then the first counter block.</param>
    public AesCounterStream(ReadOnlySpan<byte> seed)
    {
        _aes.SetKey(seed[..KeyBytes]);
        _counter = BinaryPrimitives.ReadUInt128BigEndian(seed[KeyBytes..]);
    }

    public void Fill(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_next == BlockBytes)
                Refill();
            var bytes = _block.AsSpan(_next, Math.Min(buffer.Length, BlockBytes - _next));
            bytes.CopyTo(buffer);
            CryptographicOperations.ZeroMemory(bytes);
            buffer = buffer[bytes.Length..];
            _next += bytes.Length;
        }
    }

    private void Refill()
    {
        for (var i = 0; i < BlockBytes; i += CounterBytes)
            BinaryPrimitives.WriteUInt128BigEndian(_block.AsSpan(i), unchecked(_counter++));
        _aes.EncryptEcb(_block, _block, PaddingMode.None);
        _next = 0;
    }
}
