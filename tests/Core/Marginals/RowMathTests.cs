using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class RowMathTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 100];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_sum_is_taken_in_the_stated_order(int length)
    {
        var row = Row(length, seed: 1);

        double[] lanes = [0, 0, 0, 0];
        var whole = length / 4 * 4;
        for (var i = 0; i < whole; i++) lanes[i % 4] += row[i];
        var expected = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        for (var i = whole; i < length; i++) expected += row[i];

        Assert.Equal(expected, RowMath.Sum(row));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_cell_is_reached_whatever_the_length(int length)
    {
        var (a, b) = (Row(length, seed: 2), Row(length, seed: 3));

        Assert.Equal(a.Zip(b, (x, y) => x + y), After(a, target => RowMath.Add(target, b)));
        Assert.Equal(a.Zip(b, (x, y) => x - y), After(a, target => RowMath.Subtract(target, b)));
        Assert.Equal(a.Zip(b, (x, y) => x * y), After(a, target => RowMath.Multiply(target, b)));
        Assert.Equal(a.Zip(b, Math.Max), After(a, target => RowMath.Max(target, b)));
        Assert.Equal(a.Select(x => x - 0.3), After(a, target => RowMath.Subtract(target, 0.3)));
        Assert.Equal(a.Select(x => x * 0.3), After(a, target => RowMath.Multiply(target, 0.3)));
        Assert.Equal(a.Select(PortableMath.Exp), After(a, target => RowMath.Exp(target)));
        Assert.Equal(b.Select(x => x + 0.3), After(a, target => RowMath.Assign(target, b, 0.3)));
        Assert.Equal(a.Zip(b, (x, y) => x - (0.3 * y)), After(a, target => RowMath.Step(target, a, 0.3, b)));
        Assert.Equal(a.DefaultIfEmpty(double.NegativeInfinity).Max(), RowMath.Max(a));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_fused_loops_agree_with_the_plain_ones(int length)
    {
        var (a, b, along) = (Row(length, seed: 4), Row(length, seed: 5), Row(length, seed: 6));
        var differences = a.Zip(b, (x, y) => x - y).ToArray();
        var squares = RowMath.Sum([.. differences.Select(x => x * x)]);

        var scaled = new double[length];
        Assert.Equal(squares, RowMath.ScaledDifference(scaled, a, b, 0.3));
        Assert.Equal(differences.Select(x => 0.3 * x), scaled);
        Assert.Equal((RowMath.Sum([.. along.Zip(differences, (x, y) => x * y)]), squares), RowMath.Change(along, a, b));
    }

    private static double[] After(double[] start, Action<double[]> change)
    {
        var target = (double[])start.Clone();
        change(target);
        return target;
    }

    private static double[] Row(int length, ulong seed)
    {
        var random = new SampleRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }
}
