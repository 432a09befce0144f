
namespace SafeSynth.Privacy;

/// <summary>What one release may spend, and the events it has spent: a zCDP filter that refuses before anything is drawn.</summary>
/// <remarks>
/// Guarantee: whatever is measured, in whatever adaptive order, all of it together is (epsilon, delta)-DP as long as every charge was accepted.
/// Proof: the accepted costs sum to at most (rho, delta') whichever way the adversary steers, so by the filter theorem for approximate zCDP
/// (Whitehouse, Ramdas, Rogers, Wu 2023, theorem 1) the whole is delta'-approximate rho-zCDP; rho was chosen so that rho-zCDP implies
/// (epsilon, delta - delta')-DP, and the two deltas add up (Bun and Steinke 2016, lemma 8.8).
/// </remarks>
public sealed class BudgetScope
{
    private readonly List<PrivacyEvent> _events = [];
    private ZcdpCost _spent;

    /// <param name="guarantee">What all charges together must keep.</param>
    /// <param name="thresholdShare">The share of delta, in [0, 1), set apart for mechanisms that have a delta of their own.</param>
    public BudgetScope(Guarantee guarantee, double thresholdShare)
    {
        Guarantee = guarantee;
        var ownDelta = guarantee.Delta * thresholdShare;
        Limit = new ZcdpCost(ZcdpConversion.Rho(guarantee.Epsilon, Math.BitDecrement(guarantee.Delta - ownDelta)), ownDelta);
    }

    public Guarantee Guarantee { get; }

    /// <summary>The most that all charges may add up to.</summary>
    public ZcdpCost Limit { get; }

    /// <summary>What is left, rounded down.</summary>
    public ZcdpCost Left => new(
        Math.Max(0, Math.BitDecrement(Limit.Rho - _spent.Rho)),
        Math.Max(0, Math.BitDecrement(Limit.Delta - _spent.Delta)));

    /// <summary>Every accepted charge, in order.</summary>
    public IReadOnlyList<PrivacyEvent> Events => _events.AsReadOnly();

    /// <summary>Accepts a cost, or refuses it and leaves the budget as it was.</summary>
    /// <exception cref="BudgetExceededException">SS2001: the charge does not fit.</exception>
    internal void Charge(PrivacyEvent spent)
    {
        var price = ZcdpAccountant.Price(spent);
        var after = _spent + price;
        // Asked so that a price that is no number is refused.
        if (!(price is { Rho: >= 0, Delta: >= 0 } && after.Rho <= Limit.Rho && after.Delta <= Limit.Delta))
            throw new BudgetExceededException(spent, Limit, _spent);
        _spent = after;
        _events.Add(spent);
    }
}
