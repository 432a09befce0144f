using SafeSynth.Noise;
using SafeSynth.Plans;
using static System.FormattableString;

namespace SafeSynth.Privacy;

/// <summary>What one release may spend, and the events it has spent: a filter that refuses before anything is drawn.</summary>
/// <remarks>
/// Guarantee: whatever is measured, in whatever adaptive order, all of it together is (epsilon, delta)-DP as long as every charge was
///   accepted. Proof: the accepted costs sum to at most the cap's, whichever way the adversary steers; <see cref="ReleaseCap"/> says why
///   that is enough. In every composition they are counted in zCDP, for the account; in pure DP epsilons are counted beside that, exactly.
/// </remarks>
public sealed class BudgetScope(ReleaseCap cap)
{
    private readonly List<PrivacyEvent> _events = [];
    private bool _isClosed;
    private ZcdpCost _spent;
    private Rational? _leftEpsilon = cap.Epsilon is { } epsilon ? Rational.RoundDown(epsilon, fractionBits: 1074) : null;

    /// <param name="guarantee">What all charges together must keep.</param>
    /// <param name="thresholdShare">The share of delta, in [0, 1), set apart for mechanisms that have a delta of their own.</param>
    public BudgetScope(Guarantee guarantee, double thresholdShare)
        : this(ReleaseCap.Of(guarantee, thresholdShare))
    {
    }

    public ReleaseCap Cap { get; } = cap;

    public Guarantee Guarantee => Cap.Guarantee;

    /// <summary>The most that all charges may add up to in zCDP.</summary>
    public ZcdpCost Limit => Cap.Cost;

    /// <summary>What is left in zCDP, rounded down; in pure DP no more than what is left of epsilon can come to.</summary>
    public ZcdpCost Left => new(
        Math.Min(Down(Limit.Rho - _spent.Rho), LeftEpsilon is { } epsilon ? Down(epsilon * epsilon / 2) : double.PositiveInfinity),
        Down(Limit.Delta - _spent.Delta));

    /// <summary>What is left of epsilon, rounded down; null where epsilons are not what adds up.</summary>
    public double? LeftEpsilon => _leftEpsilon?.ToDoubleDown();

    /// <summary>Every accepted charge, in order.</summary>
    public IReadOnlyList<PrivacyEvent> Events => _events.AsReadOnly();

    /// <summary>Accepts a cost, or refuses it and leaves the budget as it was.</summary>
    /// <exception cref="BudgetExceededException">SS2001: the charge does not fit.</exception>
    /// <exception cref="SafeSynthException">SS2002: the cap's composition has no price for the event.</exception>
    /// <exception cref="InvalidOperationException">The budget is closed.</exception>
    internal void Charge(PrivacyEvent spent)
    {
        if (_isClosed)
            throw new InvalidOperationException("The release is over: what it spent is settled, and nothing more may be measured.");
        if (!Cap.Accountant.Supports(spent))
            throw BudgetFault.UnknownEvent(spent.Mechanism, Cap.Accountant.Name);
        if (!TryCharge(spent))
            throw new BudgetExceededException(spent, InWords());
    }

    /// <summary>Ends the release: every charge from now on is a defect.</summary>
    internal void Close() => _isClosed = true;

    /// <summary>Whether a cost was accepted; if not, because it does not fit or has no price here, the budget is as it was.</summary>
    internal bool TryCharge(PrivacyEvent spent)
    {
        if (!Cap.Accountant.Supports(spent))
            return false;
        var price = ZcdpAccountant.Price(spent);
        var after = _spent + price;
        // Asked so that a price that is no number is refused.
        if (!(price is { Rho: >= 0, Delta: >= 0 } && after.Rho <= Limit.Rho && after.Delta <= Limit.Delta))
            return false;
        if (_leftEpsilon is { } left)
        {
            if (PureAccountant.Instance.Rest(left, spent) is not { } rest)
                return false;
            _leftEpsilon = rest;
        }

        _spent = after;
        _events.Add(spent);
        return true;
    }

    private string InWords() => LeftEpsilon is { } left
        ? Invariant($"epsilon {Cap.Epsilon:G6}, of which {left:G6} is left")
        : Invariant($"rho {Limit.Rho:G6}, of which {_spent.Rho:G6} is spent");

    private static double Down(double value) => Math.Max(0, Math.BitDecrement(value));
}
