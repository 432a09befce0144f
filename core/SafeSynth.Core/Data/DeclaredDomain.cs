using System.Globalization;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Turns what a field declares into a domain, at no cost: it is public already.</summary>
internal static class DeclaredDomain
{
    /// <summary>The largest magnitude of a bound in units: grids stay inside 64 bits.</summary>
    private const decimal LargestUnits = 2e18m;

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

        var (least, greatest) = BoundsOf(field);
        return Grid(type, form, nullable, least, greatest, Math.Max(decimals, Math.Max(least.Scale, greatest.Scale)));
    }

    /// <summary>
    /// The domain of a field, with all the decimals that its values may turn out to have; null where it has to be learned.
    /// </summary>
    public static Domain? IfDeclared(Field field) =>
        field.HasDomain ? Of(field, FormTypes.DefaultOf(field.Type ?? FieldType.String), field.Type is FieldType.Number or FieldType.DateTime ? 15 : 0) : null;

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
        var (least, greatest) = BoundsOf(field);
        var outside = field.Enum?.FirstOrDefault(value => ValueOf(field, "enum", value) is var listed && (listed < least || listed > greatest));
        if (outside is not null)
            throw PlanFault.EnumOutOfBounds(field.Name, outside);
    }

    /// <summary>
    /// The declared bounds of a field of ordered type, in ones, days or seconds; a bound that is left out is beyond every value.
    /// </summary>
    public static (decimal Minimum, decimal Maximum) BoundsOf(Field field)
    {
        var minimum = field.Minimum is null ? decimal.MinValue : ValueOf(field, "minimum", field.Minimum);
        var maximum = field.Maximum is null ? decimal.MaxValue : ValueOf(field, "maximum", field.Maximum);
        return minimum <= maximum ? (minimum, maximum) : throw PlanFault.BoundsCrossed(field.Name, field.Minimum!, field.Maximum!);
    }

    /// <summary>The grid between two values in ones, days or seconds, with the decimals or as many of them as 64 bits can hold.</summary>
    public static GridDomain Grid(FieldType type, CellForm form, bool nullable, decimal least, decimal greatest, int decimals)
    {
        if (type == FieldType.DateTime)
            decimals = Math.Min(decimals, GridDomain.MaxDecimalsOfInstants);
        var magnitude = Math.Max(Math.Abs(least), Math.Abs(greatest));
        while (decimals > 0 && magnitude * Spelling.PowerOfTen(decimals) > LargestUnits)
            decimals--;
        var origin = Math.Ceiling(least * Spelling.PowerOfTen(decimals));
        var last = Math.Max(origin, Math.Floor(greatest * Spelling.PowerOfTen(decimals)));
        return new GridDomain(type, form, nullable, (long)origin, (long)(last - origin) + 1, decimals)
        {
            Accepted = ((double)least, (double)greatest),
        };
    }

    /// <summary>A type's name as Table Schema spells it.</summary>
    public static string NameOf(FieldType type) => type.ToString().ToLowerInvariant();

    private static List<string> EnumOf(Field field, FieldType type)
    {
        if (field.Enum!.Count == 0)
            throw PlanFault.EmptyEnum(field.Name);
        var words = BooleanWords.Of(field);
        var (values, known) = (new List<string>(field.Enum.Count), new HashSet<string>(field.Enum.Count, StringComparer.Ordinal));
        foreach (var declared in field.Enum)
        {
            if (!CanonicalText.TryOf(declared, type, words, out var value))
                throw PlanFault.WrongConstraint(field.Name, "enum", declared, NameOf(type));
            if (!known.Add(value))
                throw PlanFault.DuplicateEnum(field.Name, declared);
            values.Add(value);
        }

        return values;
    }

    /// <summary>A declared value of an ordered type in ones, days or seconds since 0001-01-01; null where it is none.</summary>
    public static decimal? ValueOf(string declared, FieldType type)
    {
        var value = type switch
        {
            FieldType.Integer when long.TryParse(declared, NumberStyles.AllowLeadingSign, Invariant, out var integer) => integer,
            FieldType.Number when decimal.TryParse(declared, NumberStyles.Float, Invariant, out var number) => number,
            FieldType.Date when DateOnly.TryParseExact(declared, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) => date.DayNumber,
            FieldType.DateTime when DateTime.TryParse(declared, Invariant, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant)
                => instant.Ticks / (decimal)TimeSpan.TicksPerSecond,
            _ => (decimal?)null,
        };
        return value is { } found && Math.Abs(found) <= LargestUnits ? found : null;
    }

    private static decimal ValueOf(Field field, string constraint, string declared) =>
        ValueOf(declared, field.Type!.Value) ?? throw PlanFault.WrongConstraint(field.Name, constraint, declared, NameOf(field.Type.Value));
}
