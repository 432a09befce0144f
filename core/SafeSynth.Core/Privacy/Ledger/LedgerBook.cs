using System.Text;
using System.Text.Json;
using SafeSynth.Generators.Saving;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A ledger as it was read at one moment: every line checked, every entry understood. Does not change.</summary>
/// <remarks>
/// A line that ends in a line feed was whole before the line feed was written (<see cref="LedgerSection"/>), so anything wrong with it is
/// damage. Bytes after the last line feed are an append that a crash interrupted: nobody was told that it succeeded. If they are a whole
/// line but for its end they count, which can only overstate what was spent; else they are to be cut off.
/// </remarks>
internal sealed class LedgerBook
{
    public const int Format = 1;

    private readonly string _path;
    private readonly List<LedgerLine> _lines;
    private readonly List<LedgerEntry> _entries;
    private readonly HashSet<string> _known;
    private readonly LedgerBalance _balance;
    private byte[] _content;
    private LedgerAccount? _account;

    private LedgerBook(string path) =>
        (_path, _lines, _entries, _known, _balance, _content) = (path, [], [], [], new LedgerBalance(), []);

    private LedgerBook(LedgerBook other)
    {
        (_path, _content, _account) = (other._path, other._content, other._account);
        (_lines, _entries, _known) = ([.. other._lines], [.. other._entries], [.. other._known]);
        _balance = new LedgerBalance(other._balance);
    }

    public LedgerAccount Account => _account!;

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public IReadOnlyList<LedgerLine> Lines => _lines;

    public LedgerBalance Balance => _balance;

    public LedgerHead Head => new(_lines.Count, _lines[^1].Sha256);

    /// <summary>How many bytes of the file are whole lines.</summary>
    public int Kept => _content.Length - (LacksLineFeed ? 1 : 0);

    /// <summary>How many bytes follow them.</summary>
    public int Excess { get; private init; }

    /// <summary>Whether the last line is whole, but not ended.</summary>
    public bool LacksLineFeed { get; private init; }

    /// <summary>Reads a ledger.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="file">All bytes of it.</param>
    /// <param name="before">What it was when it was last read: only what has been added to that is read again.</param>
    /// <exception cref="LedgerBrokenException">SS2006: a line is damaged.</exception>
    /// <exception cref="SafeSynthException">SS2010 or SS2011: it does not go on from what it was. SS2015: its format is newer.</exception>
    public static LedgerBook Read(string path, ReadOnlySpan<byte> file, LedgerBook? before = null)
    {
        var goesOn = before is not null && file.StartsWith(before._content);
        var known = goesOn ? before! : new LedgerBook(path);
        var ended = file[..(file.LastIndexOf((byte)'\n') + 1)];
        var rest = file[ended.Length..];

        // A block that was not written in time may have left a byte of another value where the line feed was meant to be.
        var last = LedgerLine.IsWhole(rest) ? rest : rest.Length > 0 && LedgerLine.IsWhole(rest[..^1]) ? rest[..^1] : [];
        var book = new LedgerBook(known) { LacksLineFeed = last.Length > 0, Excess = rest.Length - last.Length };
        book._content = last.Length > 0 ? [.. ended, .. last, (byte)'\n'] : ended.ToArray();
        book.AddLines(book._content.AsSpan(known._content.Length));
        if (book._lines.Count == 0)
            throw LedgerFault.Empty(path);
        if (!goesOn)
            book.RequireSuccessorOf(before);
        return book;
    }

    /// <summary>The ledger with one line more.</summary>
    public LedgerBook With(LedgerLine line)
    {
        var book = new LedgerBook(this);
        book._content = [.. _content, .. line.Bytes, (byte)'\n'];
        book.AddLines(book._content.AsSpan(_content.Length));
        return book;
    }

    /// <summary>A ledger that consists of its first line.</summary>
    public static LedgerBook Of(string path, LedgerLine opening) => new LedgerBook(path).With(opening);

    /// <summary>The line that reserved a release, or that merged the fork in which it was reserved.</summary>
    public LedgerHead HeadAt(string release)
    {
        var index = _entries.FindIndex(entry => Reserves(entry, release));
        return new LedgerHead(index + 1, _lines[index].Sha256);

        static bool Reserves(LedgerEntry entry, string release) =>
            entry is ReleaseReserved reserved ? reserved.Release == release
            : entry is ForkMerged fork && fork.Entries.Any(entry => Reserves(entry, release));
    }

    /// <summary>Whether a line is part of this ledger, or of a fork that was merged into it.</summary>
    public bool Knows(string sha256) => _known.Contains(sha256);

    private void AddLines(ReadOnlySpan<byte> lines)
    {
        for (int end; (end = lines.IndexOf((byte)'\n')) >= 0; lines = lines[(end + 1)..])
            AddLine(lines[..end], _lines.Count + 1);
    }

    private void AddLine(ReadOnlySpan<byte> bytes, int number)
    {
        if (!LedgerLine.IsWhole(bytes))
            throw LedgerFault.Altered(_path, number);
        try
        {
            if (number == 1 && FormatOf(bytes) is var format and > Format)
                throw LedgerFault.Newer(_path, format, Format);
            var line = LedgerLine.Read(bytes);
            if (line.Entry.Previous != _lines.LastOrDefault()?.Sha256)
                throw LedgerFault.OutOfChain(_path, number);
            _entries.Add(Add(line));
            _lines.Add(line);
        }
        catch (JsonException fault)
        {
            throw LedgerFault.Unsound(_path, number, $"it does not follow the format at {fault.Path ?? "$"}");
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or ArithmeticException)
        {
            throw LedgerFault.Unsound(_path, number, fault.Message.TrimEnd('.'));
        }
    }

    // The entry of a line that comes next in this ledger or in a fork.
    private LedgerEntry Add(LedgerLine line)
    {
        Sound.Require(line.Entry.SaysOneThing(), "it does not say one thing");
        var entry = _account is not null && line.Entry.Merge is { } fork ? new ForkMerged(EntriesOf(fork)) : line.Entry.ToEntry(_account);
        if (entry is AccountOpened opened)
            _account = opened.Account;
        _balance.Add(entry);
        _known.Add(line.Sha256);
        return entry;
    }

    private List<LedgerEntry> EntriesOf(SavedFork fork)
    {
        var entries = new List<LedgerEntry>();
        foreach (var text in fork.Lines)
        {
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            Sound.Require(LedgerLine.IsWhole(bytes), "it holds a line of a fork that is not as it was written");
            var line = LedgerLine.Read(bytes);
            Sound.Require(line.Entry.Previous is { } previous && Knows(previous), "it holds a line of a fork that follows none that is known");
            if (!Knows(line.Sha256))
                entries.Add(Add(line));
        }

        return entries;
    }

    private void RequireSuccessorOf(LedgerBook? before)
    {
        foreach (var (index, line) in (before?._lines ?? []).Index())
        {
            if (index >= _lines.Count)
                throw LedgerFault.RolledBack(_path, before!.Head, _lines.Count);
            if (line.Sha256 != _lines[index].Sha256)
                throw LedgerFault.Forked(_path, before!.Head, index + 1);
        }
    }

    private static int FormatOf(ReadOnlySpan<byte> line)
    {
        using var json = JsonDocument.Parse(line.ToArray());
        return json.RootElement.TryGetProperty("open", out var open) && open.ValueKind == JsonValueKind.Object
            && open.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out var number)
            ? number : 0;
    }
}
