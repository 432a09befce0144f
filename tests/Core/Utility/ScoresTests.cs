using SafeSynth.Attacks;
using SafeSynth.Marginals;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class ScoresTests
{
    [Fact]
    public void The_area_is_that_of_the_curve_and_ties_count_half()
    {
        var random = new SampleRandom(3);
        double[] scores = [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(12))];
        bool[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.Next(3) == 0)];

        Assert.Equal(new RocCurve(scores, labels).Area, Scores.Area(scores, labels).Value, 1e-12);
        Assert.Equal((0.5, 0.5), Scores.Area([1, 2], [true, true]));
    }

    /// <summary>The standard error against the spread of 400 repetitions, which is known to 3.5 %: five of these are allowed.</summary>
    [Fact]
    public void Standard_errors_are_what_figures_spread_by()
    {
        var random = new SampleRandom(8);
        var drawn = Enumerable.Range(0, 400).Select(_ =>
        {
            bool[] labels = [.. Enumerable.Range(0, 200).Select(row => row < 60)];
            double[] scores = [.. labels.Select(label => random.NextNormal() + (label ? 1 : 0))];
            double[] answers = [.. scores.Select(score => score + random.NextNormal())];
            return (Area: Scores.Area(scores, labels), Explained: Scores.Explained(scores, answers), Accuracy: Scores.Accuracy([.. scores.Zip(labels, (score, label) => score > 0.5 == label)]));
        }).ToList();

        foreach (var kind in new[] { drawn.Select(one => one.Area), drawn.Select(one => one.Explained), drawn.Select(one => one.Accuracy) })
        {
            var mean = kind.Average(one => one.Value);
            var spread = Math.Sqrt(kind.Average(one => (one.Value - mean) * (one.Value - mean)));
            Assert.InRange(kind.Average(one => one.Error) / spread, 0.83, 1.2);
        }
    }

    [Fact]
    public void The_mean_explains_nothing_and_the_answers_everything()
    {
        Assert.Equal(0, Scores.Explained([2, 2, 2], [1, 2, 3]).Value, 1e-12);
        Assert.Equal(1, Scores.Explained([1, 2, 3], [1, 2, 3]).Value, 1e-12);
        Assert.Equal(0, Scores.Explained([5, 6], [1, 1]).Value, 1e-12);
    }
}
