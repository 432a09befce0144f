using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class BudgetScopeTests
{
    [Fact]
    public void All_that_a_scope_accepts_together_keeps_its_guarantee()
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0.1);

        while (TryCharge(budget, new DiscreteGaussianEvent(400, 1)))
        {
        }

        var spent = ZcdpAccountant.Price(budget.Events);
        Assert.NotEmpty(budget.Events);
        Assert.True(ZcdpConversion.Epsilon(spent.Rho, 0.9e-6) <= 1);
    }

    [Fact]
    public void A_charge_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0);
        budget.Charge(new DiscreteGaussianEvent(100, 1));
        var left = budget.Left;

        var refusal = Assert.Throws<BudgetExceededException>(() => budget.Charge(new DiscreteGaussianEvent(1, 1)));

        Assert.Equal("SS2001", refusal.Code);
        Assert.Equal(left, budget.Left);
        Assert.Single(budget.Events);
    }

    [Fact]
    public void A_threshold_may_not_spend_delta_that_the_conversion_uses()
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0.1);

        Assert.Throws<BudgetExceededException>(() => budget.Charge(new PartitionSelectionEvent(10_000, 1, 500, 2e-7)));
        budget.Charge(new PartitionSelectionEvent(10_000, 1, 500, 0.9e-7));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void A_cost_that_is_no_cost_is_refused(double delta)
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0.1);

        Assert.Throws<BudgetExceededException>(() => budget.Charge(new PartitionSelectionEvent(10_000, 1, 500, delta)));
        Assert.Empty(budget.Events);
    }

    [Fact]
    public void After_a_release_is_over_nothing_more_is_measured()
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0);
        budget.Close();

        Assert.Throws<InvalidOperationException>(() => budget.Charge(new DiscreteGaussianEvent(10_000, 1)));
    }

    [Fact]
    public void What_was_spent_cannot_be_taken_back()
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0);
        budget.Charge(new DiscreteGaussianEvent(100, 1));

        Assert.False(budget.Events is List<PrivacyEvent>);
        Assert.True(((ICollection<PrivacyEvent>)budget.Events).IsReadOnly);
    }

    [Fact]
    public void What_is_left_can_be_spent_in_one_go()
    {
        var budget = new BudgetScope(new Guarantee(1, 1e-6), thresholdShare: 0);
        budget.Charge(new DiscreteGaussianEvent(100, 1));

        budget.Charge(new DiscreteGaussianEvent(SafeSynth.Mechanisms.DiscreteGaussian.SigmaSquaredFor(budget.Left.Rho, new Sensitivity(1, 1, 1, 1)), 1));

        Assert.InRange(budget.Left.Rho, 0, 1e-6 * budget.Limit.Rho);
    }

    [Fact]
    public void Events_cost_what_their_theorems_say()
    {
        Assert.Equal(0.005, ZcdpAccountant.Price(new DiscreteGaussianEvent(100, 1)).Rho, 12);
        Assert.Equal(0.02, ZcdpAccountant.Price(new DiscreteGaussianEvent(100, 4)).Rho, 12);
        Assert.Equal(0.125, ZcdpAccountant.Price(new DiscreteLaplaceEvent(4, 2)).Rho, 12);
        Assert.Equal(0.5, ZcdpAccountant.Price(new ExponentialEvent(2)).Rho, 12);
        Assert.Equal(new ZcdpCost(0.005, 1e-8).Delta, ZcdpAccountant.Price(new PartitionSelectionEvent(100, 1, 60, 1e-8)).Delta);
    }

    private static bool TryCharge(BudgetScope budget, PrivacyEvent spent)
    {
        try
        {
            budget.Charge(spent);
            return true;
        }
        catch (BudgetExceededException)
        {
            return false;
        }
    }
}
