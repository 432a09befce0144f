namespace SafeSynth.Data.Learning;

/// <summary>A noisy histogram over the buckets of a <see cref="MagnitudeCoding"/>: where values lie, roughly.</summary>
/// <remarks>
/// A bucket is believed to hold values when its count stands out from the noise. What does not stand out alone may do so together:
/// windows of 2, 4, 8 ... buckets are tried in turn, without what was believed before. Post-processing of one measurement.
/// </remarks>
internal sealed class MagnitudeHistogram
{
    /// <summary>Counts are believed above this many standard deviations of their noise.</summary>
    /// <remarks>One of 600 windows without values passes with probability 2 in 1000; then the bounds are too wide, at no cost to privacy.</remarks>
    private const double Significant = 4.5;

    /// <summary>The most cells of a fine histogram.</summary>
    private const int MaxCells = 128;

    private readonly double[] _edges;
    private readonly double[] _mass;

    public MagnitudeHistogram(double[] edges, long[] noisyCounts, double sigma)
    {
        _edges = edges;
        _mass = new double[edges.Length - 1];
        var best = (First: 0, Last: 0, Score: double.NegativeInfinity);
        for (var width = 1; width <= _mass.Length; width *= 2)
        {
            for (var first = 0; first + width <= _mass.Length; first += width)
            {
                var open = Enumerable.Range(first, width).Where(bucket => _mass[bucket] == 0).ToList();
                var sum = open.Sum(bucket => (double)noisyCounts[bucket]);
                var score = open.Count == 0 ? 0 : sum / (sigma * Math.Sqrt(open.Count));
                best = score > best.Score ? (first, first + width - 1, score) : best;
                if (score > Significant)
                    open.ForEach(bucket => _mass[bucket] = sum / open.Count);
            }
        }

        var occupied = Enumerable.Range(0, _mass.Length).Where(bucket => _mass[bucket] > 0).ToList();
        (First, Last) = occupied.Count > 0 ? (occupied[0], occupied[^1]) : (best.First, best.Last);
    }

    /// <summary>The first bucket that holds values; where none stands out, the first of the likeliest window.</summary>
    private int First { get; }

    /// <summary>The last bucket that holds values.</summary>
    private int Last { get; }

    /// <summary>The least value of the occupied buckets, and the greatest with so many decimals, in ones, days or seconds.</summary>
    public (decimal Least, decimal Greatest) Bounds(int decimals)
    {
        var least = Exact(_edges[First]);
        return (least, Math.Max(least, Exact(_edges[Last + 1]) - (decimal)Math.Pow(10, -decimals)));
    }

    /// <summary>Cells that divide a domain the finer, the more values lie there.</summary>
    public Binning CellsOf(GridDomain domain)
    {
        var starts = new List<long> { 0 };
        var total = _mass.Sum();
        for (var i = 0; i < _mass.Length; i++)
        {
            var from = starts[^1];
            var to = CodeFrom(_edges[i + 1], domain);
            if (to <= from)
                continue;
            var cells = (int)Math.Clamp((long)Math.Round(MaxCells * _mass[i] / Math.Max(total, 1)), 1, to - from);
            for (var cell = 1; cell <= cells; cell++)
                starts.Add(from + (long)((Int128)(to - from) * cell / cells));
        }

        if (starts[^1] < domain.Count)
            starts.Add(domain.Count);
        var count = starts.Count - 1;
        return new Binning([.. starts], new double[count], [.. Enumerable.Range(0, count)]);
    }

    // Edges of half octaves have more digits than a decimal keeps; those beyond the 15th do not matter to bounds.
    private static decimal Exact(double edge) => (decimal)edge;

    // Doubles round codes beyond 2^53: the number of codes itself decides where they end.
    private static long CodeFrom(double edge, GridDomain domain) =>
        Math.Min(domain.Count, (long)Math.Clamp(Math.Ceiling(edge * Math.Pow(10, domain.Decimals)) - domain.Origin, 0, GridDomain.MaxCount));
}
