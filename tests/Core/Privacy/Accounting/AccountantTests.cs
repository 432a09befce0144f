using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

/// <summary>What all accountants have in common.</summary>
public sealed class AccountantTests
{
    private static readonly IAccountant[] Accountants =
        [new PureAccountant(), new ZcdpAccountant(), new RdpAccountant(), new GdpAccountant(), new PldAccountant()];

    private static readonly PrivacyEvent[] Events =
    [
        new GaussianEvent(3, 1), new RoundedGaussianEvent(9, 1), new DiscreteGaussianEvent(9, 1), new LaplaceEvent(4, 1),
        new DiscreteLaplaceEvent(4, 1), new ExponentialEvent(new Rational(1, 4)), new SubsampledGaussianEvent(new Rational(1, 10), 1),
        new PermuteAndFlipEvent(new Rational(1, 4)), new NoisyMaxEvent(24, 3), new AboveThresholdEvent(8, 16, 1),
        new PartitionSelectionEvent(9, 1, 20, 1e-9), new TruncatedGeometricEvent(new Rational(1, 4), 60, 1),
    ];

    public static TheoryData<string, string> Prices => new(
        ("pure", "Laplace, discrete Laplace, exponential mechanism, " + Pure + ", " + TruncatedSelection),
        ("zCDP", "Gaussian, rounded Gaussian, discrete Gaussian, Laplace, discrete Laplace, exponential mechanism, " + Pure + ", " + Selection + ", " + TruncatedSelection),
        ("RDP", "Gaussian, rounded Gaussian, discrete Gaussian, Laplace, discrete Laplace, exponential mechanism, " +
            "Gaussian on a Poisson sample, " + Pure + ", " + Selection + ", " + TruncatedSelection),
        ("GDP", "Gaussian, rounded Gaussian, " + Selection),
        ("PLD", "Gaussian, rounded Gaussian, discrete Gaussian, Laplace, discrete Laplace, exponential mechanism, " +
            "Gaussian on a Poisson sample, " + Pure + ", " + Selection + ", " + TruncatedSelection));

    private static string Pure => "permute-and-flip, report noisy max, above threshold";

    private static string TruncatedSelection => "partition selection (truncated geometric)";

    private static string Selection => "partition selection (rounded Gaussian threshold)";

    [Theory]
    [MemberData(nameof(Prices))]
    public void Each_prices_the_events_it_has_a_proof_for_and_refuses_the_others(string name, string mechanisms)
    {
        var accountant = Accountants.Single(accountant => accountant.Name == name);

        Assert.Equal(mechanisms, string.Join(", ", Events.Where(accountant.Supports).Select(spent => spent.Mechanism)));
        foreach (var spent in Events)
        {
            var composed = new ComposedEvent(spent, 2);
            Assert.Equal(accountant.Supports(spent), accountant.Supports(composed));
            if (accountant.Supports(spent))
                Assert.True(accountant.Compose(new FixedSchedule(composed)).Epsilon(1e-6) > 0);
            else
                Assert.Equal("SS2002", Assert.Throws<SafeSynthException>(() => accountant.Compose(new FixedSchedule(composed))).Code);
        }
    }

    [Fact]
    public void A_refusal_names_the_accountant_and_the_mechanism()
    {
        var refusal = Assert.Throws<SafeSynthException>(
            () => new GdpAccountant().Compose(new FixedSchedule(new DiscreteGaussianEvent(1, 1))));

        Assert.Contains("GDP", refusal.Message);
        Assert.Contains("discrete Gaussian", refusal.Message);
    }

    [Fact]
    public void How_events_are_grouped_ordered_and_asked_for_does_not_change_the_price()
    {
        foreach (var accountant in Accountants)
        {
            var parts = Events.Where(accountant.Supports).Take(2).ToArray();
            var listed = new FixedSchedule(parts[0], parts[1], parts[0], parts[1], parts[0], parts[1]);
            var nested = new FixedSchedule(
                new ComposedEvent(new ComposedEvent(parts[0] with { Question = "which?" }, 1), 3), new ComposedEvent(parts[1], 3));

            Assert.Equal(accountant.Compose(listed).Epsilon(1e-6), accountant.Compose(nested).Epsilon(1e-6));
        }
    }

    [Fact]
    public void A_mechanism_that_may_fail_adds_its_delta_and_nothing_else()
    {
        foreach (var accountant in Accountants.Where(accountant => accountant.Supports(Events.OfType<PartitionSelectionEvent>().Single())))
        {
            var failing = accountant.Compose(new FixedSchedule(new ComposedEvent(new PartitionSelectionEvent(9, 1, 20, 1e-8), 5)));
            var sound = accountant.Compose(new FixedSchedule(new ComposedEvent(new RoundedGaussianEvent(9, 1), 5)));

            Assert.Equal(sound.Epsilon(1e-6 - 5e-8), failing.Epsilon(1e-6), 1e-9);
            Assert.Equal(sound.Delta(1) + 5e-8, failing.Delta(1), 1e-15);
            Assert.Equal(double.PositiveInfinity, failing.Epsilon(4e-8));
        }
    }

    [Fact]
    public void The_sharper_accountants_ask_less_for_the_same_Gaussians()
    {
        var schedule = new FixedSchedule(new ComposedEvent(new RoundedGaussianEvent(100, 1), 30));
        double Epsilon(IAccountant accountant, double delta) => accountant.Compose(schedule).Epsilon(delta);

        Assert.True(Epsilon(new GdpAccountant(), 1e-6) < 0.95 * Epsilon(new ZcdpAccountant(), 1e-6));
        Assert.InRange(Epsilon(new PldAccountant(), 1e-6), Epsilon(new GdpAccountant(), 1e-6), Epsilon(new GdpAccountant(), 1e-6) + 1e-6);
    }

    [Fact]
    public void Pure_epsilons_add_up_exactly_and_delta_buys_what_randomised_response_allows()
    {
        var curve = new PureAccountant().Compose(new FixedSchedule(
            new ComposedEvent(new LaplaceEvent(5, 1), 20), new DiscreteLaplaceEvent(1, 1), new ExponentialEvent(1)));

        Assert.InRange(curve.Epsilon(0), 6, 6 + 1e-14);
        Assert.Equal(0, curve.Delta(6 + 1e-14));
        Assert.Equal((Math.Exp(6) - Math.Exp(2)) / (1 + Math.Exp(6)), curve.Delta(2), 1e-13);
        Assert.Equal(2, curve.Epsilon(curve.Delta(2)), 1e-12);
    }

    // Kairouz, Oh, Viswanath 2015, theorem 2.1: whatever is epsilon-DP is computed from randomised response at epsilon.
    [Fact]
    public void A_mechanism_of_which_only_epsilon_is_known_costs_what_randomised_response_does()
    {
        var response = new DiscreteLaplaceEvent(4, 1);
        foreach (var spent in new PureEvent[] { new PermuteAndFlipEvent(new Rational(1, 4)), new NoisyMaxEvent(24, 3), new AboveThresholdEvent(8, 16, 1) })
        {
            Assert.Equal(new Rational(1, 4), spent.Epsilon);
            foreach (var accountant in Accountants.Where(accountant => accountant.Supports(spent)))
            {
                double Epsilon(PrivacyEvent used) => accountant.Compose(new FixedSchedule(new ComposedEvent(used, 10))).Epsilon(1e-3);

                Assert.Equal(Epsilon(response), Epsilon(spent), 1e-12);
            }
        }
    }

    [Fact]
    public void A_mechanism_cannot_be_used_less_than_once() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ComposedEvent(new LaplaceEvent(1, 1), 0));
}
