namespace SafeSynth.Data;

/// <summary>
/// How round a value is, among those that share a cell with others: the histogram from which a <see cref="Texture"/> is made.
/// </summary>
/// <remarks>
/// The last code takes the rest: what is missing, values with a cell to themselves, and both ends of the domain, where values beyond it
/// are.
/// </remarks>
internal sealed class GrainCoding(ModelledColumn layout) : Coding(layout.Name)
{
    private readonly GridDomain _domain = (GridDomain)layout.Domain;

    public Grain Grain { get; } = Grain.Of(layout.Domain.Type, ((GridDomain)layout.Domain).Decimals);

    public override int Size => Grain.Classes.Count + 1;

    public override string Description => $"how round {Column} is ({Grain.Classes.Count} classes of {_domain.Count} values)";

    internal override string Identity => $"roundness of {layout.Identity}";

    internal override int CodeOf(Cell cell)
    {
        var code = layout.CodeOf(cell);
        if (code <= 0 || code >= _domain.Count - 1)
            return Grain.Classes.Count;
        var at = layout.Bins.CellOf(code);
        return layout.Bins.CellStarts[at + 1] - layout.Bins.CellStarts[at] > 1 ? Grain.ClassOf(_domain.UnitsOf(code)) : Grain.Classes.Count;
    }
}
