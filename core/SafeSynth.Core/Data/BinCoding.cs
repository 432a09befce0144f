namespace SafeSynth.Data;

/// <summary>The points of a grid in bins of equal width; the last code is that of cells without a value.</summary>
internal sealed class BinCoding(string column, ValueGrid grid, int bins) : Coding(column)
{
    public const int MostBins = 100_000;

    public override int Size => bins + 1;

    public override string Description => $"{Column} ({bins} bins)";

    internal override string Identity => $"bins {Column} {bins} {grid.Identity}";

    /// <summary>The first point of a bin; beyond the last point for the bin after the last.</summary>
    public int FirstOf(int bin) => grid.Least + (int)(((long)bin * grid.Points + bins - 1) / bins);

    internal override int CodeOf(Cell cell)
    {
        var point = grid.PointOf(cell);
        return point == ValueGrid.None ? bins : (int)(((long)point - grid.Least) * bins / grid.Points);
    }
}
