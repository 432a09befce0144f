using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>
/// What one release may spend, and its dealings with its account: reserved before the first measurement, settled after the last.
/// </summary>
/// <remarks>
/// <para>Fresh noise: a release that ends in any way is settled with what it has drawn; one that is killed counts in full.</para>
/// <para>Keyed noise: a run of a release that the account knows draws the same noise for the same answers, so an observer sees nothing
/// new and nothing is charged. If the account saw it end, it must end with the same transcript: one that does not is charged and stopped
/// before anything of it is shown. If it did not end, it is resumed on the reservation it had; therefore a keyed run that fails is left
/// unsettled.</para>
/// </remarks>
internal sealed class ReleaseCharge : IDisposable
{
    private readonly LedgerReservation? _reservation;
    private bool _isOver;

    private ReleaseCharge(LedgerReservation? reservation, ReleaseCap cap) => (_reservation, Budget) = (reservation, new BudgetScope(cap));

    public BudgetScope Budget { get; }

    /// <summary>Where the release stands in its account; null if it is charged to none.</summary>
    public AccountEntry? Entry =>
        _reservation is { } entered ? new AccountEntry(entered.Account, entered.Release, entered.Head, entered.Ordinal) : null;

    /// <summary>Reserves the cap of a release, or finds the one that it repeats.</summary>
    /// <exception cref="SafeSynthException">The account refuses, as of <see cref="Ledger.Reserve"/>. Nothing is spent.</exception>
    public static ReleaseCharge Begin(Ledger? ledger, ReleaseTerms terms, ReleaseIdentity? identity)
    {
        if (ledger is null)
            return new ReleaseCharge(null, ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition));
        var cap = ledger.Account.CapFor(terms.Guarantee, terms.ThresholdShare, terms.Composition) with { Identity = identity };
        var reservation = (identity is null ? null : ledger.Find(cap)) ?? ledger.Reserve(cap);
        return new ReleaseCharge(reservation, cap);
    }

    /// <summary>Enters what was spent. Nothing of the release may be shown before this returns.</summary>
    /// <exception cref="SafeSynthException">As of <see cref="LedgerReservation.Settle"/>.</exception>
    public void Settle(Transcript transcript)
    {
        _isOver = true;
        Budget.Close();
        _reservation?.Settle(Budget.Events, _reservation.Cap.Identity is null ? null : transcript.Hash);
    }

    /// <summary>Settles a release of fresh noise that did not end well.</summary>
    public void Dispose()
    {
        Budget.Close();
        if (_isOver || _reservation is not { Cap.Identity: null })
            return;
        _isOver = true;
        try
        {
            _reservation.Settle(Budget.Events);
        }
        catch (SafeSynthException)
        {
            // It goes on counting in full, which is safe; why the release failed matters more to who reads the message.
        }
    }
}

/// <summary>What a release asks of an account.</summary>
/// <param name="Guarantee">What it keeps by itself.</param>
/// <param name="ThresholdShare">The share of its delta, in [0, 1), for mechanisms that have one of their own.</param>
/// <param name="Composition">How its costs add up.</param>
public sealed record ReleaseTerms(Guarantee Guarantee, double ThresholdShare, Composition Composition);

/// <summary>Where a release stands in its account.</summary>
/// <param name="Account">The declared name of the data set.</param>
/// <param name="Release">The release's random name.</param>
/// <param name="Head">The line of the ledger in which it was reserved, which stands for all lines up to it.</param>
/// <param name="Attempt">Which release of the account it is, from 1: also those count whose output was thrown away.</param>
public sealed record AccountEntry(string Account, string Release, LedgerHead Head, int Attempt);
