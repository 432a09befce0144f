using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class TradeOffCurveTests
{
    private static readonly double[] Rates = [1e-6, 0.001, 0.01, 0.05, 0.3, 0.5, 0.9, 0.999];

    // Phi(Phi^-1(a) + mu), to 12 digits.
    [Theory]
    [InlineData(1, 0.05, 0.259511022841)]
    [InlineData(1, 0.5, 0.841344746069)]
    [InlineData(2, 0.01, 0.372080585435)]
    public void A_Gaussian_has_its_exact_trade_off(int mu, double falseAlarms, double found)
    {
        var curve = Of(new GdpAccountant(), new GaussianEvent(1, mu));

        Assert.Equal(found, curve.TruePositiveRate(falseAlarms), 1e-10);
    }

    [Fact]
    public void Duality_finds_the_trade_off_of_a_Gaussian_in_its_privacy_curve()
    {
        var exact = Of(new GdpAccountant(), new GaussianEvent(1, 1));
        var dual = Of(new PldAccountant(), new GaussianEvent(1, 1));

        Assert.All(Rates, rate =>
        {
            var found = exact.TruePositiveRate(rate);
            Assert.InRange(dual.TruePositiveRate(rate), found * (1 - 1e-12), found + 1e-7);
        });
    }

    [Fact]
    public void A_pure_guarantee_allows_what_randomised_response_achieves()
    {
        var curve = Of(new PureAccountant(), new LaplaceEvent(1, 2));

        Assert.All(Rates, rate => Assert.Equal(
            Math.Min(Math.Exp(2) * rate, 1 - Math.Exp(-2) * (1 - rate)), curve.TruePositiveRate(rate), 1e-9));
    }

    [Fact]
    public void Turned_round_it_tells_how_few_false_alarms_a_rate_of_finds_takes()
    {
        TradeOffCurve[] curves =
            [Of(new GdpAccountant(), new GaussianEvent(1, 1)), Of(new PureAccountant(), new LaplaceEvent(1, 2)), Of(new ZcdpAccountant(), new GaussianEvent(1, 1))];

        Assert.All(curves, curve => Assert.All(Rates, rate =>
        {
            var found = curve.TruePositiveRate(rate);
            Assert.InRange(curve.FalsePositiveRate(found), 0, rate * (1 + 1e-6));
            Assert.True(curve.TruePositiveRate(Math.Min(1, curve.FalsePositiveRate(found) + 1e-6)) >= found - 1e-5);
        }));
        Assert.Equal(0.05, curves[0].FalsePositiveRate(0.259511022841), 1e-10);
    }

    [Fact]
    public void The_curve_is_at_least_as_good_as_any_one_of_its_points()
    {
        var privacy = new ZcdpAccountant().Compose(new FixedSchedule(new GaussianEvent(1, 1)));
        var curve = new TradeOffCurve(privacy);

        foreach (var rate in Rates)
        {
            Assert.All(
                [0, 0.3, 1, 2, 5, 9],
                epsilon => Assert.True(
                    curve.TruePositiveRate(rate) <= MembershipBound.TruePositiveRate(epsilon, privacy.Delta(epsilon), rate) + 1e-9));
        }
    }

    [Fact]
    public void The_ends_are_the_chance_of_certainty_and_one()
    {
        Assert.Equal(0, Of(new PureAccountant(), new LaplaceEvent(1, 1)).TruePositiveRate(0));
        Assert.InRange(Of(new PldAccountant(), new PartitionSelectionEvent(100, 1, 50, 1e-7)).TruePositiveRate(0), 1e-7, 1.0001e-7);
        Assert.Equal(1, Of(new PldAccountant(), new LaplaceEvent(1, 1)).TruePositiveRate(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new PureAccountant()).TruePositiveRate(double.NaN));
    }

    [Fact]
    public void Without_a_loss_nothing_is_better_than_guessing() =>
        Assert.All(Rates, rate => Assert.Equal(rate, Of(new PureAccountant()).TruePositiveRate(rate), 1e-14));

    private static TradeOffCurve Of(IAccountant accountant, params IEnumerable<PrivacyEvent> events) =>
        new(accountant.Compose(new FixedSchedule(events)));
}
