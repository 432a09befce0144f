namespace SafeSynth.Attacks;

/// <summary>For each of many points, the rows nearest to it, nearest first; of rows equally far the earlier ones.</summary>
public sealed class NearestRows
{
    private readonly int[] _rows;
    private readonly double[] _squared;

    private NearestRows(int depth, int points)
    {
        Depth = depth;
        _rows = new int[points * depth];
        _squared = new double[points * depth];
        Array.Fill(_squared, double.PositiveInfinity);
    }

    /// <summary>How many rows are known for each point.</summary>
    public int Depth { get; }

    /// <summary>The numbers of so many of a point's nearest rows, or of all that are known.</summary>
    public ReadOnlySpan<int> RowsOf(int point, int count) => _rows.AsSpan(point * Depth, Math.Min(count, Depth));

    /// <summary>The squared distances to them, ascending.</summary>
    public ReadOnlySpan<double> SquaredDistancesOf(int point, int count) => _squared.AsSpan(point * Depth, Math.Min(count, Depth));

    /// <summary>The distance to the nearest of all.</summary>
    public double DistanceOf(int point) => Math.Sqrt(_squared[point * Depth]);

    /// <summary>An exact search.</summary>
    /// <param name="points">The points.</param>
    /// <param name="rows">Where to look: at least one row.</param>
    /// <param name="depth">How many to find for each point; all where there are fewer.</param>
    /// <param name="cancel">Stops the search.</param>
    internal static NearestRows Find(FeatureRows points, FeatureRows rows, int depth, CancellationToken cancel)
    {
        var nearest = new NearestRows(Math.Min(depth, rows.Count), points.Count);
        var prices = DistanceScan.UnitPrices(rows);
        new DistanceScan(rows).Each(points, _ => prices, nearest.Keep, cancel);
        return nearest;
    }

    // Few rows enter the list after its first fill, so moving the later ones up costs next to nothing.
    private void Keep(int point, Span<double> squared)
    {
        var rows = _rows.AsSpan(point * Depth, Depth);
        var best = _squared.AsSpan(point * Depth, Depth);
        for (var row = 0; row < squared.Length; row++)
        {
            if (squared[row] >= best[^1])
                continue;
            var at = Depth - 1;
            for (; at > 0 && best[at - 1] > squared[row]; at--)
                (best[at], rows[at]) = (best[at - 1], rows[at - 1]);
            (best[at], rows[at]) = (squared[row], row);
        }
    }
}
