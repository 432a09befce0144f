using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>A declared data set with one unit and one limit, and what that limit lets all of its releases spend together.</summary>
/// <remarks>
/// <para>Guarantee: all that the account's releases publish, together and in whatever adaptive order, is (epsilon, delta)-DP for the
/// limit's unit and neighbours. No other promise is made: the guarantee of one release says what that release adds.</para>
/// <para>The rule. <see cref="Budget"/> = (rho*, delta*) is fixed when the account is opened: delta* is the part of delta for mechanisms
/// that have a delta of their own, and rho* is the largest rho that the rest of delta allows, rounded down (<see cref="ReleaseCap"/>). A
/// release is accepted if the sum of what settled releases spent, the caps of unsettled ones and its own cap, rounded up, is at most rho*
/// in rho and at most delta* in delta.</para>
/// <para>Proof. Order all measurements of all releases by the moment in which their noise is drawn. Who chooses the next may have seen
/// every earlier answer, also those of releases that run at the same time. A release's measurements never cost more than its cap ( see
/// cref="BudgetScope"/>), and it is settled only after its last one. So at every moment, on every path, the measurements made cost at most
/// the sum that the rule bounds, and <see cref="ReleaseCap"/> says for either composition why all of them together are (epsilon, delta)-DP.
/// That a settlement frees what was reserved but not spent is covered: a filter's costs may depend on the answers, its limits may
/// not.</para>
/// <para>Why delta* is fixed. It would be tempting to give the conversion whatever delta the releases have not yet used. But then the
/// limits depend on the answers: who spends the rest of delta on a threshold where the privacy loss came out low, and on more rho where it
/// came out high, gets both. For epsilon 1 and delta 1e-6, a Gaussian of 0.7 rho* first and such a choice after it reaches a delta of
/// 1.2e-6.</para>
/// </remarks>
public sealed record LedgerAccount
{
    /// <param name="name">The declared name of the data set.</param>
    /// <param name="limit">What all releases together keep.</param>
    /// <param name="thresholdDelta">The part of the limit's delta for mechanisms that have one of their own: 0 or more, less than all of
    /// it.</param>
    /// <param name="composition">How what its releases spend adds up: in zCDP or GDP.</param>
    /// <exception cref="SafeSynthException">SS2019: it would add up in pure DP.</exception>
    internal LedgerAccount(string name, Guarantee limit, double thresholdDelta, Composition composition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (composition == Composition.Pure)
            throw LedgerFault.PureAccount(name);
        (Name, Limit, Composition) = (name, limit, composition);
        Budget = ReleaseCap.OfThreshold(limit, thresholdDelta, composition).Cost;
    }

    public string Name { get; }

    /// <summary>What all releases together keep: the account's only guarantee.</summary>
    public Guarantee Limit { get; }

    /// <summary>
    /// How what the releases spend adds up. An account in GDP has room for more, but takes releases of exactly Gaussian noise only.
    /// </summary>
    public Composition Composition { get; }

    /// <summary>The most that all releases may add up to.</summary>
    public ZcdpCost Budget { get; }

    /// <summary>The most that a release needs to spend for its guarantee, but never more than the account has in all.</summary>
    /// <remarks>
    /// A release that asks for the account's own guarantee thus fits into an untouched account, however each of them divides delta. A
    /// release in pure DP is charged epsilon^2 / 2; where that is more than the account has, its epsilon goes down to what the account's
    /// rho covers.
    /// </remarks>
    /// <param name="release">What the release keeps by itself.</param>
    /// <param name="thresholdShare">The share of its delta, in [0, 1), for mechanisms that have one of their own.</param>
    /// <param name="composition">How the costs of the release add up.</param>
    /// <exception cref="SafeSynthException">
    /// SS2005: the release has another unit or other neighbours than the account. SS2017: it is not Gaussian throughout, but the account
    /// is. SS2024: it needs delta for thresholds, but the account sets none apart.
    /// </exception>
    public ReleaseCap CapFor(Guarantee release, double thresholdShare, Composition composition = Composition.Zcdp)
    {
        if (thresholdShare > 0 && Budget.Delta == 0)
            throw LedgerFault.NoThresholds(this);
        var cap = ReleaseCap.OfThreshold(release, Math.Min(release.Delta * thresholdShare, Budget.Delta), composition);
        RequireFitting(cap);
        return new ReleaseCap(release, composition, cap.Cost with { Rho = Math.Min(cap.Cost.Rho, Budget.Rho) });
    }

    /// <exception cref="SafeSynthException">As of <see cref="CapFor"/>.</exception>
    internal void RequireFitting(ReleaseCap cap)
    {
        if (cap.Guarantee.Unit != Limit.Unit || cap.Guarantee.Neighbors != Limit.Neighbors)
            throw LedgerFault.OtherUnit(this, cap.Guarantee);
        if (!Takes(cap.Composition))
            throw LedgerFault.NotGaussian(this);
    }

    /// <summary>Whether what a release spends in its composition adds up in the account's.</summary>
    internal bool Takes(Composition release) => Composition != Composition.Gdp || release == Composition.Gdp;
}
