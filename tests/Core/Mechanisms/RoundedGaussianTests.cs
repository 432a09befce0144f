using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class RoundedGaussianTests
{
    private static readonly Sensitivity OneRow = new(1, 1, 1, 1);

    [Fact]
    public void Noise_follows_the_rounded_normal_distribution_around_the_exact_count_of_every_cell()
    {
        var exact = new MarginalCounts([Repeat(17, 500_000), Repeat(-4, 500_000)]);

        var noisy = new RoundedGaussian(3).Draw(exact, OneRow, new SeededNoise(1));

        foreach (var (cells, count) in new[] { (noisy.Cells[0], 17), (noisy.Cells[1], -4) })
            ChiSquare.AssertFits([.. cells.Select(cell => cell - count)], 30, z => MathNet.Numerics.Distributions.Normal.CDF(0, 3, z + 0.5) - MathNet.Numerics.Distributions.Normal.CDF(0, 3, z - 0.5), width: 1);
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.3, 6)]
    [InlineData(1e-6, 200)]
    [InlineData(4, 3)]
    public void What_keeps_mu_costs_no_more_than_mu_and_hardly_less(double mu, long l2Squared)
    {
        var sensitivity = new Sensitivity(1, 1, l2Squared, 1);

        var spent = Assert.IsType<RoundedGaussianEvent>(RoundedGaussian.Keeping(mu, sensitivity).CostOf(sensitivity));

        var exactMuSquared = spent.L2Squared / spent.SigmaSquared;
        Assert.InRange(Math.Sqrt(exactMuSquared.ToDoubleUp()), mu * (1 - 1e-5), mu);
        Assert.InRange(ZcdpAccountant.Price(spent).Rho, mu * mu / 2 * (1 - 1e-5), mu * mu / 2);
    }

    [Fact]
    public void Its_price_in_zcdp_is_exact_and_rounded_up()
    {
        Assert.Equal(0.5, ZcdpAccountant.Price(new RoundedGaussianEvent(9, 9)).Rho);
        Assert.True(new Rational(1, 18) <= Rational.RoundDown(ZcdpAccountant.Price(new RoundedGaussianEvent(9, 1)).Rho, 1074));
    }

    [Fact]
    public void The_exact_counts_stay_as_they_are()
    {
        var exact = new MarginalCounts([[1, 2, 3]]);

        new RoundedGaussian(1000).Draw(exact, OneRow, new SeededNoise(2));

        Assert.Equal([1, 2, 3], exact.Cells[0]);
    }

    private static long[] Repeat(long value, int times) => [.. Enumerable.Repeat(value, times)];
}
