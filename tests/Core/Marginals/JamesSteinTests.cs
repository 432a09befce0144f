using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class JamesSteinTests
{
    [Theory]
    [InlineData(100, 2, 5, 1)]      // two dimensions: nothing better is known than the noisy figures
    [InlineData(100, 27, 2, 0)]     // as long as noise alone would be
    [InlineData(0, 3, 1, 0)]
    [InlineData(400, 27, 2, 0.75)]
    public void A_difference_is_believed_as_far_as_it_is_longer_than_noise(double square, double dimensions, double deviation, double share) =>
        Assert.Equal(share, JamesStein.Share(square, dimensions, deviation));

    /// <remarks>The theorem: the error is at most that of the noisy figures, near what is expected and far from it. Fixed seed.</remarks>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.9)]
    [InlineData(10, 1.0)]
    public void The_mean_squared_error_does_not_grow(double distance, double most)
    {
        const int Dimensions = 8, Draws = 20_000;
        var random = new Random(1);
        var (shrunk, noisy) = (0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            double[] noise = [.. Enumerable.Range(0, Dimensions).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
            double[] seen = [.. noise.Select(one => one + distance)];
            var share = JamesStein.Share(seen.Sum(one => one * one), Dimensions, deviation: 1);
            shrunk += seen.Sum(one => ((share * one) - distance) * ((share * one) - distance));
            noisy += noise.Sum(one => one * one);
        }

        Assert.InRange(shrunk, 0, most * noisy);
    }
}
