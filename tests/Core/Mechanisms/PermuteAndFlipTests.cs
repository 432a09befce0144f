using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class PermuteAndFlipTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Candidates_are_drawn_as_coins_at_half_of_epsilon_over_sensitivity_say(int largestChange)
    {
        long[] scores = [10, 12, 9, 12, 0];
        var mechanism = new PermuteAndFlip(new Rational(3, 2));
        var noise = new SeededNoise(largestChange);

        var counts = new long[scores.Length];
        for (var draw = 0; draw < 20_000; draw++)
            counts[mechanism.Draw(new CandidateScores(scores), new Sensitivity(5, 5, 5, largestChange), noise)]++;

        ChiSquare.AssertFits(counts, SelectionProbabilities.PermuteAndFlip(scores, 0.75 / largestChange));
    }

    // McKenna, Sheldon 2020, theorem 1: every pair of neighbours of three candidates on a small grid, every answer.
    [Fact]
    public void No_neighbours_change_a_probability_by_more_than_epsilon_and_some_by_as_much()
    {
        var largest = SelectionNeighbours.LargestLoss(scores => SelectionProbabilities.PermuteAndFlip(scores, 0.35));

        Assert.Equal(0.7, largest, 1e-9);
    }

    // Same, theorem on utility: its error exceeds any bound with no more probability.
    [Fact]
    public void Its_error_is_stochastically_no_larger_than_that_of_the_exponential_mechanism()
    {
        foreach (var scores in SelectionNeighbours.Scores(candidates: 4, largest: 3))
        {
            var flips = SelectionProbabilities.PermuteAndFlip(scores, 0.5);
            var weighs = SelectionProbabilities.Exponential(scores, 0.5);
            for (var error = 0; error <= 3; error++)
            {
                double Above(double[] probabilities) => probabilities.Where((_, i) => scores.Max() - scores[i] > error).Sum();

                Assert.True(Above(flips) <= Above(weighs) + 1e-12);
            }
        }
    }

    [Fact]
    public void Its_event_costs_its_epsilon_whatever_the_sensitivity()
    {
        var spent = new PermuteAndFlip(new Rational(1, 2)).CostOf(new Sensitivity(9, 27, 81, 3));

        Assert.Equal(new PermuteAndFlipEvent(new Rational(1, 2)), spent);
        Assert.Equal(0.125, ZcdpAccountant.Price(spent).Rho);
    }
}
