using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class SurprisalMatchTests
{
    private const int People = 300, Width = 20;

    [Fact]
    public void Members_are_found_in_the_leaky_control_far_better_than_by_distance()
    {
        var oracle = OracleSetting.Read("adult_leaky");

        var area = oracle.AreaOf(new SurprisalMatch().Score(oracle.Setting, CancellationToken.None));

        Assert.True(area > oracle.Area("DCR") + 0.15, $"{area}");
    }

    // Null: the area of 300 against 300 has a standard deviation of .024; five of them.
    [Fact]
    public void Independent_rows_give_nobody_away()
    {
        var oracle = OracleSetting.Read("adult_indep");

        Assert.Equal(0.5, oracle.AreaOf(new SurprisalMatch().Score(oracle.Setting, CancellationToken.None)), 0.12);
    }

    [Fact]
    public void Copies_of_which_a_third_of_the_cells_was_replaced_are_found()
    {
        var random = new SampleRandom(5);
        var (members, others, reference, fresh) = (Made(random), Made(random), Made(random), Made(random));
        var replaced = new FeatureRows(
            [.. Enumerable.Range(0, People * Width).Select(cell => (random.Next(3) > 0 ? members : fresh)[cell / Width][cell % Width])], Categories);

        Assert.True(Area(members, others, replaced, reference) > 0.95);
        Assert.InRange(Area(members, others, fresh, reference), 0.38, 0.62);
    }

    [Fact]
    public void A_match_weighs_the_surprise_of_the_values_in_common_less_that_with_the_reference()
    {
        bool[] categories = [true, true];
        var setting = new AttackSetting(new FeatureRows([1, 7], categories), new FeatureRows([1, 8, 2, 7], categories))
        {
            Reference = new FeatureRows([1, 8, 1, 8, 1, 7], categories),
        };

        // p(1) = 4 / 4, p(7) = 2 / 4: the second synthetic row shares log 2, the third reference row log 1 + log 2.
        Assert.Equal(0, Assert.Single(new SurprisalMatch().Score(setting, CancellationToken.None)), 1e-12);
        var without = setting with { Reference = new FeatureRows([1, 8, 1, 8, 1, 9], categories) };
        Assert.Equal(Math.Log(4), Assert.Single(new SurprisalMatch().Score(without, CancellationToken.None)), 1e-12);
    }

    [Fact]
    public void Numbers_that_are_never_repeated_agree_by_twentieths_of_the_reference()
    {
        var random = new SampleRandom(8);
        FeatureRows Numbers(Func<int, double> value) => new([.. Enumerable.Range(0, People * Width).Select(value)], new bool[Width]);
        var (members, others, reference) = (Numbers(_ => random.NextDouble()), Numbers(_ => random.NextDouble()), Numbers(_ => random.NextDouble()));
        var near = Numbers(cell => members[cell / Width][cell % Width] + (0.01 * random.NextDouble()));

        Assert.True(Area(members, others, near, reference) > 0.95);
    }

    private static bool[] Categories => [.. Enumerable.Repeat(true, Width)];

    private static FeatureRows Made(SampleRandom random) =>
        new([.. Enumerable.Range(0, People * Width).Select(_ => (double)random.Next(8))], Categories);

    private static double Area(FeatureRows members, FeatureRows others, FeatureRows synthetic, FeatureRows reference)
    {
        var scores = new SurprisalMatch().Score(new AttackSetting(members.Concat(others), synthetic) { Reference = reference }, CancellationToken.None);
        return new RocCurve(scores, [.. Enumerable.Range(0, 2 * People).Select(target => target < People)]).Area;
    }
}
