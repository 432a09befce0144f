using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A release's cap, entered in a ledger for good: until it is settled the release counts as having spent all of it.</summary>
public sealed class LedgerReservation
{
    private readonly Ledger _ledger;

    internal LedgerReservation(Ledger ledger, string release, ReleaseCap cap) => (_ledger, Release, Cap) = (ledger, release, cap);

    /// <summary>The release's random name.</summary>
    public string Release { get; }

    /// <summary>The limit that the release's <see cref="BudgetScope"/> must have.</summary>
    public ReleaseCap Cap { get; }

    /// <summary>Enters what the release has spent, after its last measurement, whether it succeeded or not. It may spend nothing more.</summary>
    /// <param name="events">Every use of a mechanism.</param>
    /// <param name="transcript">A hash of all noisy answers, if the release can be repeated from a key.</param>
    /// <exception cref="SafeSynthException">
    /// SS2013: the events cost more than the cap. SS2014: the release is settled. SS2002: an event has no price. SS2006 to SS2011: as of
    /// <see cref="Ledger.Reserve"/>. The release then goes on counting in full.
    /// </exception>
    public void Settle(IReadOnlyList<PrivacyEvent> events, string? transcript = null) => _ledger.Settle(this, events, transcript);
}
