using SafeSynth.Audit;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Audit;

public sealed class CanaryScoresTests
{
    [Fact]
    public void A_test_alarms_above_its_threshold_and_turned_round_at_all_others()
    {
        var scores = new CanaryScores([3, 1, 2, 2], [0, 2, 1]);

        Assert.Equal(new AlarmCounts(4, 3, 1, 0), scores.Above(2));
        Assert.Equal(new AlarmCounts(4, 3, 4, 2), scores.Above(0));
        Assert.Equal(new AlarmCounts(3, 4, 3, 3), scores.Reversed().Above(Math.BitDecrement(-2.0)));
        Assert.Equal(new AlarmCounts(4, 3, 4, 0), scores.Above(2).Perfect);
    }

    // The chance that 10,000 fair coins show more than 5,250 or less than 4,750 heads is 6e-7. The seed is fixed.
    [Fact]
    public void Coins_are_fair_and_decide_the_side()
    {
        var coins = CanaryScores.Coins(10_000, new SampleRandom(seed: 1));
        var scores = CanaryScores.Of([.. Enumerable.Range(0, 10_000).Select(i => (double)i)], coins);

        Assert.InRange(coins.Count(wentIn => wentIn), 4_750, 5_250);
        Assert.Equal(coins.Index().Where(coin => coin.Item).Select(coin => (double)coin.Index), scores.In);
    }

    [Fact]
    public void A_side_without_scores_and_a_score_that_is_no_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CanaryScores([1], []));
        Assert.Throws<ArgumentException>(() => new CanaryScores([], [1]));
        Assert.Throws<ArgumentException>(() => new CanaryScores([1, double.NaN], [1]));
    }
}
