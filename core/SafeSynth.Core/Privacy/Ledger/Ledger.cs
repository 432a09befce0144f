using System.Security.Cryptography;
using System.Text;
using SafeSynth.Generators.Saving;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>The append-only file of one account: what its releases may spend and have spent. See <c>docs/ledger.md</c>.</summary>
/// <remarks>
/// <para>A release reserves its cap, is fitted within it, and is settled. What <see cref="Reserve"/> has returned outlasts any crash, and
/// the limit is checked in the same critical section, across processes; so no noise is drawn that is not accounted for, and no two releases
/// spend the same budget. <see cref="LedgerAccount"/> says what that guarantees and why.</para>
/// <para>Safe for use by several threads. An instance remembers what it has read: a file that was exchanged under it is refused.</para>
/// </remarks>
public sealed class Ledger
{
    /// <summary>
    /// Leaves room for four releases that learn categories at the account's own delta, for 3 % more noise than with none.
    /// </summary>
    public const double DefaultThresholdShare = 0.5;

    private readonly ILedgerDisk _disk;
    private volatile LedgerBook _book;

    private Ledger(ILedgerDisk disk, LedgerBook book) => (_disk, _book) = (disk, book);

    public LedgerAccount Account => _book.Account;

    /// <summary>What each line says, in order.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _book.Entries;

    /// <summary>Every release, in the order of their reservations.</summary>
    public IReadOnlyList<LedgerRelease> Releases => _book.Balance.Releases;

    /// <summary>What is left of the account's <see cref="LedgerAccount.Budget"/>, rounded down.</summary>
    public ZcdpCost Left => LeftIn(_book);

    /// <summary>
    /// The epsilon that what is left comes to at the account's whole delta: about what a release without thresholds can still ask for.
    /// </summary>
    public double LeftEpsilon =>
        new ReleaseCap(Account.Limit, Account.Composition, Left with { Delta = 0 }).Curve.Epsilon(Account.Limit.Delta);

    /// <summary>The last line, for certificates to pin.</summary>
    public LedgerHead Head => _book.Head;

    /// <summary>Opens an account in a new file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="account">The declared name of the data set.</param>
    /// <param name="limit">What all releases together keep.</param>
    /// <param name="thresholdShare">The share of its delta, in [0, 1), for mechanisms that have one of their own. It cannot be changed
    /// later.</param>
    /// <param name="composition">How what the releases spend adds up. It cannot be changed later.</param>
    /// <exception cref="SafeSynthException">SS2012: the file exists. SS2007 to SS2009: it cannot be written, or cannot be locked. SS2019:
    /// accounts do not add up in pure DP.</exception>
    public static Ledger Create(
        string path, string account, Guarantee limit, double thresholdShare = DefaultThresholdShare, Composition composition = Composition.Zcdp) =>
        Create(new LedgerDisk(path), account, limit, thresholdShare, composition);

    internal static Ledger Create(ILedgerDisk disk, string account, Guarantee limit, double thresholdShare, Composition composition = Composition.Zcdp)
    {
        var opened = new LedgerAccount(account, limit, limit.Delta * thresholdShare, composition);
        var entry = new SavedOpening(LedgerBook.Format, NewName(), opened.Name, SavedGuarantee.Of(limit), opened.Budget.Delta, composition, Now());
        using var section = LedgerSection.Create(disk, new SavedEntry(Open: entry));
        return new Ledger(disk, section.Book);
    }

    /// <summary>Reads an account, which for that need not be writable.</summary>
    /// <exception cref="LedgerBrokenException">SS2006: a line is damaged.</exception>
    /// <exception cref="SafeSynthException">SS2007, SS2008: it cannot be read. SS2015: its format is newer.</exception>
    public static Ledger Open(string path) => Open(new LedgerDisk(path));

    internal static Ledger Open(ILedgerDisk disk) => new(disk, LedgerSection.Read(disk));

    /// <summary>Allows a release to spend up to its cap. To be called before its first measurement.</summary>
    /// <exception cref="SafeSynthException">
    /// SS2003: the account's limit does not allow it. SS2004: the data changed under the same label. SS2005: another unit or other
    /// neighbours. SS2006 to SS2011: the file is broken, cannot be written or locked, or is not what it was. SS2017: the account takes
    /// Gaussian noise only. SS2018: the key changed under the same label. SS2025: another version of the algorithm made this release. In
    /// each case nothing is spent.
    /// </exception>
    public LedgerReservation Reserve(ReleaseCap cap)
    {
        var release = NewName();
        Append(book =>
        {
            book.Account.RequireFitting(cap);
            RequireSameContent(book, cap);
            RequireSameVersion(book, cap);
            RequireRoom(book, cap);
            return [new SavedEntry(Reserve: SavedReservation.Of(release, cap, Now()))];
        });
        return ReservationOf(release)!;
    }

    /// <summary>
    /// Refuses a cap for which there was no room when the ledger was last read. Only <see cref="Reserve"/> makes sure of it.
    /// </summary>
    /// <exception cref="SafeSynthException">SS2003: the account's limit does not allow it.</exception>
    internal void RequireRoom(ReleaseCap cap) => RequireRoom(_book, cap);

    /// <summary>The release that a keyed one repeats, or goes on with after a crash; null if it is a new one. Nothing is entered.</summary>
    /// <exception cref="SafeSynthException">SS2004, SS2018: the content or the key changed under the same label. SS2006 to SS2011: as of
    /// <see cref="Reserve"/>.</exception>
    internal LedgerReservation? Find(ReleaseCap cap)
    {
        using var section = LedgerSection.Enter(_disk, _book);
        _book = section.Book;
        RequireSameContent(_book, cap);
        var same = _book.Balance.Releases.FirstOrDefault(other => other.Cap == cap && other.Settlements.All(settled => settled.Transcript is not null));
        return same is null ? null : ReservationOf(same.Id);
    }

    /// <summary>Checks every line, and whether a head that somebody kept is still among them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pinned">The head of a certificate, for instance.</param>
    /// <exception cref="SafeSynthException">SS2007, SS2008: it cannot be read. SS2015: its format is newer.</exception>
    public static LedgerVerdict Verify(string path, LedgerHead? pinned = null) => Verify(new LedgerDisk(path), pinned);

    internal static LedgerVerdict Verify(ILedgerDisk disk, LedgerHead? pinned = null)
    {
        try
        {
            var book = LedgerSection.Read(disk);
            var last = book.Head.Line;
            if (pinned is { } head && !book.Knows(head.Sha256))
            {
                return head.Line > last
                    ? new LedgerVerdict(LedgerState.RolledBack, last, LedgerFault.RolledBack(disk.Path, head, last).Message)
                    : new LedgerVerdict(LedgerState.Forked, head.Line, LedgerFault.Forked(disk.Path, head, head.Line).Message);
            }

            var isUnfinished = book.LacksLineFeed || book.Excess > 0;
            return new LedgerVerdict(
                LedgerState.Sound, last, isUnfinished ? "Sound; a crash left an unfinished line, which the next release mends." : "Sound.", isUnfinished);
        }
        catch (LedgerBrokenException fault)
        {
            return new LedgerVerdict(LedgerState.Broken, fault.Line, fault.Message);
        }
    }

    /// <summary>
    /// Enters what another copy of the ledger holds and this one does not. Both were spent, even if that is more than the limit.
    /// </summary>
    /// <param name="path">The ledger to go on with.</param>
    /// <param name="other">The copy, which is left as it is and should not be used any more.</param>
    /// <exception cref="SafeSynthException">SS2016: they are not copies of one ledger. SS2006 to SS2009: one of them is broken or cannot be
    /// used.</exception>
    public static LedgerMerge Merge(string path, string other)
    {
        var theirs = LedgerSection.Read(new LedgerDisk(other));
        using var section = LedgerSection.Enter(new LedgerDisk(path));
        var ours = section.Book;
        if (!ours.Knows(theirs.Lines[0].Sha256))
            throw LedgerFault.OtherAccount(path, other);

        var common = theirs.Lines.TakeWhile(line => ours.Knows(line.Sha256)).Count();
        if (common < theirs.Lines.Count)
        {
            var lines = theirs.Lines.Skip(common).Select(line => Encoding.UTF8.GetString(line.Bytes));
            section.Append(new SavedEntry(Merge: new SavedFork([.. lines])));
        }

        var merged = section.Book;
        var (spent, limit) = (merged.Balance.Spent, merged.Account.Budget);
        return new LedgerMerge(
            common < theirs.Lines.Count ? common + 1 : null, merged.Balance.Releases.Count - ours.Balance.Releases.Count,
            LeftIn(merged), spent.Rho > limit.Rho || spent.Delta > limit.Delta);
    }

    /// <summary>Where a release stands, and what it counts for; null if the account does not know it.</summary>
    internal (AccountEntry Entry, LedgerRelease Release)? PlaceOf(string release) => _book.Balance[release] is { } found
        ? (new AccountEntry(Account.Name, release, _book.HeadAt(release), _book.Balance.OrdinalOf(release)), found) : null;

    internal void Settle(LedgerReservation reservation, IReadOnlyList<PrivacyEvent> events, string? transcript)
    {
        var cap = reservation.Cap;
        if (events.FirstOrDefault(spent => !cap.Accountant.Supports(spent)) is { } unpriced)
            throw BudgetFault.UnknownEvent(unpriced.Mechanism, cap.Accountant.Name);
        var price = ZcdpAccountant.Price(events);
        if (!cap.Accepts(events))
            throw LedgerFault.SettlesTooMuch(reservation.Release, cap.Cost, price);

        var isSame = true;
        Append(book =>
        {
            if (book.Balance[reservation.Release] is { IsSettled: false })
                return [SettlementOf(reservation.Release)];
            var earlier = book.Balance[reservation.Release]!.Settlements[0].Transcript;
            if (earlier is null || transcript is null)
                throw LedgerFault.SettledBefore(reservation.Release);
            isSame = earlier == transcript;
            return isSame || IsKnown(book) ? [] : Diverged();
        });
        if (!isSame)
            throw KeyFault.Diverged();

        SavedEntry SettlementOf(string release) => new(Settle: SavedSettlement.Of(release, price, events, transcript));

        // The same divergence a second time, of a build that is tried again, shows nothing new.
        bool IsKnown(LedgerBook book) =>
            book.Balance.Releases.Any(other => other.Cap == cap && other.Settlements.Any(settled => settled.Transcript == transcript));

        // What was drawn otherwise cannot be undrawn: it is entered as a release of its own, even if that is more than the limit.
        SavedEntry[] Diverged()
        {
            var release = NewName();
            return [new SavedEntry(Reserve: SavedReservation.Of(release, cap, Now())), SettlementOf(release)];
        }
    }

    private void Append(Func<LedgerBook, IEnumerable<SavedEntry>> decide)
    {
        using var section = LedgerSection.Enter(_disk, _book);
        foreach (var entry in decide(section.Book))
            section.Append(entry);
        _book = section.Book;
    }

    private LedgerReservation? ReservationOf(string release) =>
        _book.Balance[release] is { } found ? new LedgerReservation(this, found, _book.HeadAt(release), _book.Balance.OrdinalOf(release)) : null;

    private static void RequireRoom(LedgerBook book, ReleaseCap cap)
    {
        var spent = book.Balance.Spent;
        var after = spent + cap.Cost;
        if (after.Rho > book.Account.Budget.Rho || after.Delta > book.Account.Budget.Delta)
            throw LedgerFault.LimitReached(book.Account, spent, cap);
    }

    private static void RequireSameContent(LedgerBook book, ReleaseCap cap)
    {
        var sameLabel = book.Balance.Releases.Select(release => release.Cap.Identity).OfType<ReleaseIdentity>()
            .Where(earlier => earlier.DataVersion == cap.Identity?.DataVersion);
        foreach (var earlier in sameLabel)
        {
            if (earlier.Key != cap.Identity!.Key)
                throw LedgerFault.KeyChanged(book.Account.Name, cap);
            if (earlier.Fingerprint != cap.Identity.Fingerprint)
                throw LedgerFault.ContentChanged(book.Account.Name, cap);
        }
    }

    // Who repeats a release expects it to be free, so that it must not be charged in silence.
    private static void RequireSameVersion(LedgerBook book, ReleaseCap cap)
    {
        if (cap.Identity is { } asked && book.Balance.Releases.Any(earlier => earlier.Cap.Identity?.DiffersInVersionAlone(asked) == true))
            throw LedgerFault.VersionChanged(book.Account.Name, cap);
    }

    private static ZcdpCost LeftIn(LedgerBook book)
    {
        var (limit, spent) = (book.Account.Budget, book.Balance.Spent);
        return new ZcdpCost(Math.Max(0, Math.BitDecrement(limit.Rho - spent.Rho)), Math.Max(0, Math.BitDecrement(limit.Delta - spent.Delta)));
    }

    private static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
}
