namespace SafeSynth.Data;

/// <summary>UTF-8 texts that are only ever appended, each found again by an address. Costs a byte or two above the text itself.</summary>
internal sealed class TextPool
{
    private const int FirstChunk = 1 << 10, LargestChunk = 1 << 20;

    /// <summary>For cells that are not text.</summary>
    public static readonly TextPool None = new();

    private readonly List<byte[]> _chunks = [];
    private byte[] _chunk = [];
    private int _used;

    /// <summary>The text at an address that <see cref="Add"/> returned.</summary>
    public ReadOnlySpan<byte> this[ulong address]
    {
        get
        {
            ReadOnlySpan<byte> rest = _chunks[(int)(address >> 32)].AsSpan((int)(uint)address);
            var length = 0;
            for (var shift = 0; ; shift += 7)
            {
                var bits = rest[0];
                rest = rest[1..];
                length |= (bits & 0x7F) << shift;
                if (bits < 0x80) return rest[..length];
            }
        }
    }

    /// <summary>Appends a text and returns its address.</summary>
    public ulong Add(ReadOnlySpan<byte> utf8)
    {
        const int LongestPrefix = 5;
        if (_chunk.Length - _used < utf8.Length + LongestPrefix) AddChunk(utf8.Length + LongestPrefix);

        var address = ((ulong)(_chunks.Count - 1) << 32) | (uint)_used;
        var length = (uint)utf8.Length;
        for (; length >= 0x80; length >>= 7) _chunk[_used++] = (byte)(length | 0x80);
        _chunk[_used++] = (byte)length;
        utf8.CopyTo(_chunk.AsSpan(_used));
        _used += utf8.Length;
        return address;
    }

    private void AddChunk(int atLeast)
    {
        _chunk = new byte[Math.Max(atLeast, Math.Clamp(2 * _chunk.Length, FirstChunk, LargestChunk))];
        _chunks.Add(_chunk);
        _used = 0;
    }
}
