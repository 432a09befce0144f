using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class NearestRowsTests
{
    private static readonly bool[] Kinds = [true, false, true, false, false];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(101)]
    public void The_nearest_rows_are_the_first_of_all_rows_in_order_of_distance(int count)
    {
        var random = new SampleRandom(2);
        var (points, rows) = (Made(13, random), Made(count, random));

        var nearest = NearestRows.Find(points, rows, depth: 20, CancellationToken.None);

        Assert.Equal(Math.Min(20, count), nearest.Depth);
        for (var point = 0; point < points.Count; point++)
        {
            var expected = Enumerable.Range(0, count).Select(row => (Row: row, Distance: Squared(points[point], rows[row])))
                .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Row).Take(20).ToList();
            Assert.Equal(expected.Select(pair => pair.Row), nearest.RowsOf(point, 20).ToArray());
            Assert.Equal(expected.Select(pair => pair.Distance), nearest.SquaredDistancesOf(point, 20).ToArray());
            Assert.Equal(Math.Sqrt(expected[0].Distance), nearest.DistanceOf(point));
        }
    }

    [Fact]
    public void Attacks_share_a_search_until_one_needs_more_rows()
    {
        var random = new SampleRandom(4);
        var setting = new AttackSetting(Made(5, random), Made(50, random));

        var shared = setting.Nearest(setting.Synthetic, 1, CancellationToken.None);

        Assert.Same(shared, setting.Nearest(setting.Synthetic, 20, CancellationToken.None));
        Assert.Equal(30, setting.Nearest(setting.Synthetic, 30, CancellationToken.None).Depth);
        Assert.Equal(50, setting.Nearest(setting.Synthetic, 80, CancellationToken.None).Depth);
        Assert.NotSame(shared, (setting with { Targets = Made(5, random) }).Nearest(setting.Synthetic, 1, CancellationToken.None));
    }

    [Fact]
    public void A_search_can_be_cancelled()
    {
        var setting = new AttackSetting(Made(5, new SampleRandom(1)), Made(50, new SampleRandom(2)));

        Assert.ThrowsAny<OperationCanceledException>(() => setting.Nearest(setting.Synthetic, 1, new CancellationToken(canceled: true)));
    }

    // Values on a coarse grid: sums are exact in any order, and there are ties.
    private static FeatureRows Made(int count, SampleRandom random) =>
        new([.. Enumerable.Range(0, count * Kinds.Length).Select(_ => random.Next(8) / 2.0)], Kinds);

    private static double Squared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += Kinds[i] ? (a[i] == b[i] ? 0 : 1) : (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
