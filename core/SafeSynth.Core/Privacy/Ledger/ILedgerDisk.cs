namespace SafeSynth.Privacy;

/// <summary>Where a ledger is kept: a file of the operating system, or in tests a disk that loses and refuses.</summary>
internal interface ILedgerDisk
{
    /// <summary>What messages call the file.</summary>
    string Path { get; }

    /// <summary>
    /// Opens the file when no other process has it open in a way that excludes this one. Closing it, or dying, lets the next one in.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="SafeSynth.Plans.SafeSynthException">SS2008 or SS2009: another process held it for too long, or nothing is excluded
    /// here.</exception>
    ILedgerFile Open(LedgerAccess access);
}

/// <summary>What is to be done with a ledger.</summary>
internal enum LedgerAccess
{
    /// <summary>Read, while others may read.</summary>
    Read,

    /// <summary>Read and write, alone.</summary>
    Write,

    /// <summary>The same, of a file that may not be there yet.</summary>
    Create,
}

/// <summary>An open ledger. What was written is certain to outlast a crash only after <see cref="Flush"/>.</summary>
internal interface ILedgerFile : IDisposable
{
    byte[] ReadAll();

    /// <summary>Writes at a position, which is the end of the file; where the disk is full, perhaps only the first bytes.</summary>
    void Write(ReadOnlySpan<byte> bytes, long position);

    void Truncate(long length);

    void Flush();
}
