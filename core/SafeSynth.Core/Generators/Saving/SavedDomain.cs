using SafeSynth.Data;

namespace SafeSynth.Generators.Saving;

/// <summary>The values of a modelled column: either <see cref="List"/> or <see cref="Grid"/> is there.</summary>
internal sealed record SavedDomain(FieldType Type, CellForm Form, bool Nullable, SavedList? List = null, SavedGrid? Grid = null)
{
    public static SavedDomain Of(Domain domain) => domain switch
    {
        CategoryDomain d => new(d.Type, d.Form, d.Nullable, List: SavedList.Of(d)),
        GridDomain d => new(d.Type, d.Form, d.Nullable, Grid: new(d.Origin, d.Count, d.Decimals)),
        _ => throw new ArgumentException($"A domain of type {domain.GetType().Name} has no form in a file.", nameof(domain)),
    };

    public Domain ToDomain(string column)
    {
        Sound.Require(List is null != Grid is null, $"column '{column}' has neither a list of values nor a grid, or both");
        return List is not null ? List.ToDomain(column, this) : Grid!.ToDomain(column, this);
    }

    /// <summary>Demands that values of the type can be given in the form.</summary>
    public void RequireWritable(Domain domain, string column, IEnumerable<long> codes)
    {
        try
        {
            foreach (var code in codes)
                _ = (domain.ValueOf(code), domain.TextOf(code));
        }
        catch (Exception fault) when (fault is ArgumentException or ArithmeticException or FormatException)
        {
            throw new InvalidDataException($"column '{column}' has values beyond its type {Type} or form {Form}", fault);
        }
    }
}

/// <summary>Values one by one, as canonical text of the type; <paramref name="Other"/> adds the one that stands for all others.</summary>
internal sealed record SavedList(string[] Values, bool Other, string[]? TrueValues = null, string[]? FalseValues = null)
{
    public static SavedList Of(CategoryDomain domain) => new(
        [.. domain.HasOther ? domain.Values.SkipLast(1) : domain.Values],
        domain.HasOther,
        domain.Words?.True.ToArray(),
        domain.Words?.False.ToArray());

    public CategoryDomain ToDomain(string column, SavedDomain saved)
    {
        Sound.Require(Values.Length > 0 && Values.Distinct().Count() == Values.Length, $"column '{column}' lists no values, or one twice");
        Sound.Require(Values.All(value => CanonicalText.TryOf(value ?? "", saved.Type, words: null, out var text) && text == value),
            $"column '{column}' lists what is no value of its type");
        Sound.Require(!Other || saved.Type == FieldType.String, $"column '{column}' has other values, but is not of text");
        var domain = new CategoryDomain(saved.Type, Values, saved.Form, saved.Nullable, Other) { Words = WordsFor(column) };
        saved.RequireWritable(domain, column, Enumerable.Range(0, Values.Length).Select(code => (long)code));
        return domain;
    }

    private BooleanWords? WordsFor(string column)
    {
        if (TrueValues is null && FalseValues is null)
            return null;
        Sound.Require(TrueValues is { Length: > 0 } && FalseValues is { Length: > 0 } && !TrueValues.Concat(FalseValues).Contains(null)
            && !TrueValues.Intersect(FalseValues).Any(), $"column '{column}' does not tell true from false");
        return new BooleanWords(TrueValues!, FalseValues!);
    }
}

/// <summary>Evenly spaced values: see <see cref="GridDomain"/>, whose names these are.</summary>
internal sealed record SavedGrid(long Origin, long Count, int Decimals)
{
    public GridDomain ToDomain(string column, SavedDomain saved)
    {
        Sound.Require(saved.Type is not (FieldType.String or FieldType.Boolean), $"column '{column}' has a grid, but its values have no order");
        Sound.Require(Count is >= 1 and <= GridDomain.MaxCount, $"the grid of column '{column}' has no values, or too many");
        Sound.Require(saved.Type != FieldType.DateTime || Decimals is >= 0 and <= GridDomain.MaxDecimalsOfInstants, $"the grid of column '{column}' divides seconds too finely");
        Sound.Require((Int128)Origin + Count <= long.MaxValue, $"the grid of column '{column}' has values beyond its type");
        var domain = new GridDomain(saved.Type, saved.Form, saved.Nullable, Origin, Count, Decimals);
        saved.RequireWritable(domain, column, [0, Count - 1]);   // what is between them can be written if they can
        return domain;
    }
}
