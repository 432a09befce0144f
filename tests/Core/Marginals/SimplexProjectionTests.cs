using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class SimplexProjectionTests
{
    private const double Total = 10;

    [Theory]
    [InlineData(4.0, 6.0)]
    [InlineData(-3.0, 20.0, 1.0, -1.0)]
    [InlineData(-5.0, -7.0, -6.0)]
    [InlineData(12.0)]
    [InlineData(2.0, 2.0, 2.0)]
    public void No_counts_of_the_total_are_nearer(params double[] noisy)
    {
        var projected = SimplexProjection.Of(noisy, Total);

        Assert.Equal(Total, projected.Sum(), 1e-12);
        Assert.All(projected, count => Assert.True(count >= 0));
        var random = new SampleRandom(2);
        for (var trial = 0; trial < 1000; trial++)
        {
            var other = Array.ConvertAll(projected, count => (count + 0.01) * Math.Pow(random.NextDouble(), trial % 3));
            Assert.True(Distance(noisy, Array.ConvertAll(other, count => count * Total / other.Sum())) >= Distance(noisy, projected) - 1e-12);
        }
    }

    [Fact]
    public void Counts_that_are_right_already_stay() => Assert.Equal([4, 6, 0], SimplexProjection.Of([4, 6, 0], Total));

    private static double Distance(double[] one, double[] other) => one.Zip(other, (a, b) => (a - b) * (a - b)).Sum();
}
