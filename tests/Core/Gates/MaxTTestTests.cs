using SafeSynth.Gates;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Gates;

public sealed class MaxTTestTests
{
    [Fact]
    public void The_p_value_is_the_share_of_all_choices_that_look_as_bad()
    {
        double[][] weights = [[9, 1, 7, 3, 5, 2, 8, 4], [1, 1, 0, 0, 0, 0, 1, 0]];
        bool[] isMember = [true, false, true, false, false, false, true, false];
        var choices = Enumerable.Range(0, 256).Where(choice => int.PopCount(choice) == 3).ToList();
        double T(Func<int, bool> chosen) => weights.Max(of =>
            (Enumerable.Range(0, 8).Where(chosen).Sum(unit => of[unit]) - (3 * of.Average())) / Math.Sqrt(of.Sum(w => Math.Pow(w - of.Average(), 2))));
        var observed = T(unit => isMember[unit]);
        var (above, equal) = (
            choices.Average(choice => T(unit => (choice >> unit & 1) == 1) > observed + 1e-9 ? 1 : 0.0),
            choices.Average(choice => Math.Abs(T(unit => (choice >> unit & 1) == 1) - observed) < 1e-9 ? 1 : 0.0));

        var p = new MaxTTest(weights).Run(isMember, 99_999, seed: 1, CancellationToken.None).PValue;

        Assert.InRange(p, above - 0.005, above + equal + 0.005);      // three standard errors
    }

    /// <summary>Twenty statistics that depend on each other, few of them smooth; false-alarm rate of this test 1 in 1,000.</summary>
    [Theory]
    [InlineData(30, 30)]
    [InlineData(50, 12)]
    [InlineData(12, 50)]
    public void It_fails_what_leaks_nothing_as_often_as_it_says(int members, int others)
    {
        var random = new SampleRandom(seed: 5);
        const int Runs = 1_000;
        var failed = 0;
        for (var run = 0; run < Runs; run++)
        {
            var scores = MadeReport.Chance(members + others, random);
            var related = Array.ConvertAll(scores, score => Math.Round(score * 6) + (random.NextDouble() / 2));
            var coarse = Array.ConvertAll(scores, score => Math.Round(score * 3));
            var weights = new[] { scores, related, coarse }.Select(of => new Suspicion(of))
                .SelectMany(attack => Suspicion.LooksAt(members + others).Select(attack.TopWeights).Prepend(attack.RankWeights())).ToList();
            failed += new MaxTTest(weights).Run(MadeReport.Divided(members, others, random), 199, seed: 1, CancellationToken.None).PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(failed, 29, 74);       // binomial, 50 expected
    }

    /// <summary>
    /// One unit alone counts, so half of all choices are tied at the top: a seed that broke all ties alike would fail none or half of them.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ties_are_broken_anew_for_every_release_with_whatever_seed(ulong seed)
    {
        var random = new SampleRandom(seed: 9);
        const int Runs = 1_000;
        var failed = Enumerable.Range(0, Runs).Count(run =>
            new MaxTTest([[run + 1, .. new double[39]]]).Run(MadeReport.Divided(20, 20, random), 199, seed, CancellationToken.None).PValue <= 0.05);

        Assert.InRange(failed, 18, 91);       // binomial, 50 expected; false-alarm rate 1e-6
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_and_statistics_that_cannot_differ_count_as_nothing()
    {
        bool[] isMember = [true, true, false, false, true, false];
        var test = new MaxTTest([[1, 1, 1, 1, 1, 1], [3, 2, 1, 1, 2, 3]]);

        var (first, second) = (test.Run(isMember, 999, 3, CancellationToken.None), test.Run(isMember, 999, 3, CancellationToken.None));

        Assert.Equal(first.PValue, second.PValue);
        Assert.Equal(first.Chance, second.Chance);
        Assert.Equal(0, first.Observed[0]);
    }
}
