using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Mechanisms;

public sealed class AboveThresholdTests
{
    private static readonly Sensitivity OneRow = new(3, 3, 3, 1);

    // Epsilon 13/4: scales of 4/5 on the threshold and 1 on scores.
    [Fact]
    public void The_first_score_above_is_drawn_with_its_probability_and_none_with_its_own()
    {
        long[] scores = [3, 4, 7];
        var mechanism = new AboveThreshold(new Rational(13, 4), threshold: 6);
        var noise = new SeededNoise(1);

        var counts = new long[scores.Length + 1];
        for (var draw = 0; draw < 1_000_000; draw++)
            counts[mechanism.Draw(new CandidateScores(scores), OneRow, noise) ?? scores.Length]++;

        ChiSquare.AssertFits(counts, SelectionProbabilities.AboveThreshold(scores, 6, 0.8, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void No_neighbours_change_a_probability_by_more_than_epsilon(long threshold)
    {
        var largest = SelectionNeighbours.LargestLoss(scores => SelectionProbabilities.AboveThreshold(scores, threshold, 13 / 3.5, 26 / 5.6));

        Assert.InRange(largest, 0.35, 0.7 + 1e-9);
    }

    // A long run of scores below holds the noisy threshold up, at e1; the one that then reaches it all the same does so by its noise, at
    // e2.
    [Fact]
    public void A_long_stream_whose_scores_all_rise_but_the_last_comes_near_to_costing_epsilon()
    {
        long[] scores = [.. Enumerable.Repeat(3L, 2000), -20], neighbour = [.. Enumerable.Repeat(4L, 2000), -21];
        double[] Of(long[] stream) => SelectionProbabilities.AboveThreshold(stream, 0, 13 / 3.5, 26 / 5.6);

        Assert.InRange(Math.Log(Of(scores)[2000] / Of(neighbour)[2000]), 0.68, 0.7 + 1e-9);
    }

    [Fact]
    public void An_empty_stream_has_nothing_above() =>
        Assert.Null(new AboveThreshold(1, 0).Draw(new CandidateScores([]), OneRow, new SeededNoise(2)));

    // Sums beyond the range of long, clamped, would be equal, and the first would reach the threshold by that.
    [Fact]
    public void Sums_beyond_the_range_of_long_keep_their_order()
    {
        var mechanism = new AboveThreshold(1, long.MaxValue);
        var noise = new SeededNoise(3);

        Assert.All(Enumerable.Range(0, 1000), _ =>
            Assert.Null(mechanism.Draw(new CandidateScores([long.MaxValue - 1000, long.MinValue]), OneRow, noise)));
    }

    [Fact]
    public void Its_event_says_both_scales_and_costs_epsilon_however_many_scores_there_are()
    {
        var spent = new AboveThreshold(new Rational(1, 2), 6).CostOf(new Sensitivity(1000, 3000, 9000, 3));

        Assert.Equal(new AboveThresholdEvent(new Rational(78, 5), new Rational(39, 2), 3), spent);
        Assert.Equal(0.125, ZcdpAccountant.Price(spent).Rho);
    }
}
