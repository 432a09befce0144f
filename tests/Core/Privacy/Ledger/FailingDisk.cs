using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>
/// A disk that becomes full, a process that dies at any operation, and a crash that keeps any part of what was not flushed.
/// </summary>
internal sealed class FailingDisk : ILedgerDisk
{
    // What the file was at the last flush, and after every change since: a crash may mix them.
    private List<byte[]> _versions = [[]];

    public string Path => "disk";

    /// <summary>The most bytes that fit.</summary>
    public int Capacity { get; set; } = int.MaxValue;

    /// <summary>How many operations the process lives to see.</summary>
    public int Lifetime { get; set; } = int.MaxValue;

    public byte[] Content => _versions[^1];

    public ILedgerFile Open(LedgerAccess access) => new OpenFile(this);

    /// <summary>The power fails and comes back: of each block some version is there, and the length is that of some version.</summary>
    public void Crash(Random random)
    {
        var content = new byte[AnyVersion(random).Length];
        var block = 1 << random.Next(8);
        for (var start = 0; start < content.Length; start += block)
        {
            var version = AnyVersion(random).AsSpan();
            if (start < version.Length)
                version[start..Math.Min(start + block, Math.Min(version.Length, content.Length))].CopyTo(content.AsSpan(start));
        }

        _versions = [content];
    }

    private byte[] AnyVersion(Random random) => _versions[random.Next(_versions.Count)];

    /// <summary>The process is gone: nobody handles this.</summary>
    internal sealed class DeathException : Exception;

    private sealed class OpenFile(FailingDisk disk) : ILedgerFile
    {
        public byte[] ReadAll() => disk.Content;

        public void Write(ReadOnlySpan<byte> bytes, long position)
        {
            var dies = Die();
            var fits = Math.Min(bytes.Length, disk.Capacity - (int)position);
            var written = dies ? bytes.Length / 2 : fits;
            byte[] content = [.. disk.Content.AsSpan(0, (int)position), .. bytes[..Math.Min(written, fits)]];
            disk._versions.Add(content);
            if (dies)
                throw new DeathException();
            if (fits < bytes.Length)
                throw new IOException("No space left on device.");
        }

        public void Truncate(long length)
        {
            if (Die())
                throw new DeathException();
            disk._versions.Add(disk.Content[..(int)length]);
        }

        public void Flush()
        {
            if (Die())
                throw new DeathException();
            disk._versions = [disk.Content];
        }

        public void Dispose()
        {
        }

        private bool Die() => --disk.Lifetime < 0;
    }
}
