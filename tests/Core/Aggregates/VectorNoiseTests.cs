using SafeSynth.Aggregates;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Aggregates;

public sealed class VectorNoiseTests
{
    /// <summary>Mean absolute errors of 20 000 draws are within 4 % (five standard errors) of theory.</summary>
    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(2, 1e-9)]
    [InlineData(1, 1e12)]
    public void Laplace_noise_has_the_scale_sensitivity_over_epsilon(double epsilon, double sensitivity)
    {
        double[] numbers = [.. Enumerable.Repeat(17 * sensitivity, 20_000)];
        var vector = VectorNoise.Laplace(epsilon, sensitivity, numbers.Length);

        var noisy = vector.AddTo(numbers, new SeededNoise(1));

        var scale = sensitivity / epsilon;
        Assert.InRange(noisy.Average(number => Math.Abs(number - numbers[0])), 0.96 * scale, 1.04 * scale);
        Assert.InRange(vector.Deviation, Math.Sqrt(2) * scale, 1.001 * Math.Sqrt(2) * scale);
    }

    [Fact]
    public void Gaussian_noise_has_the_least_deviation_that_keeps_epsilon_and_delta()
    {
        double[] numbers = [.. Enumerable.Repeat(-5.0, 20_000)];
        var vector = VectorNoise.Gaussian(1, 1e-6, 2, numbers.Length);

        var noisy = vector.AddTo(numbers, new SeededNoise(2));

        var sigma = 2 / GaussianConversion.Mu(1, 1e-6);
        Assert.InRange(Math.Sqrt(noisy.Average(number => (number + 5) * (number + 5))), 0.97 * sigma, 1.03 * sigma);
        Assert.InRange(vector.Deviation, sigma, 1.001 * sigma);
    }

    /// <summary>
    /// All vectors of two numbers on a grid of eighths, and all neighbours within the sensitivity, rounded to steps of 1 and 1/2.
    /// </summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    public void Rounding_moves_no_pair_of_neighbours_further_apart_than_is_paid_for(double step)
    {
        const double Sensitivity = 1.25;
        double[] eighths = [.. Enumerable.Range(-10, 21).Select(i => i / 8.0)];
        var l1 = ((DiscreteLaplaceEvent)VectorNoise.Laplace(1, Sensitivity, 2, (decimal)step).Event).L1;
        var l2Squared = ((RoundedGaussianEvent)VectorNoise.Gaussian(1, 1e-6, Sensitivity, 2, (decimal)step).Event).L2Squared;
        long largestL1 = 0, largestL2 = 0;
        foreach (var (x, y, toX, toY) in from x in eighths from y in eighths from dx in eighths from dy in eighths select (x, y, x + dx, y + dy))
        {
            long[] moved = [(long)(x / step) - (long)(toX / step), (long)(y / step) - (long)(toY / step)];
            if (Math.Abs(x - toX) + Math.Abs(y - toY) <= Sensitivity)
                largestL1 = Math.Max(largestL1, Math.Abs(moved[0]) + Math.Abs(moved[1]));
            if ((x - toX) * (x - toX) + (y - toY) * (y - toY) <= Sensitivity * Sensitivity)
                largestL2 = Math.Max(largestL2, moved[0] * moved[0] + moved[1] * moved[1]);
        }

        Assert.Equal(l1, largestL1);
        Assert.InRange(largestL2, 1, l2Squared);
    }

    [Fact]
    public void Its_event_costs_the_epsilon_or_the_epsilon_and_delta_that_were_asked_for()
    {
        var laplace = new FixedSchedule(VectorNoise.Laplace(0.7, 3, 5).Event);
        var gaussian = new FixedSchedule(VectorNoise.Gaussian(0.7, 1e-6, 3, 5).Event);

        Assert.InRange(new PureAccountant().Compose(laplace).Epsilon(0), 0.7 * (1 - 1e-9), 0.7);
        Assert.InRange(new GdpAccountant().Compose(gaussian).Epsilon(1e-6), 0.7 * (1 - 1e-6), 0.7);
    }

    [Fact]
    public void Numbers_of_any_size_keep_their_order_and_their_magnitude()
    {
        double[] numbers = [1e300, -1e300, 0, double.Epsilon];

        var noisy = VectorNoise.Laplace(1, 1, 4).AddTo(numbers, new SeededNoise(3));

        Assert.Equal(1, noisy[0] / 1e300, 1e-14);
        Assert.Equal(1, noisy[1] / -1e300, 1e-14);
        Assert.All(noisy.Skip(2), number => Assert.InRange(number, -30, 30));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_vector_with_something_that_is_no_number_is_refused_without_telling_what(double odd)
    {
        var fault = Assert.Throws<SafeSynthException>(() => VectorNoise.Laplace(1, 1, 2).AddTo([1, odd], new SeededNoise(1)));

        Assert.Equal("SS0158", fault.Code);
        Assert.DoesNotContain("NaN", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SS0100", 0, 1, null)]
    [InlineData("SS0159", 1, 0, null)]
    [InlineData("SS0159", 1, double.NaN, null)]
    [InlineData("SS0159", 1, double.PositiveInfinity, null)]
    [InlineData("SS0157", 1, 1, 2.0)]
    [InlineData("SS0157", 1, 1, 1e-12)]
    [InlineData("SS0157", 1, 1, -1.0)]
    public void What_makes_no_sense_is_refused(string code, double epsilon, double sensitivity, double? step)
    {
        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => VectorNoise.Laplace(epsilon, sensitivity, 1, (decimal?)step)).Code);
        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => VectorNoise.Gaussian(epsilon, 1e-6, sensitivity, 1, (decimal?)step)).Code);
    }
}
