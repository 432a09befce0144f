using System.Globalization;

namespace SafeSynth.Data;

/// <summary>The values of an ordered type from one to another, both included, in ones, days or seconds since 0001-01-01.</summary>
internal readonly record struct ValueRange(decimal Least, decimal Greatest)
{
    private const string Dots = "..";
    private const decimal SecondsOfDay = 86_400, Tick = 1e-7m;

    /// <summary>
    /// Reads a value, or a range of them such as <c>18..30</c>, <c>18..</c> or <c>..30</c>. A day and a second stand for all of their
    /// moments.
    /// </summary>
    public static bool TryParse(string text, FieldType type, out ValueRange range)
    {
        var dots = text.IndexOf(Dots, StringComparison.Ordinal);
        var (from, to) = dots < 0 ? (text, text) : (text[..dots], text[(dots + Dots.Length)..]);
        var (least, greatest) = (decimal.MinValue, decimal.MaxValue);
        var isRange = (from.Length == 0 && dots == 0) || TryParse(from, type, out least, out _);
        isRange &= (to.Length == 0 && dots >= 0) || TryParse(to, type, out _, out greatest);
        range = new ValueRange(least, greatest);
        return isRange;
    }

    public bool Contains(decimal value) => Least <= value && value <= Greatest;

    // The first and the last moment of a value.
    private static bool TryParse(string text, FieldType type, out decimal first, out decimal last)
    {
        if (type == FieldType.DateTime && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            first = day.DayNumber * SecondsOfDay;
            last = first + SecondsOfDay - Tick;
            return true;
        }

        var value = DeclaredDomain.ValueOf(text, type);
        first = value ?? 0;
        last = type == FieldType.DateTime && decimal.IsInteger(first) ? first + 1 - Tick : first;
        return value is not null;
    }
}
