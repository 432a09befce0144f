namespace SafeSynth.Data;

/// <summary>Evenly spaced values of an ordered type: code c stands for (origin + c * step) units.</summary>
/// <remarks>
/// The unit is 10^-decimals for integers and numbers, a day since 0001-01-01 for dates and a second since then for date-times.
/// A value between two grid points takes the lower one, so that encoding depends on the value alone.
/// </remarks>
public sealed class GridDomain : Domain
{
    /// <summary>The most values that a grid may hold; codes stay well inside 32 bits.</summary>
    public const int MaxCount = 1 << 30;

    private readonly double _unitsPerOne;

    public GridDomain(FieldType type, CellForm form, bool nullable, long origin, long step, int count, int decimals)
        : base(type, form, nullable)
    {
        (Origin, Step, Count, Decimals) = (origin, step, count, decimals);
        _unitsPerOne = Math.Pow(10, decimals);
    }

    /// <summary>The value of code 0, in units.</summary>
    public long Origin { get; }

    /// <summary>The distance between neighbouring values, in units.</summary>
    public long Step { get; }

    public override int Count { get; }

    /// <summary>Decimal places of a number; negative for multiples of powers of ten; 0 for other types.</summary>
    public int Decimals { get; }

    public override bool IsOrdered => true;

    public override string Summary => $"{Spell(0)} to {Spell(Count - 1)}";

    private protected override int CodeOf(Cell cell, bool clamp)
    {
        if (!TryUnits(cell, out var units))
            return Fault;
        var code = Math.Floor((units - Origin) / Step);
        if (code >= 0 && code < Count)
            return (int)code;
        return !clamp ? Fault : code < 0 ? 0 : Count - 1;
    }

    /// <summary>The value of a code in units.</summary>
    public long UnitsOf(int code) => Origin + (code * Step);

    private bool TryUnits(Cell cell, out double units)
    {
        units = 0;
        switch (Type)
        {
            case FieldType.Date when cell.TryReadDate(out var date):
                units = date.DayNumber;
                return true;
            case FieldType.DateTime when cell.TryReadInstant(out var microseconds):
                units = Math.Floor(microseconds / 1e6);
                return true;
            case FieldType.Integer or FieldType.Number when cell.TryReadNumber(out var number):
                // Rounded first: 0.29 * 100 is 28.999999999999996 in binary.
                units = Math.Round(number * _unitsPerOne);
                return true;
            default:
                return false;
        }
    }

    private protected override string Spell(int code) => Spelling.OfUnits(UnitsOf(code), Type, Form, Decimals);

    private protected override object NativeOf(int code) => Spelling.NativeOfUnits(UnitsOf(code), Type, Form, Decimals);
}
