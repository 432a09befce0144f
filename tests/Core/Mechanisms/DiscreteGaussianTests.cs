using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class DiscreteGaussianTests
{
    private static readonly Sensitivity OneRow = new(1, 1, 1, 1);

    [Fact]
    public void Noise_follows_the_discrete_gaussian_around_the_exact_count_of_every_cell()
    {
        var exact = new MarginalCounts([Repeat(17, 500_000), Repeat(-4, 500_000)]);

        var noisy = new DiscreteGaussian(9).Draw(exact, OneRow, new SeededNoise(1));

        foreach (var (cells, count) in new[] { (noisy.Cells[0], 17), (noisy.Cells[1], -4) })
            ChiSquare.AssertFits([.. cells.Select(cell => cell - count)], 30, z => Math.Exp(-z * z / 18.0), width: 1);
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.3, 6)]
    [InlineData(1e-6, 200)]
    public void Spending_costs_no_more_than_it_may_and_hardly_less(double rho, long l2Squared)
    {
        var sensitivity = new Sensitivity(1, 1, l2Squared, 1);

        var cost = ZcdpAccountant.Price(DiscreteGaussian.Spending(rho, sensitivity).CostOf(sensitivity)).Rho;

        Assert.InRange(cost, rho * (1 - 1e-5), rho);
    }

    [Fact]
    public void The_exact_counts_stay_as_they_are()
    {
        var exact = new MarginalCounts([[1, 2, 3]]);

        new DiscreteGaussian(1000).Draw(exact, OneRow, new SeededNoise(2));

        Assert.Equal([1, 2, 3], exact.Cells[0]);
    }

    private static long[] Repeat(long value, int times) => [.. Enumerable.Repeat(value, times)];
}
