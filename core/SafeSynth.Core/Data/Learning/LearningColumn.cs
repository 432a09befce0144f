using SafeSynth.Mechanisms;

namespace SafeSynth.Data.Learning;

/// <summary>What is known so far of one column, and what still has to be asked.</summary>
internal sealed class LearningColumn(Field field, IdentifierKind? identifier)
{
    /// <summary>A text column is modelled when the values that may be named cover this share of its cells.</summary>
    private const double NameableShare = 0.1;

    /// <summary>Ordered domains of at most this many values are modelled value by value.</summary>
    public const int MaxUnbinned = 128;

    private FormVote? _vote;
    private ColumnLayout? _layout = field.Role == FieldRole.Drop ? new DroppedColumn(field.Name) : null;
    private MagnitudeHistogram? _magnitudes;

    public Field Field { get; } = field;

    public bool IsRegenerated => identifier is not null && _layout is null;

    public FieldType Type => Field.Type ?? (Field.Enum is not null ? FieldType.String : _vote?.Type ?? FieldType.String);

    public bool NeedsCategories => IsOpen && Type == FieldType.String && Field.Enum is null;

    public bool NeedsMagnitudes => IsOpen && Field.Enum is null && IsOrdered && !(Field.HasDomain && Declared().Count <= MaxUnbinned);

    public bool NeedsBins => _magnitudes is not null && Modelled.Bins.CellCount > 1;

    /// <summary>The layout of a column that is modelled.</summary>
    public ModelledColumn Modelled => (ModelledColumn)Layout;

    /// <summary>What becomes of the column.</summary>
    public ColumnLayout Layout => _layout ??= Settle();

    private bool IsOpen => _layout is null && identifier is null;

    private bool IsOrdered => Type is FieldType.Integer or FieldType.Number or FieldType.Date or FieldType.DateTime;

    private CellForm Form => _vote?.FormOf(Type) ?? FormTypes.DefaultOf(Type);

    private int Decimals => Type == FieldType.Number ? _vote?.Decimals ?? 0 : 0;

    private bool Nullable => _vote is null ? !Field.Required : _vote.MissingShareOf(Type) > 0;

    public void Accept(FormVote vote) => _vote = vote;

    /// <summary>Settles a text column by the values that may be named.</summary>
    public void Accept(IReadOnlyList<ReleasedKey> keys)
    {
        var named = keys.Sum(key => (double)key.NoisyCount);
        var present = _vote!.Present;
        if (keys.Count == 0 || named < NameableShare * present)
        {
            _layout = new RegeneratedColumn(Field.Name, IdentifierKind.Text, CellForm.Text, _vote.MissingShareOf(FieldType.String),
                "free text or rare values: hardly any value is common enough to be named");
            return;
        }

        // What noise alone explains is no evidence of further values.
        var hasOther = present - named > 3 * _vote.Sigma * Math.Sqrt(1 + keys.Count);
        var domain = new CategoryDomain(FieldType.String, keys.Select(key => key.Text), CellForm.Text, Nullable, hasOther);
        _layout = new ModelledColumn(Field.Name, domain, Binning.Identity(domain.Count), FaultPolicy.Clamp);
    }

    /// <summary>Learns the bounds that are not declared, and cells that follow the magnitudes.</summary>
    public void Accept(MagnitudeHistogram magnitudes)
    {
        _magnitudes = magnitudes;
        var domain = Field.HasDomain ? (GridDomain)Declared() : LearnedGrid(magnitudes);
        var bins = domain.Count <= MaxUnbinned ? Binning.Identity(domain.Count) : magnitudes.CellsOf(domain);
        _layout = new ModelledColumn(Field.Name, domain, bins, Field.HasDomain ? Field.FaultPolicy : FaultPolicy.Clamp);
    }

    /// <summary>Merges the cells into bins by their noisy counts, which also say how values spread inside a bin.</summary>
    public void AcceptCells(long[] noisyCounts, double sigma)
    {
        var modelled = Modelled;
        var counts = noisyCounts.AsSpan(0, modelled.Bins.CellCount);
        _layout = modelled with
        {
            Bins = BinMerger.Merge(modelled.Bins, counts, sigma),
            Fallback = modelled.Bins.CellStarts[counts.IndexOf(Max(counts))],
        };
    }

    private static long Max(ReadOnlySpan<long> counts)
    {
        var max = counts[0];
        foreach (var count in counts)
            max = Math.Max(max, count);
        return max;
    }

    private Domain Declared() => DeclaredDomain.Of(Field, Form, Decimals);

    private GridDomain LearnedGrid(MagnitudeHistogram magnitudes)
    {
        var (least, greatest) = magnitudes.Bounds(Decimals);
        var (minimum, maximum) = DeclaredDomain.BoundsOf(Field with { Type = Type });
        least = Math.Max(least, minimum);
        greatest = Math.Min(Math.Max(least, greatest), maximum);
        return DeclaredDomain.Grid(Type, Form, Nullable, Math.Min(least, greatest), greatest, Decimals);
    }

    private ColumnLayout Settle()
    {
        if (identifier is { } kind)
        {
            var form = _vote is { IsNative: true } vote ? vote.FormOf(FieldType.Integer) : CellForm.Text;
            return new RegeneratedColumn(Field.Name, kind, form, _vote?.MissingShareOf(FieldType.String) ?? 0, "names people or single records");
        }

        var domain = Field.HasDomain ? Declared()
            : new CategoryDomain(FieldType.Boolean, [CanonicalText.False, CanonicalText.True], Form, Nullable, hasOther: false);
        return new ModelledColumn(Field.Name, domain, Binning.Identity(domain.Count), Field.HasDomain ? Field.FaultPolicy : FaultPolicy.Clamp);
    }
}
