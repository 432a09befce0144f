namespace SafeSynth.Data.Learning;

/// <summary>A noisy histogram over the buckets of a <see cref="MagnitudeCoding"/>: where values lie, roughly.</summary>
internal sealed class MagnitudeHistogram(double[] edges, long[] noisyCounts, double sigma)
{
    /// <summary>A bucket is believed to hold values when its noisy count exceeds this many standard deviations of the noise.</summary>
    /// <remarks>One of 300 empty buckets passes with probability 10^-3; then the bounds are too wide, at no cost to privacy.</remarks>
    private const double Significant = 4.5;

    /// <summary>The most cells of a fine histogram.</summary>
    private const int MaxCells = 128;

    /// <summary>The first and last bucket that hold values; the heaviest one where none stands out.</summary>
    private (int First, int Last) Occupied
    {
        get
        {
            var buckets = noisyCounts.AsSpan(0, edges.Length - 1);
            var first = -1;
            var last = -1;
            var heaviest = 0;
            for (var i = 0; i < buckets.Length; i++)
            {
                heaviest = buckets[i] > buckets[heaviest] ? i : heaviest;
                if (buckets[i] <= Significant * sigma)
                    continue;
                first = first < 0 ? i : first;
                last = i;
            }

            return first < 0 ? (heaviest, heaviest) : (first, last);
        }
    }

    /// <summary>Smallest and largest value of the occupied buckets, in units of 10^-decimals, days or seconds.</summary>
    public (decimal Lowest, decimal Highest) Bounds(int decimals)
    {
        var (first, last) = Occupied;
        return (FirstUnitFrom(edges[first], decimals), FirstUnitFrom(edges[last + 1], decimals) - 1);
    }

    /// <summary>Cells that divide a domain the finer, the more values lie there.</summary>
    public Binning CellsOf(GridDomain domain)
    {
        var starts = new List<int> { 0 };
        var total = Enumerable.Range(0, edges.Length - 1).Sum(Mass);
        for (var i = 0; i < edges.Length - 1; i++)
        {
            var from = starts[^1];
            var to = CodeFrom(edges[i + 1], domain);
            if (to <= from)
                continue;
            var cells = Math.Clamp((int)Math.Round(MaxCells * Mass(i) / Math.Max(total, 1)), 1, to - from);
            for (var cell = 1; cell <= cells; cell++)
                starts.Add(from + (int)((long)(to - from) * cell / cells));
        }

        if (starts[^1] < domain.Count)
            starts.Add(domain.Count);
        var count = starts.Count - 1;
        return new Binning([.. starts], new double[count], [.. Enumerable.Range(0, count)]);
    }

    private static decimal FirstUnitFrom(double edge, int decimals) => (decimal)Math.Ceiling(edge * Math.Pow(10, decimals));

    private static int CodeFrom(double edge, GridDomain domain) =>
        (int)Math.Clamp(Math.Ceiling((Math.Ceiling(edge * Math.Pow(10, domain.Decimals)) - domain.Origin) / domain.Step), 0, domain.Count);

    private double Mass(int bucket) => noisyCounts[bucket] > Significant * sigma ? noisyCounts[bucket] : 0;
}
