using SafeSynth.Audit;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Audit;

/// <summary>
/// Choosing a threshold costs no confidence, for rates of independent canaries and for guesses at canaries of one release.
/// </summary>
/// <remarks>At 5 %, more than 14 of 100 have a chance of 4e-5. Seeds are fixed.</remarks>
public sealed class ThresholdChoiceTests
{
    private const int Runs = 100;

    public static TheoryData<string> Choices => ["Split", "Bonferroni", "MultiSplit"];

    [Theory]
    [MemberData(nameof(Choices))]
    public void Where_nothing_is_to_be_found_something_is_found_no_more_often_than_stated(string name)
    {
        foreach (var bound in new IEpsilonBound[] { new ClopperPearson(), new OneRun() })
            Assert.InRange(Found(bound, Choice(name, bound), mu: 0), 0, 14);
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Where_much_is_to_be_found_it_is(string name)
    {
        foreach (var bound in EpsilonBoundCatalog.All)
        {
            var found = EpsilonBound.Of(bound, Scores.Even(1, 2000), Choice(name, bound), 1e-6, 0.05);

            Assert.InRange(found.Epsilon, 0.2, 5);      // Gaussian DP of mu = 1 has epsilon 5.0 here
            Assert.True(found.Cap > 1.5 * found.Epsilon, $"{bound.Info.Name}: {found}");
        }
    }

    [Fact]
    public void Without_a_delta_a_Gaussian_has_no_epsilon()
    {
        var counts = new AlarmCounts(100, 100, 90, 10);

        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianDp().AtLeast(counts, 0, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FdpOneRun().AtLeast(counts, 0, 0.05));
    }

    // What the other choices are for: the best of many thresholds, as if it had been the only one.
    [Fact]
    public void The_best_threshold_of_those_that_are_tested_is_lucky_too_often() =>
        Assert.InRange(Found(new OneRun(), new Best(), mu: 0), 20, Runs);

    private static ThresholdChoice Choice(string name, IEpsilonBound bound) => name switch
    {
        "Split" => new ThresholdChoice.Split(),
        "Bonferroni" => new ThresholdChoice.Bonferroni(bound.Info.NeedsSeparateRuns),
        _ => new ThresholdChoice.MultiSplit(Times: 5),
    };

    private static int Found(IEpsilonBound bound, ThresholdChoice choice, double mu)
    {
        var random = new SampleRandom(seed: 11);
        return Enumerable.Range(0, Runs)
            .Count(_ => choice.AtLeast(Scores.Drawn(mu, 200, random), (counts, error) => bound.AtLeast(counts, 0, error), 0.05) > 0);
    }

    private sealed record Best : ThresholdChoice
    {
        public override double AtLeast(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error) =>
            scores.Out.Max(threshold => bound(scores.Above(threshold), error));

        public override double Cap(CanaryScores scores, Func<AlarmCounts, double, double> bound, double error) =>
            bound(scores.Above(0).Perfect, error);
    }
}
