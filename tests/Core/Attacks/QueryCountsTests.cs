using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class QueryCountsTests
{
    private static readonly bool[] Kinds = [false, true, true];

    [Fact]
    public void The_first_figures_count_rows_that_meet_one_condition_and_then_all_values_of_the_record()
    {
        var figures = Watch(new FeatureRows([5, 1, 2], Kinds))(Seen([5, 1, 2, 5, 0, 2, 4, 1, 0, 7, 1, 2, 5, 1, 2]));

        // = 5, at most 5, at least 5; the two categories; the whole record.
        Assert.Equal([3, 4, 4, 4, 4, 2], figures[..6]);
    }

    [Fact]
    public void Further_figures_count_rows_that_meet_several_conditions()
    {
        var random = new SampleRandom(3);
        double[] Row() => [random.Next(5), random.Next(3), random.Next(3)];
        double[][] rows = [.. Enumerable.Range(0, 200).Select(_ => Row())];

        var figures = Watch(new FeatureRows([2, 1, 2], Kinds))(Seen([.. rows.SelectMany(row => row)]));

        // Every figure is the count of some set of conditions, and the sets of two are all there.
        Func<double, double, bool>[] conditions = [(a, b) => a == b, (a, b) => a <= b, (a, b) => a >= b];
        var pairs = conditions.SelectMany(ofNumber => new[] { 1, 2 }.Select(category => rows.Count(row => ofNumber(row[0], 2) && row[category] == category)));
        Assert.Equal(1_000, figures.Length);
        Assert.All(pairs.Append(rows.Count(row => row[1] == 1 && row[2] == 2)), count => Assert.Contains(count, figures));
        Assert.All(figures, figure => Assert.InRange(figure, figures[5], 200));
    }

    [Fact]
    public void More_features_than_a_word_has_bits_are_told_apart()
    {
        const int Width = 150;
        var target = new FeatureRows([.. Enumerable.Range(0, Width).Select(feature => (double)feature)], [.. Enumerable.Repeat(true, Width)]);

        var figures = Watch(target)(new SeenRelease(target.With([.. Enumerable.Range(0, Width).Select(feature => feature == 140 ? -1.0 : feature)]), null));

        Assert.Equal(Enumerable.Range(0, Width).Select(feature => feature == 140 ? 0.0 : 1), figures[..Width]);
        Assert.Equal(0, figures[Width]);
    }

    private static Func<SeenRelease, double[]> Watch(FeatureRows record) =>
        new QueryCounts().WatchFor(new ShadowTarget(MadePeople.Of(1, 1), record, record, Seed: 1));

    private static SeenRelease Seen(double[] rows) => new(new FeatureRows(rows, Kinds), Model: null);
}
