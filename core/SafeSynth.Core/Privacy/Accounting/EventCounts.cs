namespace SafeSynth.Privacy;

/// <summary>Events in normal form: how often each different one is used, and the deltas that mechanisms bring with them.</summary>
/// <remarks>
/// Questions are left out: they cost nothing. Partition selection is a rounded Gaussian and, apart from it, a failure of probability
/// Delta; failures add up (Bun and Steinke 2016, lemma 8.2; for (epsilon, delta) the same union bound).
/// An (epsilon, delta)-DP mechanism is post-processing of a failure of probability delta and, apart from it, randomised response at epsilon
/// (Kairouz, Oh, Viswanath 2015, their canonical mechanism), which discrete Laplace noise of scale 1 / epsilon on a sensitivity of 1 is as
/// well: so truncated geometric selection is one of these for each key that one unit can touch.
/// </remarks>
internal sealed class EventCounts
{
    private readonly Dictionary<PrivacyEvent, long> _times = [];

    public EventCounts(IEnumerable<PrivacyEvent> events)
    {
        foreach (var spent in events)
            Add(spent, 1);
    }

    public IEnumerable<(PrivacyEvent Event, long Times)> Parts => _times.Select(part => (part.Key, part.Value));

    /// <summary>The probability that some mechanism fails, rounded up.</summary>
    public double OwnDelta { get; private set; }

    private void Add(PrivacyEvent spent, long times)
    {
        switch (spent)
        {
            case ComposedEvent composed:
                Add(composed.Part, checked(times * composed.Times));
                break;
            case PartitionSelectionEvent selection:
                OwnDelta = RoundedUp.Sum(OwnDelta, RoundedUp.Product(times, selection.Delta));
                Add(new RoundedGaussianEvent(selection.SigmaSquared, selection.L2Squared), times);
                break;
            case TruncatedGeometricEvent selection:
                OwnDelta = RoundedUp.Sum(OwnDelta, RoundedUp.Product(times, selection.Delta));
                Add(new DiscreteLaplaceEvent(1 / selection.Epsilon, 1), checked(times * selection.L0));
                break;
            default:
                var key = spent with { Question = "" };
                _times[key] = checked(_times.GetValueOrDefault(key) + times);
                break;
        }
    }
}
