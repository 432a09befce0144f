using System.Runtime.InteropServices;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

/// <summary>Hands out the given words, then fails: for the events that chance would not bring about in a test's lifetime.</summary>
internal sealed class ScriptedNoise(params IEnumerable<ulong> words) : INoiseSource
{
    private readonly Queue<ulong> _words = new(words);

    public int WordsLeft => _words.Count;

    /// <summary>A reader that takes one word at a time, so that <see cref="WordsLeft"/> counts what was used.</summary>
    public NoiseReader Reader() => new(this, blockWords: 1);

    public void Fill(Span<byte> buffer)
    {
        foreach (ref var word in MemoryMarshal.Cast<byte, ulong>(buffer))
            word = BitConverter.IsLittleEndian ? _words.Dequeue() : throw new PlatformNotSupportedException();
    }
}
