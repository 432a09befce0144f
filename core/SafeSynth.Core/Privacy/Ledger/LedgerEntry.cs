namespace SafeSynth.Privacy;

/// <summary>What one line of a ledger says.</summary>
public abstract record LedgerEntry
{
    private protected LedgerEntry()
    {
    }
}

/// <summary>The account was opened: always the first line, and only that.</summary>
public sealed record AccountOpened(LedgerAccount Account, DateTimeOffset Time) : LedgerEntry;

/// <summary>A release was allowed to spend up to its cap.</summary>
/// <param name="Release">The release's random name.</param>
/// <param name="Cap">What it may spend.</param>
/// <param name="Time">When: before the first measurement, so it tells nothing about the data.</param>
public sealed record ReleaseReserved(string Release, ReleaseCap Cap, DateTimeOffset Time) : LedgerEntry;

/// <summary>
/// A release spent what it spent and will spend no more. There is no time here: how long a fit takes depends on the data.
/// </summary>
/// <param name="Release">The release's name.</param>
/// <param name="Events">Every use of a mechanism, with exact parameters.</param>
/// <param name="RecordedPrice">What they cost by the accounting of the day of the settlement.</param>
/// <param name="Transcript">A hash of all noisy answers, if the release can be repeated from a key.</param>
public sealed record ReleaseSettled(
    string Release, IReadOnlyList<PrivacyEvent> Events, ZcdpCost RecordedPrice, string? Transcript) : LedgerEntry
{
    /// <summary>What the events cost by today's accounting, which is what counts.</summary>
    public ZcdpCost Price { get; } = ZcdpAccountant.Price(Events);
}

/// <summary>The lines of another copy of the ledger that this one did not have.</summary>
public sealed record ForkMerged(IReadOnlyList<LedgerEntry> Entries) : LedgerEntry;

/// <summary>The end of a line that a crash had left unfinished, and that nobody had been told of, was cut off.</summary>
public sealed record UnfinishedLineCut(long Bytes) : LedgerEntry;
