namespace SafeSynth.Privacy;

/// <summary>Events whose mechanisms and parameters were all fixed before the first draw, and that will all be carried out.</summary>
/// <remarks>
/// Law of accounting: what is asked may depend on earlier answers, but how much noise is added, and when to stop, may not. Runs in which it
/// does are accounted for by a <see cref="PrivacyFilter"/>, whose guarantee is its limit; there is no way from a filter to a schedule.
/// </remarks>
public sealed class FixedSchedule
{
    private readonly EventCounts _counts;

    public FixedSchedule(params IEnumerable<PrivacyEvent> events)
    {
        Events = [.. events];
        _counts = new EventCounts(Events);
    }

    public IReadOnlyList<PrivacyEvent> Events { get; }

    internal EventCounts Counts => _counts;
}
