using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A release's cap, entered in a ledger for good: until it is settled the release counts as having spent all of it.</summary>
public sealed class LedgerReservation
{
    private readonly Ledger _ledger;
    private readonly LedgerRelease _release;

    internal LedgerReservation(Ledger ledger, LedgerRelease release, LedgerHead head, int ordinal) =>
        (_ledger, _release, Head, Ordinal) = (ledger, release, head, ordinal);

    /// <summary>The release's random name.</summary>
    public string Release => _release.Id;

    /// <summary>The limit that the release's <see cref="BudgetScope"/> must have.</summary>
    public ReleaseCap Cap => _release.Cap;

    /// <summary>The line in which it was entered.</summary>
    public LedgerHead Head { get; }

    /// <summary>Which release of the account it is, from 1.</summary>
    public int Ordinal { get; }

    /// <summary>The declared name of the data set.</summary>
    public string Account => _ledger.Account.Name;

    /// <summary>
    /// Enters what the release has spent, after its last measurement, whether it succeeded or not. It may spend nothing more.
    /// </summary>
    /// <remarks>
    /// A second run that was answered as the first was spends nothing. One that was answered otherwise is entered as a release of its own.
    /// </remarks>
    /// <param name="events">Every use of a mechanism.</param>
    /// <param name="transcript">A hash of all noisy answers, if the release can be repeated from a key.</param>
    /// <exception cref="SafeSynthException">
    /// SS2013: the events cost more than the cap. SS2014: the release is settled. SS2023: an earlier run of it was answered otherwise.
    /// SS2002: an event has no price. SS2006 to SS2011: as of
    /// <see cref="Ledger.Reserve"/>. The release then goes on counting in full.
    /// </exception>
    public void Settle(IReadOnlyList<PrivacyEvent> events, string? transcript = null) => _ledger.Settle(this, events, transcript);
}
