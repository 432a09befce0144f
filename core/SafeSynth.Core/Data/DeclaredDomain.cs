using System.Globalization;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Turns what a field declares into a domain, at no cost: it is public already.</summary>
internal static class DeclaredDomain
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The domain of a field that declares one.</summary>
    /// <param name="field">A field for which <see cref="Field.HasDomain"/> holds, or one with a type and bounds filled in.</param>
    /// <param name="form">How values are spelled.</param>
    /// <param name="decimals">Decimal places of a number.</param>
    /// <exception cref="SafeSynthException">SS0105 to SS0109: a constraint does not fit the type.</exception>
    public static Domain Of(Field field, CellForm form, int decimals)
    {
        var type = field.Type ?? FieldType.String;
        var nullable = !field.Required || field.Faults == FaultPolicy.Missing;
        if (field.Enum is not null || type == FieldType.Boolean)
        {
            IEnumerable<string> values = field.Enum is null ? [CanonicalText.False, CanonicalText.True] : EnumOf(field, type);
            return new CategoryDomain(type, values, form, nullable, hasOther: false) { Words = BooleanWords.Of(field) };
        }

        var (least, most) = BoundsOf(field, decimals: 0);
        decimals = FittingDecimals(Math.Max(Math.Abs(least), Math.Abs(most)), decimals);
        var (minimum, maximum) = BoundsOf(field, decimals);
        return Grid(type, form, nullable, minimum, maximum, decimals);
    }

    /// <summary>Refuses constraints that do not fit their type, before any row is read.</summary>
    public static void Check(Field field)
    {
        var type = field.Type ?? FieldType.String;
        if (BooleanWords.Of(field) is { } words && words.True.FirstOrDefault(words.False.Contains) is { } shared)
            throw PlanFault.SharedBooleanWord(field.Name, shared);
        if (field.Enum is not null)
            _ = EnumOf(field, type);
        if ((field.Minimum ?? field.Maximum) is null)
            return;
        if (field.Type is null or FieldType.String or FieldType.Boolean)
            throw PlanFault.BoundsOnUnordered(field.Name, NameOf(type));
        _ = BoundsOf(field, decimals: 0);
    }

    /// <summary>The declared bounds of a field of ordered type, in units; a bound that is left out is beyond every value.</summary>
    public static (decimal Minimum, decimal Maximum) BoundsOf(Field field, int decimals)
    {
        var minimum = field.Minimum is null ? decimal.MinValue : UnitsOf(field, "minimum", field.Minimum, decimals);
        var maximum = field.Maximum is null ? decimal.MaxValue : UnitsOf(field, "maximum", field.Maximum, decimals);
        return minimum <= maximum ? (minimum, maximum) : throw PlanFault.BoundsCrossed(field.Name, field.Minimum!, field.Maximum!);
    }

    /// <summary>The grid from minimum to maximum, in units; coarser than one unit where the bounds hold too many. Date-times then keep minutes.</summary>
    public static GridDomain Grid(FieldType type, CellForm form, bool nullable, decimal minimum, decimal maximum, int decimals)
    {
        var values = maximum - minimum + 1;
        var step = Math.Ceiling(values / GridDomain.MaxCount);
        if (type == FieldType.DateTime && step > 1)
            step = 60;
        return new GridDomain(type, form, nullable, (long)minimum, (long)step, (int)Math.Ceiling(values / step), decimals);
    }

    /// <summary>As many of the decimals as leave numbers of a magnitude within 64 bits of units.</summary>
    public static int FittingDecimals(decimal magnitude, int decimals)
    {
        while (decimals > 0 && magnitude * (decimal)Math.Pow(10, decimals) > 1e18m)
            decimals--;
        return decimals;
    }

    /// <summary>A type's name as Table Schema spells it.</summary>
    public static string NameOf(FieldType type) => type.ToString().ToLowerInvariant();

    private static List<string> EnumOf(Field field, FieldType type)
    {
        if (field.Enum!.Count == 0)
            throw PlanFault.EmptyEnum(field.Name);
        var words = BooleanWords.Of(field);
        var values = new List<string>();
        foreach (var declared in field.Enum)
        {
            if (!CanonicalText.TryOf(declared, type, words, out var value))
                throw PlanFault.WrongConstraint(field.Name, "enum", declared, NameOf(type));
            if (values.Contains(value))
                throw PlanFault.DuplicateEnum(field.Name, declared);
            values.Add(value);
        }

        return values;
    }

    private static decimal UnitsOf(Field field, string constraint, string declared, int decimals)
    {
        var type = field.Type!.Value;
        var units = type switch
        {
            FieldType.Integer when long.TryParse(declared, NumberStyles.AllowLeadingSign, Invariant, out var integer) => integer,
            FieldType.Number when decimal.TryParse(declared, NumberStyles.Float, Invariant, out var number) && Math.Abs(number) < 1e15m
                => Math.Floor(number * (decimal)Math.Pow(10, decimals)),
            FieldType.Date when DateOnly.TryParseExact(declared, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) => date.DayNumber,
            FieldType.DateTime when DateTime.TryParse(declared, Invariant, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant)
                => instant.Ticks / TimeSpan.TicksPerSecond,
            _ => (decimal?)null,
        };
        return units ?? throw PlanFault.WrongConstraint(field.Name, constraint, declared, NameOf(type));
    }
}
