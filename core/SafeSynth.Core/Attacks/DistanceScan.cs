using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SafeSynth.Attacks;

/// <summary>Squared distances from one point to each of many rows, sixteen rows at a time.</summary>
/// <remarks>
/// The squared distance is the sum of squared differences of ordered features plus, for each category in which the two differ, a price that
/// the caller sets. Rows lie in blocks of sixteen, feature after feature, ordered ones first, so that a block's sums stay in registers. The
/// order of summation is fixed: results are the same bits on every machine.
/// </remarks>
internal sealed class DistanceScan
{
    private const int Block = 16;

    private readonly int[] _features;   // ordered ones, then categories
    private readonly int _ordered;
    private readonly double[] _blocks;

    public DistanceScan(FeatureRows rows)
    {
        Count = rows.Count;
        var features = Enumerable.Range(0, rows.Width).ToLookup(rows.IsCategory);
        _features = [.. features[false], .. features[true]];
        _ordered = features[false].Count();
        _blocks = new double[(Count + Block - 1) / Block * Block * rows.Width];
        for (var row = 0; row < Count; row++)
        {
            var values = rows[row];
            var start = (row / Block * Block * rows.Width) + (row % Block);
            for (var i = 0; i < _features.Length; i++)
                _blocks[start + (i * Block)] = values[_features[i]];
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>What is done with the squared distances of one point to all rows; the span may be overwritten.</summary>
    public delegate void Use(int point, Span<double> squared);

    /// <summary>For each feature, the price 1: the distance of <see cref="FeatureRows"/>.</summary>
    public static double[] UnitPrices(FeatureRows rows) => [.. Enumerable.Repeat(1.0, rows.Width)];

    /// <summary>Hands the distances of every point to <paramref name="use"/>, several points at a time.</summary>
    /// <param name="points">Points of the same space as the rows.</param>
    /// <param name="prices">For each point, the price of a difference in each feature; only those of categories matter.</param>
    /// <param name="use">Called once for each point, in no order.</param>
    /// <param name="cancel">Stops the scan.</param>
    public void Each(FeatureRows points, Func<int, double[]> prices, Use use, CancellationToken cancel) => Parallel.For(
        0, points.Count, new ParallelOptions { CancellationToken = cancel }, () => new double[_blocks.Length / _features.Length], (point, _, squared) =>
        {
            Fill(points[point], prices(point), squared);
            use(point, squared.AsSpan(0, Count));
            return squared;
        },
        _ => { });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<double> point, ReadOnlySpan<double> prices, Span<double> squared)
    {
        Span<double> values = stackalloc double[_features.Length], costs = stackalloc double[_features.Length];
        for (var i = 0; i < _features.Length; i++)
            (values[i], costs[i]) = (point[_features[i]], prices[_features[i]]);

        ref var cell = ref MemoryMarshal.GetArrayDataReference(_blocks);
        ref var sums = ref MemoryMarshal.GetReference(squared);
        for (var block = 0; block < squared.Length; block += Block)
        {
            Vector256<double> a = default, b = default, c = default, d = default;
            for (var i = 0; i < values.Length; i++)
            {
                var value = Vector256.Create(values[i]);
                var gapA = Vector256.LoadUnsafe(ref cell) - value;
                var gapB = Vector256.LoadUnsafe(ref cell, 4) - value;
                var gapC = Vector256.LoadUnsafe(ref cell, 8) - value;
                var gapD = Vector256.LoadUnsafe(ref cell, 12) - value;
                if (i < _ordered)
                {
                    (a, b, c, d) = (a + (gapA * gapA), b + (gapB * gapB), c + (gapC * gapC), d + (gapD * gapD));
                }
                else
                {
                    var cost = Vector256.Create(costs[i]);
                    (a, b, c, d) = (a + IfDifferent(gapA, cost), b + IfDifferent(gapB, cost), c + IfDifferent(gapC, cost), d + IfDifferent(gapD, cost));
                }

                cell = ref Unsafe.Add(ref cell, Block);
            }

            a.StoreUnsafe(ref sums, (nuint)block);
            b.StoreUnsafe(ref sums, (nuint)block + 4);
            c.StoreUnsafe(ref sums, (nuint)block + 8);
            d.StoreUnsafe(ref sums, (nuint)block + 12);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> IfDifferent(Vector256<double> gap, Vector256<double> cost) =>
        Vector256.AndNot(cost, Vector256.Equals(gap, Vector256<double>.Zero));
}
