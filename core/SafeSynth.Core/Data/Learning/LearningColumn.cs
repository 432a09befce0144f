using System.Globalization;
using SafeSynth.Mechanisms;

namespace SafeSynth.Data.Learning;

/// <summary>What is known so far of one column, and what still has to be asked.</summary>
internal sealed class LearningColumn(Field field, IdentifierKind? identifier)
{
    /// <summary>A text column is modelled when the values that may be named cover this share of its cells.</summary>
    private const double NameableShare = 0.1;

    /// <summary>Ordered domains of at most this many values are modelled value by value.</summary>
    public const int MaxUnbinned = 128;

    /// <summary>
    /// Of numbers whose spelling leaves the decimal places open, the largest has so many units, as far as so many places give.
    /// </summary>
    private const int FewestUnits = 10_000, MostOpenDecimals = 15;

    private FormVote? _vote;
    private ColumnLayout? _layout = field.Role switch
    {
        FieldRole.Drop => new DroppedColumn(field.Name),
        FieldRole.Text => new TextColumn(field.Name),
        _ => null,
    };

    private LocatedValues? _located;
    private double _missing;
    private (long[] Counts, double Sigma)? _roundness;

    public Field Field { get; } = field;

    public bool IsRegenerated => identifier is not null && _layout is null;

    public FieldType Type => Field.Type ?? (Field.Enum is not null ? FieldType.String : _vote?.Type ?? FieldType.String);

    public bool NeedsCategories => IsOpen && Type == FieldType.String && Field.Enum is null;

    public bool NeedsBounds => IsOpen && Field.Enum is null && IsOrdered && !(Field.HasDomain && Declared().Count <= MaxUnbinned);

    /// <summary>Whether bounds are known so roughly that cells of even width between them would tell more.</summary>
    public bool NeedsCloserLook => _located is { IsCoarse: true } && Modelled.Domain.Count > MaxUnbinned;

    public bool NeedsBins => _located is not null && Modelled.Bins.CellCount > 1;

    /// <summary>Whether values share cells, so that it matters which of them are common and on which they heap.</summary>
    public bool NeedsValues => NeedsBins && Modelled.Domain.Count > Modelled.Bins.CellCount;

    /// <summary>The edges of those even cells.</summary>
    public double[] CloserEdges => _located!.EvenEdges((GridDomain)Modelled.Domain);

    /// <summary>The layout of a column that is modelled.</summary>
    public ModelledColumn Modelled => (ModelledColumn)Layout;

    /// <summary>What becomes of the column.</summary>
    public ColumnLayout Layout => _layout ??= Settle();

    private bool IsOpen => _layout is null && identifier is null;

    private bool IsOrdered => Type is FieldType.Integer or FieldType.Number or FieldType.Date or FieldType.DateTime;

    private CellForm Form => _vote?.FormOf(Type) ?? FormTypes.DefaultOf(Type);

    private int Decimals => Type switch
    {
        FieldType.Number => _vote?.Decimals ?? 0,
        FieldType.DateTime => Form.DecimalPlaces(),
        _ => 0,
    };

    // Where spellings leave it open, small numbers get more decimal places than the six of others.
    private int DecimalsWithin(decimal magnitude)
    {
        var decimals = Decimals;
        if (Type == FieldType.Number && _vote is { HasOpenDecimals: true })
        {
            while (decimals < MostOpenDecimals && magnitude * Spelling.PowerOfTen(decimals) < FewestUnits)
                decimals++;
        }

        return decimals;
    }

    private bool Nullable => _vote is null ? !Field.Required : _vote.MissingShareOf(Type) > 0;

    public void Accept(FormVote vote) => _vote = vote;

    /// <summary>Settles a text column by the values that may be named: those that are common enough, and those that are public.</summary>
    public void Accept(IReadOnlyList<ReleasedKey> keys, PublicValues known)
    {
        var named = keys.Sum(key => (double)key.NoisyCount);
        var present = _vote!.Present;
        if (known.Coverage < NameableShare && (keys.Count == 0 || named < NameableShare * present))
        {
            _layout = new RegeneratedColumn(Field.Name, IdentifierNames.LookOf(Field), CellForm.Text, _vote.MissingShareOf(FieldType.String),
                "free text or rare values: hardly any value is common enough to be named");
            return;
        }

        // What noise alone explains is no evidence of further values.
        var hasOther = !known.IsComplete && present - named > 3 * _vote.Sigma * Math.Sqrt(1 + keys.Count);
        var domain = new CategoryDomain(FieldType.String, keys.Select(key => key.Text).Union(known.Texts), CellForm.Text, Nullable, hasOther);
        _layout = new ModelledColumn(Field.Name, domain, Binning.Identity(domain.Count), FaultPolicy.Clamp);
    }

    /// <summary>Learns the bounds that are not declared, and cells that follow the values.</summary>
    public void Accept(LocatedValues located)
    {
        _missing = _vote?.MissingOf(Type, located) ?? 0;
        Place(located);
    }

    /// <summary>Learns more about bounds and cells from a look at <see cref="CloserEdges"/>.</summary>
    public void AcceptCloserLook(double[] edges, OccupiedRange range, double sigma) => Place(_located!.CloserLook(edges, range, sigma));

    /// <summary>Gives each common value a cell to itself.</summary>
    public void AcceptCommon(IReadOnlyList<ReleasedKey> values) =>
        _layout = Modelled with { Bins = Modelled.Bins.CutAround(values.Select(value => long.Parse(value.Text, CultureInfo.InvariantCulture))) };

    /// <summary>Takes noisy counts of how round the values are that share cells.</summary>
    public void AcceptRoundness(long[] counts, double sigma) => _roundness = (counts, sigma);

    /// <summary>Takes the bins, the weights by which values spread inside a bin, and the bounds of the cells that are kept.</summary>
    public void Accept(NoisyBins bins)
    {
        var domain = (GridDomain)Modelled.Domain;
        var starts = Modelled.Bins.CellStarts.AsSpan(bins.First, bins.Weights.Length + 1).ToArray();
        if (starts[0] > 0 || starts[^1] < domain.Count)
            domain = domain.Between(starts[0], starts[^1]);
        var origin = starts[0];
        var cells = Array.ConvertAll(starts, start => start - origin);
        var binning = new Binning(cells, bins.Weights, bins.BinOfCell);
        if (_roundness is var (counts, sigma))
            binning = TextureFit.Of(domain, binning, counts.AsSpan(..^1), sigma);
        _layout = Modelled with
        {
            Domain = domain,
            Bins = binning,
            Fallback = cells[Array.IndexOf(bins.Weights, bins.Weights.Max())],
        };
    }

    private void Place(LocatedValues located)
    {
        _located = located;
        var domain = Field.HasDomain ? (GridDomain)Declared() : LearnedGrid(located);
        var cells = domain.Count <= MaxUnbinned ? Binning.Identity(domain.Count) : located.CellsOf(domain);
        _layout = new ModelledColumn(Field.Name, domain, cells, Field.HasDomain ? Field.FaultPolicy : FaultPolicy.Clamp);
    }

    private Domain Declared()
    {
        var (minimum, maximum) = Type == FieldType.Number && Field.Enum is null ? DeclaredDomain.BoundsOf(Field) : default;
        return DeclaredDomain.Of(Field, Form, DecimalsWithin(Math.Max(Math.Abs(minimum), Math.Abs(maximum))));
    }

    private GridDomain LearnedGrid(LocatedValues located)
    {
        var decimals = DecimalsWithin(located.Magnitude);
        var (least, greatest) = located.Bounds(decimals);
        var (minimum, maximum) = DeclaredDomain.BoundsOf(Field with { Type = Type });
        if (Form.CodeDigits is > 0 and var digits)
            (minimum, maximum) = (Math.Max(minimum, 0), Math.Min(maximum, Spelling.PowerOfTen(digits) - 1));
        least = Math.Max(least, minimum);
        greatest = Math.Min(Math.Max(least, greatest), maximum);
        return DeclaredDomain.Grid(Type, Form, _missing > 0, Math.Min(least, greatest), greatest, decimals);
    }

    private ColumnLayout Settle()
    {
        if (identifier is { } kind)
        {
            var form = _vote is { IsNative: true, Type: FieldType.Integer } vote ? vote.FormOf(FieldType.Integer) : CellForm.Text;
            return new RegeneratedColumn(Field.Name, kind, form, _vote?.MissingShareOf(FieldType.String) ?? 0, "names people or single records");
        }

        var domain = Field.HasDomain ? Declared()
            : new CategoryDomain(FieldType.Boolean, [CanonicalText.False, CanonicalText.True], Form, Nullable, hasOther: false);
        return new ModelledColumn(Field.Name, domain, Binning.Identity(domain.Count), Field.HasDomain ? Field.FaultPolicy : FaultPolicy.Clamp);
    }
}
