using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>How much a guarantee allows, and that it is not too much.</summary>
public sealed class ReleaseCapTests
{
    public static TheoryData<double, double, double> Guarantees => new()
    {
        { 0.1, 1e-9, 0 }, { 0.1, 1e-6, 0.1 }, { 1, 1e-9, 0 }, { 1, 1e-6, 0 }, { 1, 1e-6, 0.1 }, { 3, 1e-5, 0.5 }, { 10, 1e-12, 0.9 }, { 1, 1e-300, 0 },
    };

    [Theory]
    [MemberData(nameof(Guarantees))]
    public void What_a_cap_allows_keeps_its_guarantee_and_a_thousandth_more_does_not(double epsilon, double delta, double share)
    {
        foreach (var composition in Enum.GetValues<Composition>())
        {
            var cap = ReleaseCap.Of(new Guarantee(epsilon, delta), share, composition);

            Assert.True(cap.KeepsItsGuarantee, $"{composition}");
            Assert.False(new ReleaseCap(cap.Guarantee, composition, cap.Cost with { Rho = 1.001 * cap.Cost.Rho }).KeepsItsGuarantee, $"{composition}");
        }
    }

    // The standard deviation that a measurement needs falls with the root of rho.
    [Theory]
    [InlineData(1e-9, 0.048)]
    [InlineData(1e-6, 0.065)]
    public void Gaussian_plans_need_less_noise_in_Gaussian_DP(double delta, double less)
    {
        var zcdp = ReleaseCap.Of(new Guarantee(1, delta), 0, Composition.Zcdp);
        var gdp = ReleaseCap.Of(new Guarantee(1, delta), 0, Composition.Gdp);

        Assert.True(Math.Sqrt(zcdp.Cost.Rho / gdp.Cost.Rho) <= 1 - less);
    }

    [Fact]
    public void Under_Gaussian_DP_only_what_is_exactly_Gaussian_is_accepted()
    {
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(1), 0, Composition.Gdp));

        budget.Charge(new RoundedGaussianEvent(1000, 1));
        Assert.All<PrivacyEvent>(
            [new DiscreteGaussianEvent(1000, 1), new DiscreteLaplaceEvent(1000, 1), new ExponentialEvent(new SafeSynth.Noise.Rational(1, 1000))],
            other => Assert.Equal("SS2002", Assert.Throws<SafeSynthException>(() => budget.Charge(other)).Code));
        Assert.Single(budget.Events);
    }

    [Fact]
    public void All_that_Gaussian_DP_accepts_together_keeps_the_guarantee()
    {
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(1), 0, Composition.Gdp));

        while (budget.Left.Rho >= 1 / 800.0)
            budget.Charge(new RoundedGaussianEvent(400, 1));

        Assert.Throws<BudgetExceededException>(() => budget.Charge(new RoundedGaussianEvent(400, 1)));
        Assert.NotEmpty(budget.Events);
        Assert.True(new GdpAccountant().Compose(new FixedSchedule(budget.Events)).Epsilon(1e-6) <= 1);
        Assert.True(new GdpAccountant().Compose(new FixedSchedule([.. budget.Events, new RoundedGaussianEvent(400, 1)])).Epsilon(1e-6) > 1);
    }
}
