namespace SafeSynth.Data;

/// <summary>Evenly spaced values of an ordered type: code c stands for origin + c units.</summary>
/// <remarks>
/// The unit is 10^-decimals for integers and numbers, a day since 0001-01-01 for dates and 10^-decimals of a second since then for
/// date-times. A number takes the nearest grid point, a date-time the unit it lies in: encoding depends on the value alone.
/// </remarks>
public sealed class GridDomain : Domain
{
    /// <summary>The most values that a grid may hold; sums of codes and origin stay inside 64 bits.</summary>
    public const long MaxCount = 1L << 62;

    /// <summary>The most decimal places of the seconds of a date-time.</summary>
    public const int MaxDecimalsOfInstants = 6;

    private readonly double _unitsPerOne;

    public GridDomain(FieldType type, CellForm form, bool nullable, long origin, long count, int decimals)
        : base(type, form, nullable)
    {
        (Origin, Count, Decimals) = (origin, count, decimals);
        _unitsPerOne = Math.Pow(10, decimals);
    }

    /// <summary>The value of code 0, in units.</summary>
    public long Origin { get; }

    public override long Count { get; }

    /// <summary>Decimal places of a number, or of the seconds of a date-time; 0 for other types.</summary>
    public int Decimals { get; }

    public override bool IsOrdered => true;

    public override string Summary => $"{Spell(0)} to {Spell(Count - 1)}";

    /// <summary>
    /// The least and greatest value that is no fault, in ones, days or seconds, where they are declared: a finer line than that of the
    /// grid, and the same one whatever decimals the grid has.
    /// </summary>
    internal (double Least, double Greatest) Accepted { get; init; } = (double.NegativeInfinity, double.PositiveInfinity);

    internal override string Identity => FormattableString.Invariant($"{Type} {Nullable} {Origin} {Count} {Decimals} {Accepted}");

    /// <summary>The value of a code in units.</summary>
    public long UnitsOf(long code) => Origin + code;

    internal override decimal MagnitudeOf(long code) => Spelling.DecimalOf(UnitsOf(code), Decimals);

    /// <summary>
    /// The codes within a range, from the first up to, and without, the last; none of them where the first is not below the last.
    /// </summary>
    internal (long From, long To) CodesWithin(ValueRange range)
    {
        var (least, greatest) = (MagnitudeOf(0), MagnitudeOf(Count - 1));
        if (range.Least > greatest || range.Greatest < least)
            return (0, 0);
        var unit = Spelling.PowerOfTen(Decimals);
        return ((long)Math.Ceiling(Math.Max(least, range.Least) * unit) - Origin, (long)Math.Floor(Math.Min(greatest, range.Greatest) * unit) - Origin + 1);
    }

    /// <summary>The part of the grid from one code up to, and without, another.</summary>
    internal GridDomain Between(long from, long to) => new(Type, Form, Nullable, Origin + from, to - from, Decimals);

    private protected override long CodeOf(Cell cell, bool clamp)
    {
        if (Type == FieldType.Integer && cell.TryReadInteger(out var whole))
            return CodeOf(whole, whole, clamp);
        if (!TryValue(cell, Type, out var value))
            return Fault;
        if (Type == FieldType.DateTime && cell.TryReadInstant(out var microseconds))
            return CodeOf(microseconds / (long)Math.Pow(10, MaxDecimalsOfInstants - Decimals), value, clamp);
        if (!clamp && !IsAccepted(value))
            return Fault;

        // Rounded first: 0.29 * 100 is 28.999999999999996 in binary.
        var code = (Type == FieldType.Number ? Math.Round(value * _unitsPerOne) : value) - Origin;
        return code <= 0 ? 0 : code >= Count - 1 ? Count - 1 : (long)code;
    }

    // Exactly: a double holds no more than 53 bits.
    private long CodeOf(long units, double value, bool clamp) =>
        !clamp && !IsAccepted(value) ? Fault : (long)Int128.Clamp((Int128)units - Origin, 0, Count - 1);

    private bool IsAccepted(double value) => value >= Accepted.Least && value <= Accepted.Greatest;

    /// <summary>The value of a cell under an ordered type, in ones, days or seconds; days and seconds since 0001-01-01.</summary>
    internal static bool TryValue(Cell cell, FieldType type, out double value)
    {
        switch (type)
        {
            case FieldType.Date when cell.TryReadDate(out var date):
                value = date.DayNumber;
                return true;
            case FieldType.DateTime when cell.TryReadInstant(out var microseconds):
                value = microseconds / 1e6;
                return true;
            case FieldType.Integer or FieldType.Number:
                return cell.TryReadNumber(out value);
            default:
                value = 0;
                return false;
        }
    }

    private protected override string Spell(long code) => Spelling.OfUnits(UnitsOf(code), Type, Form, Decimals);

    private protected override object NativeOf(long code) => Spelling.NativeOfUnits(UnitsOf(code), Type, Form, Decimals);
}
