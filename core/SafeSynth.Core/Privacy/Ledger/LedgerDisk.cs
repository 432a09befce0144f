using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>
/// A ledger, or a history of canaries, in a file of the operating system, whose lock is on the file itself: it ends with the process that
/// holds it, however that ends.
/// </summary>
internal sealed class LedgerDisk(string path) : ILedgerDisk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Path => path;

    public ILedgerFile Open(LedgerAccess access)
    {
        var waiting = Stopwatch.StartNew();
        SafeFileHandle? handle;
        while ((handle = TryOpen(access)) is null)
        {
            if (waiting.Elapsed > Patience)
                throw LedgerFault.Busy(path, Patience);
            Thread.Sleep(Random.Shared.Next(1, 8));   // unequal, so that two that wait do not meet again
        }

        if (access != LedgerAccess.Read)
            RequireThatOthersAreLockedOut(handle);
        return new OpenFile(handle, path, access == LedgerAccess.Create);
    }

    /// <summary>Null where another process has the file.</summary>
    private SafeFileHandle? TryOpen(LedgerAccess access)
    {
        try
        {
            return access == LedgerAccess.Read
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read)
                : File.OpenHandle(path, access == LedgerAccess.Create ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (IsHeldByAnother(fault))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    private static bool IsHeldByAnother(IOException fault) =>
        fault.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    // Some network file systems accept a lock and do nothing. Then a second handle would get it as well.
    private void RequireThatOthersAreLockedOut(SafeFileHandle handle)
    {
        using var second = TryOpen(LedgerAccess.Write);
        if (second is null)
            return;
        handle.Dispose();
        throw LedgerFault.NoLocks(path);
    }

    private sealed class OpenFile(SafeFileHandle handle, string path, bool isCreated) : ILedgerFile
    {
        public byte[] ReadAll()
        {
            var content = new byte[RandomAccess.GetLength(handle)];
            for (int length = 0, read; length < content.Length; length += read)
            {
                read = RandomAccess.Read(handle, content.AsSpan(length), length);
                if (read == 0)
                    throw new EndOfStreamException("it became shorter while it was read");
            }

            return content;
        }

        public void Write(ReadOnlySpan<byte> bytes, long position) => RandomAccess.Write(handle, bytes, position);

        public void Truncate(long length) => RandomAccess.SetLength(handle, length);

        public void Flush()
        {
            RandomAccess.FlushToDisk(handle);
            if (isCreated)
                DirectoryEntry.Flush(path);
        }

        public void Dispose() => handle.Dispose();
    }
}
