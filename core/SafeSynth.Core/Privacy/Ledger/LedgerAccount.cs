using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A declared data set with one unit and one limit, and what that limit lets all of its releases spend together.</summary>
/// <remarks>
/// <para>Guarantee: all that the account's releases publish, together and in whatever adaptive order, is (epsilon, delta)-DP for the limit's
/// unit and neighbours. No other promise is made: the guarantee of one release says what that release adds.</para>
/// <para>The rule. <see cref="Budget"/> = (rho*, delta*) is fixed when the account is opened: delta* is the part of delta for mechanisms that have a
/// delta of their own, and rho* is the largest rho that implies (epsilon, delta - delta*)-DP, rounded down. A release is accepted if the sum of
/// what settled releases spent, the caps of unsettled ones and its own cap, rounded up, is at most rho* in rho and at most delta* in delta.</para>
/// <para>Proof. Order all measurements of all releases by the moment in which their noise is drawn. Who chooses the next may have seen every
/// earlier answer, also those of releases that run at the same time. A release's measurements never cost more than its cap (<see
/// cref="BudgetScope"/>), and it is settled only after its last one. So at every moment, on every path, the measurements made cost at most the sum
/// that the rule bounds. By the filter theorem for approximate zCDP (Whitehouse, Ramdas, Rogers, Wu 2023, theorem 1) all of them are
/// delta*-approximate rho*-zCDP, hence (epsilon, delta)-DP (Bun and Steinke 2016, lemma 8.8). That a settlement frees what was reserved
/// but not spent is covered: a filter's costs may depend on the answers, its limits may not.</para>
/// <para>Why delta* is fixed. It would be tempting to give the conversion whatever delta the releases have not yet used. But then the limits
/// depend on the answers: who spends the rest of delta on a threshold where the privacy loss came out low, and on more rho where it came out
/// high, gets both. For epsilon 1 and delta 1e-6, a Gaussian of 0.7 rho* first and such a choice after it reaches a delta of 1.2e-6.</para>
/// </remarks>
public sealed record LedgerAccount
{
    /// <param name="name">The declared name of the data set.</param>
    /// <param name="limit">What all releases together keep.</param>
    /// <param name="thresholdDelta">The part of the limit's delta for mechanisms that have one of their own: 0 or more, less than all of it.</param>
    internal LedgerAccount(string name, Guarantee limit, double thresholdDelta)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var converted = Math.BitDecrement(limit.Delta - thresholdDelta);
        if (!(thresholdDelta >= 0 && converted > 0))
            throw new ArgumentOutOfRangeException(nameof(thresholdDelta), thresholdDelta, "The part is 0 or more, and less than the limit's delta.");
        (Name, Limit) = (name, limit);
        Budget = new ZcdpCost(ZcdpConversion.Rho(limit.Epsilon, converted), thresholdDelta);
    }

    public string Name { get; }

    /// <summary>What all releases together keep: the account's only guarantee.</summary>
    public Guarantee Limit { get; }

    /// <summary>The most that all releases may add up to.</summary>
    public ZcdpCost Budget { get; }

    /// <summary>The most that a release needs to spend for its guarantee, but never more than the account has in all.</summary>
    /// <remarks>A release that asks for the account's own guarantee thus fits into an untouched account, however each of them divides delta.</remarks>
    /// <param name="release">What the release keeps by itself.</param>
    /// <param name="thresholdShare">The share of its delta, in [0, 1), for mechanisms that have one of their own.</param>
    /// <exception cref="SafeSynthException">SS2005: the release has another unit or other neighbours than the account.</exception>
    public ReleaseCap CapFor(Guarantee release, double thresholdShare)
    {
        RequireSameUnit(release);
        var thresholdDelta = Math.Min(release.Delta * thresholdShare, Budget.Delta);
        var rho = ZcdpConversion.Rho(release.Epsilon, Math.BitDecrement(release.Delta - thresholdDelta));
        return new ReleaseCap(release, new ZcdpCost(Math.Min(rho, Budget.Rho), thresholdDelta));
    }

    /// <exception cref="SafeSynthException">SS2005: the guarantee is for another unit or other neighbours.</exception>
    internal void RequireSameUnit(Guarantee release)
    {
        if (release.Unit != Limit.Unit || release.Neighbors != Limit.Neighbors)
            throw LedgerFault.OtherUnit(this, release);
    }
}
