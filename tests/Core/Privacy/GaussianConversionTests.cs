using CsCheck;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class GaussianConversionTests
{
    private static readonly Gen<double> Mus = Gen.Double[-6, 2].Select(log => Math.Pow(10, log));
    private static readonly Gen<double> Deltas = Gen.Double[-300, Math.Log10(0.5)].Select(log => Math.Pow(10, log));

    // 40-digit values, among them both sides of x = -1, where the formula changes, and the far tail.
    [Theory]
    [InlineData(1, 1, 0.1269367375066439458)]
    [InlineData(0.2, 0.1, 0.041481688460718321324)]
    [InlineData(2, 10, 9.9402028161181527684e-6)]
    [InlineData(1e-6, 1e-6, 8.331551224542539e-8)]
    [InlineData(1e-6, 0, 3.989422804014160e-7)]
    [InlineData(1e-200, 0, 3.989422804014327e-201)]
    [InlineData(0.001, 0.03, 1.656620395042938e-202)]
    [InlineData(100, 8000, 3.773207040719912e-198)]
    [InlineData(10, 2, 0.9999984703947976)]
    [InlineData(30, 450, 0.48671665064601621)]
    public void Delta_is_exact_and_rounded_up(double mu, double epsilon, double expected)
    {
        Assert.InRange(GaussianConversion.Delta(mu, epsilon), expected * (1 - 1e-15), expected * (1 + 1e-10));
    }

    [Theory]
    [InlineData(1, 1e-5, 4.3771780956812246086)]
    [InlineData(0.25, 1e-9, 1.3956157138577185797)]
    [InlineData(2, 1e-9, 13.534772219165537635)]
    [InlineData(1, 0.5, 0)]
    public void Epsilon_is_exact_and_rounded_up(double mu, double delta, double expected)
    {
        Assert.InRange(GaussianConversion.Epsilon(mu, delta), expected * (1 - 1e-15), expected * (1 + 1e-11));
    }

    [Theory]
    [InlineData(1, 1e-5, 3.7306316348159418139)]
    [InlineData(0.1, 1e-6, 36.30469042619578316)]
    [InlineData(8, 1e-5, 0.60022907219895155695)]
    public void Mu_is_the_reciprocal_of_the_exact_sigma_rounded_down(double epsilon, double delta, double sigma)
    {
        Assert.InRange(1 / GaussianConversion.Mu(epsilon, delta), sigma, sigma * (1 + 1e-11));
    }

    [Fact]
    public void The_mu_of_a_guarantee_keeps_the_guarantee_and_spends_it_all()
    {
        Gen.Select(Gen.Double[-6, 3].Select(log => Math.Pow(10, log)), Deltas).Sample((epsilon, delta) =>
        {
            var mu = GaussianConversion.Mu(epsilon, delta);

            Assert.True(GaussianConversion.Delta(mu, epsilon) <= delta);
            Assert.True(GaussianConversion.Delta(mu * (1 + 1e-9), epsilon) > delta);
        }, iter: 50);
    }

    [Fact]
    public void The_epsilon_of_a_mechanism_holds_and_no_smaller_one_does()
    {
        Gen.Select(Mus, Deltas).Where((mu, delta) => GaussianConversion.Epsilon(mu, delta) > 0).Sample((mu, delta) =>
        {
            var epsilon = GaussianConversion.Epsilon(mu, delta);

            Assert.True(GaussianConversion.Delta(mu, epsilon) <= delta);
            Assert.True(GaussianConversion.Delta(mu, epsilon * (1 - 1e-9)) > delta);
        }, iter: 50);
    }

    [Fact]
    public void The_exact_curve_is_below_what_zCDP_says_of_the_same_mechanism()
    {
        Gen.Select(Mus, Deltas).Sample((mu, delta) =>
            Assert.True(GaussianConversion.Epsilon(mu, delta) <= ZcdpConversion.Epsilon(mu * mu / 2, delta)), iter: 50);
    }

    [Fact]
    public void Nothing_spent_costs_nothing_and_no_delta_buys_nothing()
    {
        Assert.Equal(0, GaussianConversion.Delta(0, 0));
        Assert.Equal(0, GaussianConversion.Epsilon(0, 0));
        Assert.Equal(0, GaussianConversion.Epsilon(1, 1));
        Assert.Equal(double.PositiveInfinity, GaussianConversion.Epsilon(1e-6, 0));
        Assert.Equal(0, GaussianConversion.Mu(1, 0));
        Assert.Equal(double.PositiveInfinity, GaussianConversion.Mu(double.PositiveInfinity, 1e-9));
        Assert.Equal(1, GaussianConversion.Delta(double.PositiveInfinity, 1));
        Assert.Equal(0, GaussianConversion.Delta(1, double.PositiveInfinity));
    }

    [Fact]
    public void A_delta_too_small_for_a_double_is_rounded_up_to_the_least_one()
    {
        Assert.InRange(GaussianConversion.Delta(1e-9, 1), double.Epsilon, 1e-300);
        Assert.InRange(GaussianConversion.Delta(1, double.MaxValue), double.Epsilon, 1e-300);
    }

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(1, -0.1)]
    [InlineData(1, 1.1)]
    [InlineData(1, double.NaN)]
    public void What_is_no_budget_or_no_probability_is_refused(double budget, double delta)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianConversion.Epsilon(budget, delta));
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianConversion.Mu(budget, delta));
    }
}
