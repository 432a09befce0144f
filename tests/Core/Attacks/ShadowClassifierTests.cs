using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class ShadowClassifierTests
{
    private const int Examples = 60, Width = 400;

    private readonly SampleRandom _random = new(seed: 12);

    [Fact]
    public void A_trace_spread_over_some_of_many_figures_is_found()
    {
        Assert.True(Area(trace: 1) > 0.95);
    }

    // Null: the area of 200 against 200 has a standard deviation of .029; five of them.
    [Fact]
    public void Where_there_is_no_trace_nothing_is_found()
    {
        Assert.InRange(Area(trace: 0), 0.355, 0.645);
    }

    [Fact]
    public void Figures_that_never_vary_have_no_say()
    {
        double[][] examples = [[0, 7], [0.1, 7], [1, 7], [0.9, 7]];

        var classifier = ShadowClassifier.Train(examples, [false, false, true, true]);

        Assert.Equal(classifier.Score([0.5, 7]), classifier.Score([0.5, -1e9]));
        Assert.True(classifier.Score([1, 7]) > classifier.Score([0, 7]));
    }

    private double Area(double trace)
    {
        double[] Figures(bool isMember) =>
            [.. Enumerable.Range(0, Width).Select(figure => MadePeople.Normal(_random) + (isMember && figure % 10 == 0 ? trace : 0))];
        bool[] learned = [.. Enumerable.Range(0, Examples).Select(example => example % 2 == 0)], tested = [.. Enumerable.Range(0, 400).Select(example => example % 2 == 0)];
        var classifier = ShadowClassifier.Train([.. learned.Select(Figures)], learned);
        return new RocCurve([.. tested.Select(Figures).Select(classifier.Score)], tested).Area;
    }
}
