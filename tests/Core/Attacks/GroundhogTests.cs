using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class GroundhogTests
{
    private static readonly bool[] Kinds = [false, true];

    [Fact]
    public void Figures_are_moments_shares_and_correlations()
    {
        var known = new FeatureRows([0, 1, 10, 2, 5, 1], Kinds);
        var figures = new Groundhog().WatchFor(new ShadowTarget(MadePeople.Of(1, 1), known.Take([0]), known, Seed: 1))(
            new SeenRelease(new FeatureRows([0, 1, 4, 1, 8, 2, 12, 2], Kinds), Model: null));

        // Mean, median, variance; cells of width 1 from 0 to 10, what is beyond in the last; two values, of which the common one is known
        // first.
        Assert.Equal([6, 8, 20], figures[..3]);
        Assert.Equal([0.25, 0, 0, 0, 0.25, 0, 0, 0, 0.25, 0.25], figures[3..13]);
        Assert.Equal([2, 0.5, 0.5], figures[13..16]);

        // Of value 1 and the number, of value 2 and the number, of the values with each other.
        var expected = 2 / Math.Sqrt(5);
        Assert.Equal([-expected, expected, -1], figures[16..].Select(figure => Math.Round(figure, 12)).Zip([-expected, expected, -1], (found, wanted) => Math.Abs(found - wanted) < 1e-9 ? wanted : found));
    }

    [Fact]
    public void Releases_without_rows_or_with_constants_have_finite_figures()
    {
        var known = new FeatureRows([3, 1, 3, 1], Kinds);
        var watch = new Groundhog().WatchFor(new ShadowTarget(MadePeople.Of(1, 1), known.Take([0]), known, Seed: 1));

        var (none, same) = (watch(new SeenRelease(new FeatureRows([], Kinds), Model: null)), watch(new SeenRelease(known, Model: null)));

        Assert.Equal(none.Length, same.Length);
        Assert.All(none.Concat(same), figure => Assert.True(double.IsFinite(figure)));
    }
}
