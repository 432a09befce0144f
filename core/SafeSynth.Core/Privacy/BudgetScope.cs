using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>What one release may spend, and the events it has spent: a filter that refuses before anything is drawn.</summary>
/// <remarks>
/// Guarantee: whatever is measured, in whatever adaptive order, all of it together is (epsilon, delta)-DP as long as every charge was accepted.
/// Proof: the accepted costs sum to at most the cap's, whichever way the adversary steers; <see cref="ReleaseCap"/> says why that is enough.
/// </remarks>
public sealed class BudgetScope(ReleaseCap cap)
{
    private readonly List<PrivacyEvent> _events = [];
    private ZcdpCost _spent;

    /// <param name="guarantee">What all charges together must keep.</param>
    /// <param name="thresholdShare">The share of delta, in [0, 1), set apart for mechanisms that have a delta of their own.</param>
    public BudgetScope(Guarantee guarantee, double thresholdShare)
        : this(ReleaseCap.Of(guarantee, thresholdShare))
    {
    }

    public ReleaseCap Cap { get; } = cap;

    public Guarantee Guarantee => Cap.Guarantee;

    /// <summary>The most that all charges may add up to.</summary>
    public ZcdpCost Limit => Cap.Cost;

    /// <summary>What is left, rounded down.</summary>
    public ZcdpCost Left => new(
        Math.Max(0, Math.BitDecrement(Limit.Rho - _spent.Rho)),
        Math.Max(0, Math.BitDecrement(Limit.Delta - _spent.Delta)));

    /// <summary>Every accepted charge, in order.</summary>
    public IReadOnlyList<PrivacyEvent> Events => _events.AsReadOnly();

    /// <summary>Accepts a cost, or refuses it and leaves the budget as it was.</summary>
    /// <exception cref="BudgetExceededException">SS2001: the charge does not fit.</exception>
    /// <exception cref="SafeSynthException">SS2002: the cap's composition has no price for the event.</exception>
    internal void Charge(PrivacyEvent spent)
    {
        var price = ReleaseCap.Price(spent, Cap.Composition);
        var after = _spent + price;
        // Asked so that a price that is no number is refused.
        if (!(price is { Rho: >= 0, Delta: >= 0 } && after.Rho <= Limit.Rho && after.Delta <= Limit.Delta))
            throw new BudgetExceededException(spent, Limit, _spent);
        _spent = after;
        _events.Add(spent);
    }
}
