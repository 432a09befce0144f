using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class MembershipBoundTests
{
    [Theory]
    [InlineData(0.01, 0.027183818284590452)] // e * 0.01 + 1e-6
    [InlineData(0.05, 0.135915091422952255)] // e * 0.05 + 1e-6
    [InlineData(0.5, 0.816060647293720006)]  // 1 - (1 - 1e-6 - 0.5) / e, below e * 0.5
    public void At_epsilon_one_the_bounds_are_those_computed_by_hand(double falseAlarms, double found) =>
        Assert.Equal(found, MembershipBound.TruePositiveRate(1, 1e-6, falseAlarms), 1e-14);

    [Fact]
    public void The_two_bounds_meet_where_the_errors_are_alike()
    {
        // The curve is symmetric: at a false-positive rate a = (1 - delta) / (1 + e^epsilon) the false-negative rate is a, too.
        var rate = (1 - 1e-3) / (1 + Math.Exp(0.7));

        Assert.Equal(1 - rate, MembershipBound.TruePositiveRate(0.7, 1e-3, rate), 1e-14);
    }

    [Fact]
    public void Without_a_loss_nothing_is_better_than_guessing() =>
        Assert.All(Enumerable.Range(0, 101), i => Assert.Equal(i / 100.0, MembershipBound.TruePositiveRate(0, 0, i / 100.0), 1e-14));

    [Fact]
    public void Randomised_response_achieves_the_bound()
    {
        // Telling the truth with probability e^epsilon / (1 + e^epsilon) is epsilon-DP, and believing it is the best attack.
        var truth = Math.Exp(2) / (1 + Math.Exp(2));

        Assert.Equal(truth, MembershipBound.TruePositiveRate(2, 0, 1 - truth), 1e-14);
    }

    [Fact]
    public void A_probability_is_never_above_one()
    {
        Assert.Equal(1, MembershipBound.TruePositiveRate(5, 0.1, 1));
        Assert.Equal(1, MembershipBound.TruePositiveRate(1000, 0, 0.5));
    }
}
