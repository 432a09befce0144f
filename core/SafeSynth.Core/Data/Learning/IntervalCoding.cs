namespace SafeSynth.Data.Learning;

/// <summary>
/// Which of some cells of a scale a value lies in. The last code takes what is missing, no value of the type, or in none of them.
/// </summary>
/// <param name="column">The column's name.</param>
/// <param name="type">An ordered type.</param>
/// <param name="edges">Ascending edges of the cells, in ones, days or seconds; a cell holds its lower edge and not its upper one.</param>
internal sealed class IntervalCoding(string column, FieldType type, double[] edges) : Coding(column)
{
    public int Cells => edges.Length - 1;

    public override int Size => Cells + 1;

    public override string Description => $"where {Column} lies as {DeclaredDomain.NameOf(type)}, in {Cells} cells";

    internal override string Identity =>
        FormattableString.Invariant($"{Description}: ") + string.Join(' ', edges.Select(BitConverter.DoubleToInt64Bits));

    internal override int CodeOf(Cell cell) => GridDomain.TryValue(cell, type, out var value) ? CellOf(value) : Cells;

    private int CellOf(double value)
    {
        var found = Array.BinarySearch(edges, value);
        var at = found >= 0 ? found : ~found - 1;
        return at >= 0 && at < Cells ? at : Cells;
    }
}
