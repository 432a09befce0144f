using SafeSynth.AttributeInference;

namespace SafeSynth.Tests.AttributeInference;

public sealed class AdvantageTests
{
    /// <summary>
    /// Computed exactly, over all numbers of rights in both groups: 93 % of the time at least for a level of 95 %, tiny and unequal groups
    /// included.
    /// </summary>
    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 60)]
    [InlineData(50, 50)]
    [InlineData(200, 100)]
    public void The_interval_holds_the_difference_as_often_as_it_says(int members, int others)
    {
        var intervals = new Dictionary<(int, int), Advantage>();
        foreach (var (p, q) in new[] { (0.5, 0.5), (0.8, 0.8), (0.9, 0.7), (0.98, 0.98), (1.0, 0.8), (0.3, 0.1) })
        {
            var covered = 0.0;
            for (var right = 0; right <= members; right++)
            {
                for (var rightOfOthers = 0; rightOfOthers <= others; rightOfOthers++)
                {
                    var interval = Interval(right, members, rightOfOthers, others);
                    if (interval.Low <= p - q && p - q <= interval.High)
                        covered += Binomial(right, members, p) * Binomial(rightOfOthers, others, q);
                }
            }

            Assert.True(covered >= 0.93, $"{p} against {q}: {covered}");
        }

        Advantage Interval(int right, int ofMembers, int rightOfOthers, int ofOthers)
        {
            if (!intervals.TryGetValue((right, rightOfOthers), out var interval))
                intervals[(right, rightOfOthers)] = interval = Of(right, ofMembers, rightOfOthers, ofOthers);
            return interval;
        }
    }

    [Fact]
    public void Groups_that_are_all_right_or_all_wrong_leave_an_interval_of_some_width()
    {
        var advantage = Of(60, 60, 0, 60);

        Assert.Equal((1, 0, 1, 1), (advantage.Members, advantage.Others, advantage.Difference, advantage.Area));
        Assert.InRange(advantage.Low, 0.85, 0.98);
        Assert.True(advantage.High <= 1);
    }

    private static Advantage Of(int right, int members, int rightOfOthers, int others) => Advantage.Of(
        [.. Enumerable.Range(0, members).Select(i => i < right ? 1.0 : 0), .. Enumerable.Range(0, others).Select(i => i < rightOfOthers ? 1.0 : 0)],
        [.. Enumerable.Range(0, members + others).Select(i => i < members)], 0.95);

    private static double Binomial(int k, int n, double p) => MathNet.Numerics.Distributions.Binomial.PMF(p, n, k);
}
