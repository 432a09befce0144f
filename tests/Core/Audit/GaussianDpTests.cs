using SafeSynth.Audit;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

public sealed class GaussianDpTests
{
    private readonly GaussianDp _bound = new();

    [Fact]
    public void By_the_formula_it_is_the_epsilon_of_the_distance_of_two_quantiles()
    {
        var counts = new AlarmCounts(2000, 1000, 1500, 100);
        var (alarms, finds) = (BinomialBounds.High(100, 1000, 0.025), BinomialBounds.Low(1500, 2000, 0.025));
        var mu = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, finds) - MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, alarms);

        Assert.Equal(1, GaussianConversion.Epsilon(mu, 1e-6) / _bound.AtLeast(counts, 1e-6, 0.05), 1e-9);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_many_scores_of_a_Gaussian_mechanism_it_comes_near_its_epsilon(double mu)
    {
        var epsilon = GaussianConversion.Epsilon(mu, 1e-6);

        var found = EpsilonBound.Of(_bound, Scores.Even(mu, 200_000), new ThresholdChoice.Split(), 1e-6, 0.05);

        Assert.InRange(found.Epsilon, (mu - 0.02) / mu * epsilon * 0.98, epsilon);
        Assert.True(found.Cap > epsilon);
    }

    // With a true error rate of 5 %, more than 20 of 150 have a chance of 2e-5; bounds of both rates at half of it each err far less often.
    // The seed is fixed.
    [Fact]
    public void It_is_above_the_truth_no_more_often_than_stated()
    {
        var random = new SampleRandom(seed: 3);
        var epsilon = GaussianConversion.Epsilon(0.5, 1e-6);

        var wrong = Enumerable.Range(0, 150).Count(_ =>
            EpsilonBound.Of(_bound, Scores.Drawn(0.5, 2000, random), new ThresholdChoice.Split(), 1e-6, 0.05).Epsilon > epsilon);

        Assert.InRange(wrong, 0, 20);
    }

    [Fact]
    public void A_test_no_better_than_chance_shows_nothing()
    {
        Assert.Equal(0, _bound.AtLeast(new AlarmCounts(1000, 1000, 0, 0), 1e-6, 0.05));
        Assert.Equal(0, _bound.AtLeast(new AlarmCounts(1000, 1000, 1000, 1000), 1e-6, 0.05));
        Assert.Equal(0, _bound.AtLeast(new AlarmCounts(1000, 1000, 500, 500), 1e-6, 0.05));
    }
}
