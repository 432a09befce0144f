using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class ExponentialMechanismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Candidates_are_drawn_in_proportion_to_their_weights(int largestChange)
    {
        long[] scores = [10, 12, 9, 12, 0];
        var mechanism = new ExponentialMechanism(new Rational(3, 2));
        var noise = new SeededNoise(largestChange);

        var counts = new long[scores.Length];
        for (var draw = 0; draw < 20_000; draw++)
            counts[mechanism.Draw(new CandidateScores(scores), new Sensitivity(5, 5, 5, largestChange), noise)]++;

        ChiSquare.AssertFits(counts, [.. scores.Select(score => Math.Exp(1.5 * score / (2.0 * largestChange)))]);
    }

    [Fact]
    public void Spending_costs_no_more_than_it_may_and_hardly_less()
    {
        var cost = ZcdpAccountant.Price(ExponentialMechanism.Spending(0.001).CostOf(new Sensitivity(1, 1, 1, 1))).Rho;

        Assert.InRange(cost, 0.001 * (1 - 1e-6), 0.001);
    }
}
