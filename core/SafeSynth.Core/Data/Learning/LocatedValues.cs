using SafeSynth.Mechanisms;

namespace SafeSynth.Data.Learning;

/// <summary>What a noisy histogram over some edges says of a column: bounds, and cells for the next, finer look.</summary>
/// <param name="Edges">Ascending edges of the cells, in ones, days or seconds.</param>
/// <param name="Range">Where values lie among them.</param>
/// <param name="Sigma">The standard deviation of the noise of each count.</param>
internal sealed record LocatedValues(double[] Edges, OccupiedRange Range, double Sigma)
{
    /// <summary>The most cells of a histogram of one column.</summary>
    public const int MaxCells = 128;

    /// <summary>Cells without values are kept apart from each other where they are wider than this part of a domain.</summary>
    private const int EmptyParts = 128;

    /// <summary>Where values lie within so few neighbouring cells, a closer look at the place pays.</summary>
    private const int FewCells = 4;

    /// <summary>The share of the values that a closer look may fail to see, in doubt, and still narrow the bounds.</summary>
    private const double Unseen = 0.05;

    /// <summary>Whether the cells were too coarse to show how values spread.</summary>
    public bool IsCoarse => Range.CoreCells <= FewCells;

    /// <summary>The least value of the occupied cells, and the greatest with so many decimals, in ones, days or seconds.</summary>
    public (decimal Least, decimal Greatest) Bounds(int decimals)
    {
        var unit = Spelling.PowerOfTen(decimals);
        var least = Exact(Edges[Range.First]);
        return (least, Math.Max(least, (Math.Ceiling(Exact(Edges[Range.Last + 1]) * unit) - 1) / unit));
    }

    /// <summary>The largest magnitude that a value within the occupied cells may have.</summary>
    public decimal Magnitude => Math.Max(Math.Abs(Exact(Edges[Range.First])), Math.Abs(Exact(Edges[Range.Last + 1])));

    /// <summary>What a closer look within these bounds says: narrower bounds only where it accounts for nearly all of the values.</summary>
    public LocatedValues CloserLook(double[] edges, OccupiedRange range, double sigma)
    {
        var cells = range.Last + 1 - range.First;
        var within = range.NoisyCounts.AsSpan(range.First, cells);
        var seen = 0.0;
        foreach (var count in within)
            seen += count;
        var values = Range.Mass.Sum();
        var doubt = Math.Sqrt((sigma * sigma * cells) + (Sigma * Sigma * Range.CoreCells));
        var isConvincing = values - seen + doubt <= Unseen * values;
        return new LocatedValues(edges, isConvincing ? range : range with { First = 0, Last = edges.Length - 2 }, sigma);
    }

    /// <summary>Even cells over the part of a domain in which values lie.</summary>
    public double[] EvenEdges(GridDomain domain)
    {
        var unit = Math.Pow(10, domain.Decimals);
        var from = domain.Origin + CodeFrom(Edges[Range.First], domain);
        var to = domain.Origin + Math.Max(CodeFrom(Edges[Range.Last + 1], domain), 1);
        return [.. Enumerable.Range(0, MaxCells + 1).Select(i => (from + (((double)to - from) * i / MaxCells)) / unit)];
    }

    /// <summary>Cells that divide a domain the finer, the more values lie there.</summary>
    public Binning CellsOf(GridDomain domain)
    {
        var starts = new List<long> { 0 };
        var total = Math.Max(Range.Mass.Sum(), 1);
        for (var i = 0; i < Range.Mass.Length; i++)
        {
            var from = starts[^1];
            var to = CodeFrom(Edges[i + 1], domain);
            if (to <= from || (IsEmpty(i) && IsEmpty(i + 1) && to - from < domain.Count / EmptyParts))
                continue;
            var cells = (int)Math.Clamp((long)Math.Round(MaxCells * Range.Mass[i] / total), 1, to - from);
            for (var cell = 1; cell <= cells; cell++)
                starts.Add(from + (long)((Int128)(to - from) * cell / cells));
        }

        if (starts[^1] < domain.Count)
            starts.Add(domain.Count);
        var count = starts.Count - 1;
        return new Binning([.. starts], new double[count], [.. Enumerable.Range(0, count)]);
    }

    // What stands alone between empty cells and is no more than noise may be counts for none: of a hundred cells, some do.
    private bool IsEmpty(int cell) => cell < Range.Mass.Length
        && (MassOf(cell) == 0 || (MassOf(cell) <= OccupiedRange.Significant * Sigma && MassOf(cell - 1) == 0 && MassOf(cell + 1) == 0));

    private double MassOf(int cell) => (uint)cell < (uint)Range.Mass.Length ? Range.Mass[cell] : 0;

    // Edges of half octaves have more digits than a decimal keeps; those beyond the 15th do not matter to bounds.
    private decimal Exact(double edge) => (decimal)(double.IsFinite(edge) ? edge : edge < 0 ? Edges[1] : Edges[^2]);

    // Doubles round codes beyond 2^53: the number of codes itself decides where they end.
    private static long CodeFrom(double edge, GridDomain domain) =>
        Math.Min(domain.Count, (long)Math.Clamp(Math.Ceiling(edge * Math.Pow(10, domain.Decimals)) - domain.Origin, 0, GridDomain.MaxCount));
}
