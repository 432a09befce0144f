using MathNet.Numerics.Distributions;
using SafeSynth.Audit;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Audit;

public sealed class OneRunTests
{
    // What jax_privacy's auditing.py gives for fixed counts, at alpha = .05.
    [Theory]
    [InlineData(1000, 1000, 750, 0, 0.9767)]
    [InlineData(1000, 100, 95, 1e-5, 2.1652)]
    [InlineData(1000, 1000, 600, 1e-5, 0.2972)]
    public void Of_fixed_counts_the_bound_is_the_published_one(int canaries, int guesses, int right, double delta, double expected) =>
        Assert.Equal(expected, OneRun.AtLeast(canaries, guesses, right, delta, 0.05), 5e-5);

    [Theory]
    [InlineData(1, 1.13346)]
    [InlineData(2, 2.311945)]
    [InlineData(4, 4.395568)]
    public void Of_normal_scores_the_bound_is_that_of_jax_privacy(double mu, double expected) =>
        Assert.Equal(1, JaxPrivacy.Bound(new OneRun(), mu) / expected, 1e-5);

    [Theory]
    [InlineData(100, 3.49)]
    [InlineData(1000, 5.81)]
    [InlineData(5000, 7.42)]
    public void A_perfect_attack_reaches_the_known_ceiling(int canaries, double expected)
    {
        var share = Math.Pow(0.05, 1.0 / canaries);

        Assert.Equal(Math.Log(share / (1 - share)), OneRun.AtLeast(canaries, canaries, canaries, 0, 0.05), 1e-6);
        Assert.Equal(expected, OneRun.AtLeast(canaries, canaries, canaries, 0, 0.05), 5e-3);
    }

    [Theory]
    [InlineData(50, 20, 15, 1, 0.01)]
    [InlineData(200, 200, 120, 0.3, 1e-4)]
    public void The_p_value_is_that_of_the_theorem(int canaries, int guesses, int right, double epsilon, double delta)
    {
        var coins = new Binomial(Math.Exp(epsilon) / (1 + Math.Exp(epsilon)), guesses);
        double Between(int from, int below) => Enumerable.Range(from, below - from).Sum(coins.Probability);
        var free = Enumerable.Range(1, right).Max(i => Between(right - i, right) / i);

        Assert.Equal(Between(right, guesses + 1) + (2 * canaries * delta * free), OneRun.PValue(canaries, guesses, right, epsilon, delta), 1e-12);
    }

    // Randomised response is the worst there is: guesses are right with probability q exactly. Of 2,000 more than 142 have a chance of 1e-5
    // at 5 %.
    [Fact]
    public void It_is_above_the_truth_no_more_often_than_stated()
    {
        var random = new SampleRandom(seed: 5);
        var q = Math.E / (1 + Math.E);

        var wrong = Enumerable.Range(0, 2000).Count(_ =>
        {
            var right = Enumerable.Range(0, 300).Count(_ => random.NextDouble() < q);
            return OneRun.PValue(300, 300, right, epsilon: 1, delta: 0) < 0.05;
        });

        Assert.InRange(wrong, 40, 142);
    }
}
