using SafeSynth.Noise;
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
            [new DiscreteGaussianEvent(1000, 1), new DiscreteLaplaceEvent(1000, 1), new ExponentialEvent(new Rational(1, 1000))],
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

    [Fact]
    public void All_that_pure_DP_accepts_together_keeps_the_guarantee_and_one_more_does_not()
    {
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(1, 1e-6), 0.5, Composition.Pure));
        PrivacyEvent[] kinds =
        [
            new DiscreteLaplaceEvent(10, 2), new ExponentialEvent(new Rational(1, 7)), new TruncatedGeometricEvent(new Rational(1, 40), 500, 2), new LaplaceEvent(30, 1),
        ];

        var refused = kinds.Cycle().First(spent => !budget.TryCharge(spent));

        Assert.True(budget.Events.Count > kinds.Length);
        Assert.InRange(new PureAccountant().Compose(new FixedSchedule(budget.Events)).Epsilon(0.5e-6), 0.5, 1 + 1e-12);
        Assert.True(new PureAccountant().Compose(new FixedSchedule([.. budget.Events, refused])).Epsilon(0.5e-6) > 1 + 1e-6);
        Assert.True(budget.Cap.Accepts(budget.Events));
        Assert.False(budget.Cap.Accepts([.. budget.Events, refused]));
    }

    [Fact]
    public void Epsilons_add_up_exactly_though_rho_would_leave_room()
    {
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(0.3), 0, Composition.Pure));
        var third = new ExponentialEvent(Rational.RoundDown(0.3, 1074) / 3);

        budget.Charge(third);
        budget.Charge(third);
        Assert.Equal(0.1, budget.LeftEpsilon!.Value, 1e-15);
        budget.Charge(third);

        Assert.Equal(0, budget.LeftEpsilon);
        Assert.Equal(0, budget.Left.Rho);
        Assert.True(ZcdpAccountant.Price(budget.Events).Rho < budget.Limit.Rho / 10);
        var refusal = Assert.Throws<BudgetExceededException>(() => budget.Charge(new ExponentialEvent(new Rational(1, 1 << 30))));
        Assert.Contains("epsilon 0.3, of which 0 is left", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deltas_of_naming_keys_have_a_limit_of_their_own_in_pure_DP()
    {
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(10, 1e-6), 0.5, Composition.Pure));
        var selection = new TruncatedGeometricEvent(1, 14, 1);

        Assert.InRange(selection.Delta, 0.3e-6, 0.5e-6);
        Assert.True(budget.TryCharge(selection));
        Assert.False(budget.TryCharge(selection));
    }

    [Fact]
    public void Under_pure_DP_nothing_Gaussian_is_accepted()
    {
        var budget = new BudgetScope(ReleaseCap.Of(new Guarantee(1), 0.5, Composition.Pure));

        Assert.All<PrivacyEvent>(
            [new DiscreteGaussianEvent(1000, 1), new RoundedGaussianEvent(1000, 1), new PartitionSelectionEvent(10_000, 1, 900, 1e-9)],
            other => Assert.Equal("SS2002", Assert.Throws<SafeSynthException>(() => budget.Charge(other)).Code));
        Assert.False(budget.TryCharge(new RoundedGaussianEvent(1000, 1)));
        Assert.Empty(budget.Events);
    }

    [Fact]
    public void An_epsilon_survives_its_way_through_rho_to_the_last_digit()
    {
        var random = new Random(7);
        double[] epsilons = [double.Epsilon, 1e-200, 0.1, 1, 3, 1e150, .. Enumerable.Range(0, 20_000).Select(_ => Math.ScaleB(1 + random.NextDouble(), random.Next(-40, 40)))];

        // Of the first two the squares are below the least double.
        Assert.All(epsilons[2..], epsilon => Assert.Equal(epsilon, PureConversion.Epsilon(PureConversion.Rho(epsilon))));
        Assert.All(epsilons, epsilon => Assert.True(PureConversion.Rho(epsilon) > 0));
        Assert.Equal(1e150, PureConversion.Epsilon(double.MaxValue));
    }
}

file static class Sequences
{
    public static IEnumerable<T> Cycle<T>(this IReadOnlyList<T> items)
    {
        for (var i = 0; ; i++)
            yield return items[i % items.Count];
    }
}
