using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A critical section on a ledger: from its opening to its end no other process reads or writes the file.</summary>
/// <remarks>
/// Append: the line, flush, its line feed, flush; only then is the caller told. A crash may keep any part of what was not flushed, in any
/// order, but a line feed is on the disk only if the line before it is. So after a crash the last line either ends in a line feed and is
/// whole, or does not and was never acknowledged. If the disk refuses, the file gets its former length back before the caller hears of it;
/// a crash in between leaves what any crash leaves.
/// </remarks>
internal sealed class LedgerSection : IDisposable
{
    private readonly ILedgerDisk _disk;
    private readonly ILedgerFile _file;

    private LedgerSection(ILedgerDisk disk, ILedgerFile file, LedgerBook book) => (_disk, _file, Book) = (disk, file, book);

    /// <summary>What the file holds.</summary>
    public LedgerBook Book { get; private set; }

    /// <summary>Waits for the file, reads and checks it, and mends the end that a crash may have left.</summary>
    /// <exception cref="SafeSynthException">SS2006 to SS2011, SS2015: it is held, unusable, broken, or not what it was.</exception>
    public static LedgerSection Enter(ILedgerDisk disk, LedgerBook? before = null) => Guarded(disk, LedgerAccess.Write, file =>
    {
        var section = new LedgerSection(disk, file, LedgerBook.Read(disk.Path, file.ReadAll(), before));
        section.Mend();
        return section;
    });

    /// <summary>Makes a file that holds the opening line alone, unless there is one that holds anything.</summary>
    /// <exception cref="SafeSynthException">SS2012: there is one.</exception>
    public static LedgerSection Create(ILedgerDisk disk, SavedEntry opening) => Guarded(disk, LedgerAccess.Create, file =>
    {
        if (file.ReadAll().Length > 0)
            throw LedgerFault.Exists(disk.Path);
        var line = LedgerLine.Of(opening);
        var section = new LedgerSection(disk, file, LedgerBook.Of(disk.Path, line));
        section.Write(line, position: 0);
        return section;
    });

    /// <summary>Reads a ledger, which need not be writable.</summary>
    public static LedgerBook Read(ILedgerDisk disk) => Guarded(disk, LedgerAccess.Read, file =>
    {
        using (file)
            return LedgerBook.Read(disk.Path, file.ReadAll());
    });

    /// <summary>Adds an entry. When this returns, it outlasts any crash.</summary>
    /// <exception cref="SafeSynthException">SS2007: the disk is full or fails; the ledger is as it was.</exception>
    public void Append(SavedEntry entry)
    {
        var line = LedgerLine.Of(entry with { Previous = Book.Head.Sha256 });
        var after = Book.With(line);
        Write(line, Book.Kept);
        Book = after;
    }

    public void Dispose() => _file.Dispose();

    private void Write(LedgerLine line, long position)
    {
        try
        {
            _file.Write(line.Bytes, position);
            _file.Flush();
            _file.Write("\n"u8, position + line.Bytes.Length);
            _file.Flush();
        }
        catch (IOException fault)
        {
            TakeBack(position);
            throw LedgerFault.Unusable(_disk.Path, fault);
        }
    }

    private void TakeBack(long length)
    {
        try
        {
            _file.Truncate(length);
            _file.Flush();
        }
        catch (IOException)
        {
            // Whoever opens the file next finds an unfinished line, or a whole one that counts although nobody relies on it.
        }
    }

    private void Mend()
    {
        if (Book.Excess > 0)
            _file.Truncate(Book.Kept);
        if (Book.LacksLineFeed)
        {
            _file.Flush();   // the line may have been read from a cache: it must not be ended before it is on the disk
            _file.Write("\n"u8, Book.Kept);
            _file.Flush();
            Book = LedgerBook.Read(_disk.Path, _file.ReadAll(), Book);
        }
        else if (Book.Excess > 0)
        {
            Append(new SavedEntry(Repair: new SavedCut(Book.Excess)));
        }
    }

    /// <summary>Opens the file and does something with it, which takes over the file if it succeeds.</summary>
    private static T Guarded<T>(ILedgerDisk disk, LedgerAccess access, Func<ILedgerFile, T> act)
    {
        ILedgerFile? file = null;
        try
        {
            file = disk.Open(access);
            return act(file);
        }
        catch (Exception fault)
        {
            file?.Dispose();
            if (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                throw LedgerFault.Unusable(disk.Path, fault);
            throw;
        }
    }
}
