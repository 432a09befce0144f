using SafeSynth.Audit;

namespace SafeSynth.Tests.Audit;

public sealed class OneRunTests
{
    // Figures that jax_privacy's auditing.py gives for fixed counts, at alpha = .05.
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
}
