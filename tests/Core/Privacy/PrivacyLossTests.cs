using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class PrivacyLossTests
{
    [Fact]
    public void One_release_keeps_its_own_promise_and_attackers_their_published_limits()
    {
        var loss = PrivacyLoss.OfGuarantees([1], [0], 1, null, 1);

        Assert.Equal((1, 0), (loss.Epsilon, loss.Delta));
        Assert.Equal(Math.E / (1 + Math.E), loss.MaxAccuracy, 1e-12);
        Assert.Equal(0.01 * Math.E, loss.FoundAt1Percent, 1e-12);
        Assert.Equal(0.1 * Math.E, loss.FoundAt10Percent, 1e-12);
    }

    [Fact]
    public void The_rho_and_mu_of_a_pure_release_promise_no_more_than_it_does()
    {
        foreach (var epsilon in new[] { 0.01, 0.5, 1, 3, 8 })
        {
            var loss = PrivacyLoss.OfGuarantees([epsilon], [0], 1, null, 1);

            // The worst pure release is randomised response.
            var worst = new PureAccountant().Compose(new FixedSchedule(new ExponentialEvent(Noise.Rational.RoundUp(epsilon, 60))));
            foreach (var share in new[] { 0, 0.1, 0.3, 0.5, 0.9, 1, 1.5 })
            {
                Assert.True(GaussianConversion.Delta(loss.Mu!.Value, share * epsilon) >= worst.Delta(share * epsilon) * (1 - 1e-12));
                Assert.True(ZcdpConversion.Delta(loss.Rho!.Value, share * epsilon) >= worst.Delta(share * epsilon));
            }

            // A mu that is a thousandth smaller would: the curves touch at 0.
            Assert.True(GaussianConversion.Delta(loss.Mu!.Value * 0.999, 0) < worst.Delta(0));
        }
    }

    [Fact]
    public void Mu_gives_rho_and_both_give_the_epsilon_of_their_conversions()
    {
        var gaussian = PrivacyLoss.OfGdp(0.5, 4, 1e-6, 1);
        var concentrated = PrivacyLoss.OfZcdp(0.125, 4, 1e-6, 1);

        Assert.Equal(1, gaussian.Mu!.Value, 1e-12);
        Assert.Equal(0.5, gaussian.Rho!.Value, 1e-12);
        Assert.Equal(GaussianConversion.Epsilon(1, 1e-6), gaussian.Epsilon, 1e-9);
        Assert.Equal(ZcdpConversion.Epsilon(0.5, 1e-6), concentrated.Epsilon, 1e-9);
        Assert.Null(concentrated.Mu);
        Assert.True(gaussian.Epsilon < concentrated.Epsilon);
    }

    [Fact]
    public void Noise_on_everyone_is_Gaussian_and_on_samples_costs_far_less()
    {
        var all = PrivacyLoss.OfSampledGaussian(2, 1, 9, 1e-6, 1);
        var sampled = PrivacyLoss.OfSampledGaussian(2, 0.01, 9, 1e-6, 1);

        Assert.Equal(1.5, all.Mu!.Value, 1e-12);
        Assert.InRange(sampled.Epsilon, 0.01, all.Epsilon / 5);
        Assert.Null(sampled.Mu);
        Assert.Null(sampled.Rho);
    }

    /// <summary>
    /// Rate 0.01, multiplier 1, 1,000 steps at delta 1e-5: 1.82824 by Google's dp_accounting (PLD with a grid of 1e-4), 2.10137 by its RDP.
    /// </summary>
    [Fact]
    public void A_training_run_costs_what_others_publish() =>
        Assert.InRange(PrivacyLoss.OfSampledGaussian(1, 0.01, 1000, 1e-5, 1).Epsilon, 1.827, 1.8283);

    [Fact]
    public void One_Renyi_order_gives_the_epsilon_of_its_conversion()
    {
        var loss = PrivacyLoss.OfRenyi(8, 0.1, 3, 1e-6, 1);

        Assert.Equal(0.3 + Math.Log(7.0 / 8) - ((Math.Log(1e-6) + Math.Log(8)) / 7), loss.Epsilon, 1e-9);
        Assert.Null(loss.Rho);
    }

    [Fact]
    public void Groups_pay_as_the_theorems_say()
    {
        Assert.Equal(GaussianConversion.Epsilon(3, 1e-6), PrivacyLoss.OfGdp(1, 1, 1e-6, 3).GroupEpsilon, 1e-9);
        Assert.Equal(ZcdpConversion.Epsilon(0.9, 1e-6), PrivacyLoss.OfZcdp(0.1, 1, 1e-6, 3).GroupEpsilon, 1e-9);
        var pure = PrivacyLoss.OfGuarantees([1], [0], 1, null, 3);
        Assert.Equal(3, pure.GroupEpsilon, 1e-12);
        Assert.Equal(0, pure.GroupDelta);
        var approximate = PrivacyLoss.OfGuarantees([1], [1e-6], 1, null, 3);
        Assert.Equal(3, approximate.GroupEpsilon, 1e-9);
        Assert.Equal(1e-6 * (1 + Math.E + (Math.E * Math.E)), approximate.GroupDelta, 1e-15);
        Assert.Equal(1, PrivacyLoss.OfGuarantees([5], [1e-3], 1, null, 10).GroupDelta);
    }

    [Fact]
    public void Several_releases_cost_less_than_their_sum_and_the_words_say_both()
    {
        var loss = PrivacyLoss.OfGuarantees([0.1], [0], 100, 1e-6, 1);

        Assert.InRange(loss.Epsilon, 1, 6);
        Assert.Contains(loss.InWords, line => line.Contains("Adding up alone would give epsilon 10 at delta 0.", StringComparison.Ordinal));
        Assert.StartsWith("100 releases of epsilon 0.1: epsilon 4.78 at delta 0.000001", loss.InWords[0], StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<PrivacyLoss>> Refused => new()
    {
        { "SS0100", () => PrivacyLoss.OfGuarantees([1, -1], [0], 1, null, 1) },
        { "SS0162", () => PrivacyLoss.OfGuarantees([1], [1], 1, null, 1) },
        { "SS0162", () => PrivacyLoss.OfGuarantees([1], [0], 0, null, 1) },
        { "SS0162", () => PrivacyLoss.OfGuarantees([1], [0], long.MaxValue, null, 1) },
        { "SS0162", () => PrivacyLoss.OfGuarantees([1], [0], 1, null, 0) },
        { "SS0162", () => PrivacyLoss.OfGuarantees([1], [0], 1, null, int.MaxValue) },
        { "SS0162", () => PrivacyLoss.OfGuarantees([1], [0], 1, double.NaN, 1) },
        { "SS0162", () => PrivacyLoss.OfZcdp(0, 1, 1e-6, 1) },
        { "SS0162", () => PrivacyLoss.OfGdp(double.PositiveInfinity, 1, 1e-6, 1) },
        { "SS0162", () => PrivacyLoss.OfRenyi(1, 1, 1, 1e-6, 1) },
        { "SS0162", () => PrivacyLoss.OfSampledGaussian(1, 1.5, 1, 1e-6, 1) },
        { "SS0163", () => PrivacyLoss.OfGuarantees([1], [1e-6], 10, 1e-6, 1) },
        { "SS0163", () => PrivacyLoss.OfZcdp(1, 1, 0, 1) },
        { "SS0163", () => PrivacyLoss.OfGdp(1, 1, 0, 1) },
        { "SS0164", () => PrivacyLoss.OfGuarantees([1, 2], [0, 0, 0], 1, null, 1) },
        { "SS0164", () => PrivacyLoss.OfGuarantees([.. Enumerable.Range(1, 20).Select(i => i / 7.0)], [0], 1, null, 1) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_follow_or_makes_no_sense_is_refused(string code, Func<PrivacyLoss> measure) =>
        Assert.Equal(code, Assert.Throws<SafeSynthException>(measure).Code);
}
