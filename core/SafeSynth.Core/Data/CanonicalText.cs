using System.Globalization;

namespace SafeSynth.Data;

/// <summary>One text for each value of a type, however it was spelled: what category lists are matched by.</summary>
internal static class CanonicalText
{
    public const string True = "true", False = "false";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The canonical text of a private cell, if it is a value of the type.</summary>
    public static bool TryOf(Cell cell, FieldType type, BooleanWords? words, out string text)
    {
        string? found = type switch
        {
            FieldType.Integer => cell.TryReadInteger(out var integer) ? integer.ToString(Invariant) : null,
            FieldType.Number => cell.TryReadNumber(out var number) ? number.ToString("R", Invariant) : null,
            FieldType.Boolean when words is not null => words.TryRead(cell, out var word) ? OfBoolean(word) : null,
            FieldType.Boolean => cell.TryReadBoolean(out var boolean) ? OfBoolean(boolean) : OfBit(cell),
            FieldType.Date => cell.TryReadDate(out var date) ? date.ToString("yyyy-MM-dd", Invariant) : null,
            FieldType.DateTime => cell.TryReadInstant(out var microseconds) ? OfInstant(microseconds) : null,
            _ => cell.Text,
        };
        text = found ?? "";
        return found is not null;
    }

    /// <summary>The canonical text of a declared value, if it is a value of the type.</summary>
    public static bool TryOf(string declared, FieldType type, BooleanWords? words, out string text)
    {
        string? found = type switch
        {
            FieldType.Integer => long.TryParse(declared, NumberStyles.AllowLeadingSign, Invariant, out var integer) ? integer.ToString(Invariant) : null,
            FieldType.Number => double.TryParse(declared, NumberStyles.Float, Invariant, out var number) && double.IsFinite(number)
                ? number.ToString("R", Invariant) : null,
            FieldType.Boolean when words is not null && words.TryRead(declared, out var word) => OfBoolean(word),
            FieldType.Boolean => bool.TryParse(declared, out var boolean) ? OfBoolean(boolean) : null,
            FieldType.Date => DateOnly.TryParseExact(declared, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date)
                ? date.ToString("yyyy-MM-dd", Invariant) : null,
            FieldType.DateTime => DateTime.TryParse(declared, Invariant, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant)
                ? OfInstant(instant.Ticks / TimeSpan.TicksPerMicrosecond) : null,
            _ => declared,
        };
        text = found ?? "";
        return found is not null;
    }

    /// <summary>The .NET value of a canonical text, of the type that the form names.</summary>
    public static object ToNative(string text, FieldType type, CellForm form) => type switch
    {
        FieldType.Integer => Spelling.NativeOf(long.Parse(text, Invariant), form),
        FieldType.Number => form >= CellForm.NativeDecimal0 ? decimal.Parse(text, NumberStyles.Float, Invariant) : double.Parse(text, Invariant),
        FieldType.Boolean => text == True,
        FieldType.Date => Spelling.NativeOf(DateOnly.ParseExact(text, "yyyy-MM-dd", Invariant), form),
        FieldType.DateTime when form == CellForm.NativeInstant => DateTimeOffset.Parse(text, Invariant, DateTimeStyles.AssumeUniversal),
        FieldType.DateTime => DateTime.Parse(text, Invariant, DateTimeStyles.None),
        _ => text,
    };

    private static string OfBoolean(bool value) => value ? True : False;

    // Table Schema counts "1" and "0" among the booleans.
    private static string? OfBit(Cell cell) => cell.TryReadInteger(out var bit) && bit is 0 or 1 ? OfBoolean(bit == 1) : null;

    private static string OfInstant(long microseconds) =>
        new DateTime(microseconds * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", Invariant);
}
