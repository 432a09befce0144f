using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>Accepts events, however they are chosen, until a limit fixed in advance would be exceeded.</summary>
/// <remarks>
/// The guarantee of an adaptive run is the limit, not the sum of what was accepted. For the proofs see <see cref="IAdaptiveAccountant"/>.
/// </remarks>
public sealed class PrivacyFilter
{
    private readonly Func<EventCounts, double> _cost;

    internal PrivacyFilter(Func<EventCounts, double> cost, double limit, double ownDelta) =>
        (_cost, Limit, OwnDeltaLimit) = (cost, limit, ownDelta);

    /// <summary>The most that accepted costs add up to, in the accountant's unit: epsilon, rho, Renyi divergence or mu squared.</summary>
    public double Limit { get; }

    /// <summary>The most that deltas of mechanisms add up to.</summary>
    public double OwnDeltaLimit { get; }

    /// <summary>The costs accepted so far, rounded up.</summary>
    public double Spent { get; private set; }

    /// <summary>The deltas accepted so far, rounded up.</summary>
    public double OwnDeltaSpent { get; private set; }

    /// <summary>Accepts an event, or refuses it and leaves the filter as it was.</summary>
    /// <exception cref="SafeSynthException">SS2002: the accountant has no price for the event.</exception>
    public bool TryCharge(PrivacyEvent spent)
    {
        var counts = new EventCounts([spent]);
        var after = RoundedUp.Sum(Spent, _cost(counts));
        var ownDeltaAfter = RoundedUp.Sum(OwnDeltaSpent, counts.OwnDelta);
        if (!(after <= Limit) || ownDeltaAfter > OwnDeltaLimit)
            return false;
        (Spent, OwnDeltaSpent) = (after, ownDeltaAfter);
        return true;
    }
}
