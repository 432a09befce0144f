using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class PrivacyFilterTests
{
    private static readonly GaussianEvent Small = new(20, 1);

    public static TheoryData<IAdaptiveAccountant> ForGaussians => [new ZcdpAccountant(), new RdpAccountant(), new GdpAccountant()];

    [Theory]
    [MemberData(nameof(ForGaussians))]
    public void A_filter_accepts_as_many_events_as_a_schedule_of_the_guarantee_holds(IAdaptiveAccountant accountant)
    {
        double Epsilon(int times) => accountant.Compose(new FixedSchedule(new ComposedEvent(Small, times))).Epsilon(1e-6);
        var filter = accountant.Filter(1, 1e-6);

        var accepted = 0;
        while (filter.TryCharge(Small))
            accepted++;

        // The filter of one order, chosen before the first event, may stop one event early.
        Assert.True(Epsilon(accepted) <= 1);
        Assert.True(Epsilon(accepted + 2) > 1);
    }

    [Fact]
    public void What_is_refused_is_not_charged_and_something_smaller_may_still_fit()
    {
        var filter = new PureAccountant().Filter(1, 0);

        Assert.True(filter.TryCharge(new LaplaceEvent(2, 1)));
        Assert.False(filter.TryCharge(new LaplaceEvent(1, 1)));
        Assert.Equal(0.5, filter.Spent);
        Assert.True(filter.TryCharge(new LaplaceEvent(4, 1)));
    }

    [Fact]
    public void Deltas_of_mechanisms_have_a_limit_of_their_own()
    {
        var filter = new ZcdpAccountant().Filter(10, 1e-6, ownDelta: 1e-7);

        Assert.True(filter.TryCharge(new PartitionSelectionEvent(100, 1, 90, 9e-8)));
        Assert.False(filter.TryCharge(new PartitionSelectionEvent(100, 1, 90, 9e-8)));
        Assert.True(filter.TryCharge(new DiscreteGaussianEvent(100, 1)));
        Assert.True(filter.Limit < new ZcdpAccountant().Filter(10, 1e-6).Limit);
    }

    [Fact]
    public void An_event_without_a_price_is_a_fault() =>
        Assert.Equal("SS2002", Assert.Throws<SafeSynthException>(
            () => new GdpAccountant().Filter(1, 1e-6).TryCharge(new LaplaceEvent(1, 1))).Code);

    [Fact]
    public void Loss_distributions_have_no_filter() =>
        Assert.False(typeof(IAdaptiveAccountant).IsAssignableFrom(typeof(PldAccountant)));
}
