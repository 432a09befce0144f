using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SafeSynth.Noise;

/// <summary>Reads 64-bit words from a noise source, a block at a time; what is left of the last block is wiped, never used.</summary>
internal sealed class NoiseReader(INoiseSource noise, int blockWords) : IDisposable
{
    /// <summary>Block for one draw, which takes about a dozen words.</summary>
    public const int ForOneDraw = 16;

    /// <summary>Block for many draws: large enough to make refilling free, small enough to stay in the nearest cache.</summary>
    public const int ForManyDraws = 512;

    private readonly ulong[] _words = GC.AllocateUninitializedArray<ulong>(blockWords);
    private int _next = blockWords;

    /// <summary>The next word, uniform on [0, 2^64) and independent of all others. Little-endian on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var words = _words;
        if ((uint)_next >= (uint)words.Length)
            Refill();
        return words[_next++];
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_words.AsSpan()));

        // What is wiped must never be read as noise.
        _next = _words.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        noise.Fill(MemoryMarshal.AsBytes(_words.AsSpan()));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(_words, _words);
        _next = 0;
    }
}
