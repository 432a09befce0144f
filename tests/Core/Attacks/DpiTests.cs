using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class DpiTests
{
    // The published score squeezes the ratio of counts so that ratios from 37 are all 1, and takes any of the rows that tie for the last
    // places.
    [Theory]
    [InlineData("housing")]
    [InlineData("adult_leaky")]
    [InlineData("adult_indep")]
    public void Its_scores_and_area_are_those_of_the_published_implementation_but_for_ties(string data)
    {
        var oracle = OracleSetting.Read(data);
        var sizes = (double)oracle.Setting.Synthetic.Count / oracle.Setting.Reference!.Count;

        var scores = new Dpi().Score(oracle.Setting, CancellationToken.None);

        Assert.Equal(oracle.Area("DPI"), oracle.AreaOf(scores), 0.001);
        var agreed = scores.Zip(oracle.Scores("DPI"))
            .Count(pair => Math.Abs((1 / (1 + Math.Exp(-sizes * pair.First / (1 - pair.First)))) - pair.Second) < 1e-9);
        Assert.True(agreed > 0.9 * scores.Length, $"{agreed} of {scores.Length}");
    }

    [Fact]
    public void The_order_of_rows_does_not_matter_where_rows_tie()
    {
        var random = new SampleRandom(3);
        bool[] ordered = [false];
        FeatureRows Shuffled(FeatureRows rows)
        {
            int[] order = [.. Enumerable.Range(0, rows.Count)];
            random.Shuffle<int>(order);
            return rows.Take(order);
        }

        FeatureRows Rows(int count) => new([.. Enumerable.Range(0, count).Select(_ => (double)random.Next(12))], ordered);
        var (targets, synthetic, reference) = (Rows(30), Rows(60), Rows(90));

        var scores = new Dpi().Score(new AttackSetting(targets, synthetic) { Reference = reference }, CancellationToken.None);
        var (shuffled, others) = (Shuffled(synthetic), Shuffled(reference));

        Assert.Equal(scores, new Dpi().Score(new AttackSetting(targets, shuffled) { Reference = others }, CancellationToken.None));
        Assert.True(scores.Distinct().Count() > 5);
    }
}
