using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Plans;

public sealed class ExpectedErrorTests
{
    /// <remarks>The mean of 2,000 distances over 50 cells; its standard error is 0.2 % of it, so 1 % is five of them. Fixed seed.</remarks>
    [Fact]
    public void The_distance_of_noisy_from_true_shares_is_the_expected_one_on_average()
    {
        const int Cells = 50, Rows = 20_000;
        var noise = new InsecureNoise(5).ForEvent(0, "expected error");
        var sum = 0.0;
        for (var run = 0; run < 2000; run++)
        {
            var counts = new long[Cells];
            ExactSamplers.AddDiscreteGaussian(counts, 400, noise);
            sum += counts.Sum(count => Math.Abs((double)count / Rows)) / 2;
        }

        var expected = ExpectedError.TotalVariation(Cells, sigma: 20, Rows);
        Assert.InRange(sum / 2000, 0.99 * expected, 1.01 * expected);
    }

    [Fact]
    public void No_two_distributions_are_further_apart_than_one() => Assert.Equal(1, ExpectedError.TotalVariation(1e6, 100, 10));
}
