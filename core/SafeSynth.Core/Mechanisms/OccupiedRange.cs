namespace SafeSynth.Mechanisms;

/// <summary>Where the values of one histogram lie, as far as its noisy counts tell.</summary>
/// <param name="NoisyCounts">A count for each cell, then one for all that lies in no cell.</param>
/// <param name="Mass">For each cell, how many values it is believed to hold: 0 where nothing stands out.</param>
/// <param name="First">The first cell of the range.</param>
/// <param name="Last">The last cell of the range.</param>
/// <param name="CoreCells">The number of cells from the first that is believed to hold values to the last one: the range before it
/// grew.</param>
/// <remarks>
/// Cells are believed to hold values when their count stands out from the noise; what does not stand out alone may do so together:
/// windows of 2, 4, 8 ... cells are tried in turn, without what was believed before. The range then grows beyond the believed cells, over
/// neighbours in which a share of the values may still hide in the noise: generously, because a bound that cuts values off does more
/// harm than one that is too wide, but by no more than 1.5 times its width on either side, and not across zero.
/// </remarks>
public sealed record OccupiedRange(long[] NoisyCounts, double[] Mass, int First, int Last, int CoreCells)
{
    /// <summary>Counts are believed above this many standard deviations of their noise: one of 640 windows without values passes with
    /// probability 10^-5; then the bounds are too wide, at no cost to privacy.</summary>
    internal const double Significant = 5.5;

    /// <summary>The most cells that are looked at together: 16 octaves, or years.</summary>
    private const int WidestWindow = 32;

    /// <summary>Inside the range, where values are likelier than not, these many do for a count to say how many a cell holds.</summary>
    private const double Telling = 2;

    /// <summary>How far the range may grow on each side, in widths of the believed cells.</summary>
    private const double Reach = 1.5;

    /// <summary>The noisy count of all that lies in no cell.</summary>
    public long Elsewhere => NoisyCounts[^1];

    /// <summary>The range in which noisy counts show values; where none stands out, the likeliest window.</summary>
    internal static OccupiedRange Find(double[] edges, long[] noisyCounts, double sigma)
    {
        var counts = noisyCounts.AsSpan(0, edges.Length - 1);
        var mass = new double[counts.Length];
        var likeliest = Believe(counts, sigma, mass);
        var first = Array.FindIndex(mass, cell => cell > 0);
        var last = Array.FindLastIndex(mass, cell => cell > 0);
        if (first < 0)
            (first, last) = (likeliest.First, likeliest.Last);

        var core = last + 1 - first;
        var tail = new TailTest(counts, sigma, mass.Sum());
        var reach = Reach * (edges[last + 1] - edges[first]);
        var (lowest, highest) = (edges[first] - reach, edges[last + 1] + reach);
        while (first > 0 && edges[first] != 0 && edges[first - 1] >= lowest && tail.MayHoldValues(first - 1, -1))
            first--;
        while (last + 1 < counts.Length && edges[last + 1] != 0 && edges[last + 2] <= highest && tail.MayHoldValues(last + 1, +1))
            last++;
        for (var cell = first; cell <= last; cell++)
            mass[cell] = counts[cell] > Telling * sigma ? Math.Max(mass[cell], counts[cell]) : mass[cell];
        return new OccupiedRange(noisyCounts, mass, first, last, core);
    }

    /// <summary>Fills in the mass of each cell and returns the window that stands out most.</summary>
    private static Window Believe(ReadOnlySpan<long> counts, double sigma, double[] mass)
    {
        var likeliest = new Window(0, 0, 0, double.NegativeInfinity);
        for (var width = 1; width <= WidestWindow; width *= 2)
        {
            for (var first = 0; first + width <= mass.Length; first += width)
            {
                var window = Look(counts, sigma, mass, first, first + width - 1);
                likeliest = window.Score > likeliest.Score ? window : likeliest;
                if (window.Score <= Significant)
                    continue;
                var part = MostTellingPart(counts, sigma, mass, window);
                for (var cell = part.First; cell <= part.Last; cell++)
                    mass[cell] = mass[cell] == 0 ? part.Mean : mass[cell];
            }
        }

        return likeliest;
    }

    /// <summary>What the cells from first to last that are not believed yet say together.</summary>
    private static Window Look(ReadOnlySpan<long> counts, double sigma, double[] mass, int first, int last)
    {
        var (open, sum) = (0, 0.0);
        for (var cell = first; cell <= last; cell++)
        {
            if (mass[cell] == 0)
                (open, sum) = (open + 1, sum + counts[cell]);
        }

        return open == 0 ? new Window(first, last, 0, 0) : new Window(first, last, sum / open, sum / (sigma * Math.Sqrt(open)));
    }

    // Values at one end of a window must not make all of it believed.
    private static Window MostTellingPart(ReadOnlySpan<long> counts, double sigma, double[] mass, Window window)
    {
        var best = window;
        for (var first = window.First; first <= window.Last; first++)
        {
            for (var last = first; last <= window.Last; last++)
            {
                var part = Look(counts, sigma, mass, first, last);
                best = part.Score > best.Score ? part : best;
            }
        }

        return best;
    }

    private readonly record struct Window(int First, int Last, double Mean, double Score);
}
