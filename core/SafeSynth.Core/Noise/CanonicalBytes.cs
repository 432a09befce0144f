using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SafeSynth.Noise;

/// <summary>
/// Spells a list of values as bytes from which no other list could be read: what is hashed and what keys are derived from.
/// </summary>
/// <remarks>Every value is preceded by its length in bytes, so the lists are in one-to-one correspondence with their spellings.</remarks>
internal sealed class CanonicalBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public CanonicalBytes Add(ReadOnlySpan<byte> value)
    {
        AddLength(value.Length);
        _bytes.Write(value);
        return this;
    }

    public CanonicalBytes Add(string value) => Add(Encoding.UTF8.GetBytes(value));

    public CanonicalBytes Add(long value) => Add([value]);

    public CanonicalBytes Add(ReadOnlySpan<long> values)
    {
        AddLength((long)sizeof(long) * values.Length);
        foreach (var value in values)
            AddLength(value);
        return this;
    }

    public void Clear() => _bytes.ResetWrittenCount();

    private void AddLength(long length)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), length);
        _bytes.Advance(sizeof(long));
    }
}
