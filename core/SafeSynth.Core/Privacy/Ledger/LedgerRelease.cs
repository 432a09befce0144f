namespace SafeSynth.Privacy;

/// <summary>One release of an account and what it counts for: its events if it was settled, else its whole cap.</summary>
public sealed record LedgerRelease(ReleaseReserved Reserved)
{
    public string Id => Reserved.Release;

    public ReleaseCap Cap => Reserved.Cap;

    /// <summary>Usually none or one; more where forks of the ledger settled the release differently, and then all of them count.</summary>
    public IReadOnlyList<ReleaseSettled> Settlements { get; init; } = [];

    public bool IsSettled => Settlements.Count > 0;

    /// <summary>What the release counts for against the limit.</summary>
    public ZcdpCost Spent => IsSettled
        ? Settlements.Aggregate(default(ZcdpCost), (sum, settlement) => sum + settlement.Price)
        : Cap.Cost;
}
