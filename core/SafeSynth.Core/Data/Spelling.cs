using System.Globalization;

namespace SafeSynth.Data;

/// <summary>Writes values as their source spelled them: see <see cref="CellForm"/>.</summary>
internal static class Spelling
{
    private const int MostDecimals = 18;

    // By the fewest decimal places: made once, since every cell is written with one.
    private static readonly string[] NumberFormats =
        [.. Enumerable.Range(0, CellForm.Decimal6.DecimalPlaces() + 1).Select(fewest => $"0.{new string('0', fewest)}{new string('#', MostDecimals - fewest)}")];

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>
    /// The text of a grid value: units of 10^-decimals, days since 0001-01-01 or units of 10^-decimals of a second since then.
    /// </summary>
    public static string OfUnits(long units, FieldType type, CellForm form, int decimals) => type switch
    {
        FieldType.Integer => units.ToString($"D{form.CodeDigits}", Invariant),
        FieldType.Number => OfNumber(units, form, decimals),
        FieldType.Date => DateOnly.FromDayNumber((int)units).ToString("yyyy-MM-dd", Invariant),
        _ => InstantOf(units, decimals).ToString(InstantFormat(form, decimals), Invariant),
    };

    /// <summary>The .NET value of a grid value, of the type that the form names.</summary>
    public static object NativeOfUnits(long units, FieldType type, CellForm form, int decimals) => type switch
    {
        FieldType.Integer => NativeOf(units, form),
        FieldType.Number => form >= CellForm.NativeDecimal0 ? DecimalOf(units, decimals) : (double)DecimalOf(units, decimals),
        FieldType.Date => NativeOf(DateOnly.FromDayNumber((int)units), form),
        _ => form == CellForm.NativeInstant ? (object)new DateTimeOffset(InstantOf(units, decimals), TimeSpan.Zero) : InstantOf(units, decimals),
    };

    /// <summary>An integer in the .NET type that the form names, or one of 64 bits where it is too large for that.</summary>
    public static object NativeOf(long integer, CellForm form) => form switch
    {
        CellForm.NativeInt32 when integer is >= int.MinValue and <= int.MaxValue => (int)integer,
        >= CellForm.NativeDouble0 and <= CellForm.NativeDouble => (double)integer,
        >= CellForm.NativeDecimal0 and <= CellForm.NativeDecimal => (decimal)integer,
        _ => integer,
    };

    /// <summary>A day in the .NET type that the form names: midnight where that has a time.</summary>
    public static object NativeOf(DateOnly day, CellForm form) => form switch
    {
        CellForm.NativeDateTime => day.ToDateTime(TimeOnly.MinValue),
        CellForm.NativeInstant => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        _ => day,
    };

    public static string OfBoolean(bool value, CellForm form) => form switch
    {
        CellForm.BooleanTitle => value ? "True" : "False",
        CellForm.BooleanUpper => value ? "TRUE" : "FALSE",
        _ => value ? "true" : "false",
    };

    private static string OfNumber(long units, CellForm form, int decimals)
    {
        var fewest = form is >= CellForm.Decimal1 and <= CellForm.Decimal6 ? form.DecimalPlaces() : 0;
        return DecimalOf(units, decimals).ToString(NumberFormats[fewest], Invariant);
    }

    /// <summary>Units of 10^-decimals in ones.</summary>
    public static decimal DecimalOf(long units, int decimals) =>
        decimals >= 0 ? new decimal(Math.Abs(units)) / PowerOfTen(decimals) * Math.Sign(units) : units * PowerOfTen(-decimals);

    /// <summary>10^exponent, exactly, for exponents from 0 to 28.</summary>
    public static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }

    private static DateTime InstantOf(long units, int decimals) =>
        new(units * (TimeSpan.TicksPerSecond / (long)PowerOfTen(decimals)), DateTimeKind.Unspecified);

    // A fraction in the digits of the form, where values have any.
    private static string InstantFormat(CellForm form, int decimals) =>
        decimals > 0 && form.DecimalPlaces() is > 0 and var digits
            ? WholeFormat(form).Replace(":ss", $":ss'.'{new string('f', digits)}", StringComparison.Ordinal)
            : WholeFormat(form);

    private static string WholeFormat(CellForm form) => form switch
    {
        CellForm.MinuteT => "yyyy-MM-ddTHH:mm",
        CellForm.MinuteSpace => "yyyy-MM-dd HH:mm",
        CellForm.MinuteTZ => "yyyy-MM-ddTHH:mm'Z'",
        CellForm.MinuteSpaceZ => "yyyy-MM-dd HH:mm'Z'",
        CellForm.SecondSpace or CellForm.MillisecondSpace or CellForm.FractionSpace => "yyyy-MM-dd HH:mm:ss",
        CellForm.SecondTZ or CellForm.MillisecondTZ or CellForm.FractionTZ => "yyyy-MM-ddTHH:mm:ss'Z'",
        CellForm.SecondSpaceZ or CellForm.MillisecondSpaceZ or CellForm.FractionSpaceZ => "yyyy-MM-dd HH:mm:ss'Z'",
        CellForm.OffsetT => "yyyy-MM-ddTHH:mm:ss'+00:00'",
        CellForm.OffsetSpace => "yyyy-MM-dd HH:mm:ss'+00:00'",
        _ => "yyyy-MM-ddTHH:mm:ss",
    };
}
