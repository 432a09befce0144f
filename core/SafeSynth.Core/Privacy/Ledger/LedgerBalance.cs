namespace SafeSynth.Privacy;

/// <summary>The releases of an account and what they count for together, entry by entry.</summary>
internal sealed class LedgerBalance
{
    private readonly OrderedDictionary<string, LedgerRelease> _releases;

    public LedgerBalance() => _releases = [];

    public LedgerBalance(LedgerBalance other) => _releases = new(other._releases);

    public IReadOnlyList<LedgerRelease> Releases => _releases.Values;

    /// <summary>What is spent or reserved, rounded up.</summary>
    public ZcdpCost Spent => _releases.Values.Aggregate(default(ZcdpCost), (sum, release) => sum + release.Spent);

    /// <summary>Which release of the account this is, from 1.</summary>
    public int OrdinalOf(string release) => _releases.IndexOf(release) + 1;

    public LedgerRelease? this[string release] => _releases.GetValueOrDefault(release);

    /// <exception cref="InvalidDataException">The entry contradicts those before it.</exception>
    public void Add(LedgerEntry entry)
    {
        switch (entry)
        {
            case ReleaseReserved reserved:
                if (!_releases.TryAdd(reserved.Release, new LedgerRelease(reserved)))
                    throw new InvalidDataException("it reserves a release that has a reservation");
                break;
            case ReleaseSettled settled:
                if (this[settled.Release] is not { } release)
                    throw new InvalidDataException("it settles a release that has no reservation");
                _releases[settled.Release] = release with { Settlements = [.. release.Settlements, settled] };
                break;
        }
    }
}
