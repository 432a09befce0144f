using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>An accountant for which each event has one exact number, and the numbers add up.</summary>
public abstract class AdditiveAccountant : IAdaptiveAccountant
{
    private protected AdditiveAccountant()
    {
    }

    public abstract string Name { get; }

    public bool Supports(PrivacyEvent spent) => new EventCounts([spent]).Parts.All(part => Cost(part.Event) is not null);

    public PrivacyCurve Compose(FixedSchedule schedule) => Curve(Total(schedule.Counts)).WithFailure(schedule.Counts.OwnDelta);

    public PrivacyFilter Filter(double epsilon, double delta, double ownDelta = 0) =>
        new(Total, Limit(epsilon, ownDelta == 0 ? delta : Math.BitDecrement(delta - ownDelta)), ownDelta);

    /// <summary>The curve of costs that add up to a total, in this accountant's unit.</summary>
    internal PrivacyCurve CurveOf(double total) => Curve(total);

    /// <summary>The cost of one event in normal form; null where there is no price.</summary>
    private protected abstract Rational? Cost(PrivacyEvent spent);

    private protected abstract PrivacyCurve Curve(double total);

    /// <summary>The largest total that keeps (epsilon, delta), rounded down.</summary>
    private protected abstract double Limit(double epsilon, double delta);

    /// <summary>The sum of all costs, rounded up.</summary>
    private protected double Total(EventCounts counts) => counts.Parts.Aggregate(
        0.0, (sum, part) => RoundedUp.Sum(sum, (part.Times * PriceOf(part.Event)).ToDoubleUp()));

    private protected Rational PriceOf(PrivacyEvent spent) => Cost(spent) ?? throw BudgetFault.UnknownEvent(spent.Mechanism, Name);
}
