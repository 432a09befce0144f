using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class ReportNoisyMaxTests
{
    private static readonly Sensitivity OneRow = new(3, 3, 3, 1);

    // At these scales ties are common: a third of the draws at the smaller one.
    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(8, 100_000)]
    public void Candidates_are_drawn_as_the_first_of_the_largest_sums_with_geometric_noise(int scale, int draws)
    {
        long[] scores = [3, 4, 4];
        var mechanism = new ReportNoisyMax(new Rational(2, scale));
        var noise = new SeededNoise(scale);

        var counts = new long[scores.Length];
        for (var draw = 0; draw < draws; draw++)
            counts[mechanism.Draw(new CandidateScores(scores), OneRow, noise)]++;

        ChiSquare.AssertFits(counts, SelectionProbabilities.NoisyMax(scores, scale));
    }

    [Fact]
    public void No_neighbours_change_a_probability_by_more_than_epsilon_and_some_by_as_much()
    {
        var largest = SelectionNeighbours.LargestLoss(scores => SelectionProbabilities.NoisyMax(scores, 2 / 0.7));

        Assert.Equal(0.7, largest, 1e-9);
    }

    // Sums beyond the range of long, clamped, would tie, and the first would win by that.
    [Fact]
    public void Sums_beyond_the_range_of_long_keep_their_order()
    {
        var mechanism = new ReportNoisyMax(1);
        var noise = new SeededNoise(3);

        Assert.All(Enumerable.Range(0, 1000), _ =>
            Assert.Equal(1, mechanism.Draw(new CandidateScores([long.MaxValue - 1000, long.MaxValue]), OneRow, noise)));
    }

    [Fact]
    public void Its_event_says_scale_and_sensitivity_and_costs_epsilon()
    {
        var spent = new ReportNoisyMax(new Rational(1, 2)).CostOf(new Sensitivity(9, 27, 81, 3));

        Assert.Equal(new NoisyMaxEvent(12, 3), spent);
        Assert.Equal(0.125, ZcdpAccountant.Price(spent).Rho);
    }

    [Fact]
    public void No_candidate_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ReportNoisyMax(1).Draw(new CandidateScores([]), OneRow, new SeededNoise(4)));
}
