using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class NoiseAllocationTests
{
    private static readonly double[] Cells = [2, 30, 700, 1, 64];

    [Fact]
    public void Shares_add_up_to_the_whole() => Assert.Equal(1, NoiseAllocation.Shares(Cells).Sum(), 1e-14);

    [Fact]
    public void No_other_allocation_has_less_expected_error()
    {
        var best = ErrorOf(NoiseAllocation.Shares(Cells));
        var random = new SampleRandom(1);
        for (var trial = 0; trial < 1000; trial++)
        {
            // Near the best as well as far from it.
            var scale = trial % 2 == 0 ? 0.05 : 1;
            var other = Array.ConvertAll(NoiseAllocation.Shares(Cells), share => share * Math.Exp(scale * ((2 * random.NextDouble()) - 1)));
            Assert.True(ErrorOf(Array.ConvertAll(other, share => share / other.Sum())) >= best);
        }
    }

    [Fact]
    public void The_closed_form_is_the_error_of_the_shares() =>
        Assert.Equal(ErrorOf(NoiseAllocation.Shares(Cells)), NoiseAllocation.ExpectedError(Cells.Sum(NoiseAllocation.Weight), sigma: 3), 1e-9);

    // The expected L1 norm of noise of deviation 3 / sqrt(share) in every cell.
    private static double ErrorOf(double[] shares) =>
        Cells.Zip(shares, (cells, share) => cells * Math.Sqrt(2 / Math.PI) * 3 / Math.Sqrt(share)).Sum();
}
