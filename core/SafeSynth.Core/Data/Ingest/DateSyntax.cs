using System.Globalization;
using static SafeSynth.Data.CellForm;

namespace SafeSynth.Data;

/// <summary>Reads and writes ISO 8601 dates and date-times of the Gregorian calendar, years 0001 to 9999.</summary>
/// <remarks>
/// The payload of a date is its number of days since 0001-01-01; of a date-time, its ticks of 100 ns since then. A fraction is held as
/// whole seconds in the upper bits and the digits behind a 1 in the lower 25, so that its zeros at the end count.
/// </remarks>
internal static class DateSyntax
{
    private const int DateLength = 10, MinuteLength = 16, SecondLength = 19, MostFractionDigits = 7, OffsetLength = 6, FractionBits = 25;

    /// <summary>The form of any text; <see cref="Text"/> when it is neither a date nor a date-time.</summary>
    public static CellForm Recognize(ReadOnlySpan<byte> text, out ulong payload)
    {
        payload = 0;
        if (!TryReadDay(text, out var day)) return Text;
        if (text.Length == DateLength)
        {
            payload = day;
            return Date;
        }

        var universal = text[^1] == 'Z';
        if (universal) text = text[..^1];
        if (text.Length < MinuteLength || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':') return Text;
        if (!TryReadPair(text, 11, 23, out var hour) || !TryReadPair(text, 14, 59, out var minute)) return Text;

        var second = 0u;
        var hasSeconds = text.Length >= SecondLength;
        if (hasSeconds ? text[16] != ':' || !TryReadPair(text, 17, 59, out second) : text.Length != MinuteLength) return Text;

        var seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
        payload = seconds * TimeSpan.TicksPerSecond;
        var variant = (text[10] == ' ' ? 1 : 0) + (universal ? 2 : 0);
        if (text.Length == MinuteLength) return MinuteT + (byte)variant;
        if (text.Length == SecondLength) return SecondT + (byte)variant;
        if (!TryReadFraction(text[SecondLength..], out var digits, out var fraction)) return Text;

        if (digits == 3)
        {
            payload += (ulong)(fraction * TimeSpan.TicksPerMillisecond);
            return MillisecondT + (byte)variant;
        }

        payload = seconds << FractionBits | (PowerOfTen(digits) + fraction);
        return FractionT + (byte)variant;
    }

    /// <summary>Whether a text is a date-time with an offset from universal time of less than 14 hours.</summary>
    public static bool IsWithOffset(ReadOnlySpan<byte> text, out CellForm form)
    {
        form = text.Length > DateLength && text[DateLength] == ' ' ? OffsetSpace : OffsetT;
        return text.Length >= MinuteLength + OffsetLength && text[^OffsetLength] is (byte)'+' or (byte)'-' && text[^3] == ':'
            && TryReadPair(text[^OffsetLength..], 1, 13, out _) && TryReadPair(text[^OffsetLength..], 4, 59, out _)
            && Recognize(text[..^OffsetLength], out _) is var clock && clock.IsDateTime && !clock.IsUniversal;
    }

    /// <summary>The ticks of a date-time form.</summary>
    public static long TicksOf(CellForm form, ulong payload)
    {
        if (!form.IsFraction) return (long)payload;

        var (digits, fraction) = UnpackFraction(payload);
        return (long)(payload >> FractionBits) * TimeSpan.TicksPerSecond + fraction * PowerOfTen(MostFractionDigits - digits);
    }

    /// <summary>The spelling of a date or date-time form; the native forms are spelled with as many decimals as they need.</summary>
    public static string Write(CellForm form, ulong payload)
    {
        if (form.IsDate) return DateOnly.FromDayNumber((int)payload).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var separator = form <= FractionSpaceZ && ((form - MinuteT) & 1) != 0 ? " " : "'T'";
        var time = form switch
        {
            <= MinuteSpaceZ => "HH':'mm",
            <= SecondSpaceZ => "HH':'mm':'ss",
            <= MillisecondSpaceZ => "HH':'mm':'ss'.'fff",
            <= FractionSpaceZ => "HH':'mm':'ss'.'" + new string('f', UnpackFraction(payload).Digits),
            _ => "HH':'mm':'ss.FFFFFFF",
        };
        var zone = form.IsUniversal ? "'Z'" : "";
        return new DateTime(TicksOf(form, payload)).ToString("yyyy'-'MM'-'dd" + separator + time + zone, CultureInfo.InvariantCulture);
    }

    private static bool TryReadDay(ReadOnlySpan<byte> text, out ulong day)
    {
        day = 0;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-') return false;
        if (!TryReadPair(text, 0, 99, out var century) || !TryReadPair(text, 2, 99, out var yearOfCentury)) return false;
        if (!TryReadPair(text, 5, 12, out var month) || !TryReadPair(text, 8, 31, out var dayOfMonth)) return false;

        var year = (int)(100 * century + yearOfCentury);
        if (year == 0 || month == 0 || dayOfMonth == 0 || dayOfMonth > DateTime.DaysInMonth(year, (int)month)) return false;

        day = (ulong)new DateOnly(year, (int)month, (int)dayOfMonth).DayNumber;
        return true;
    }

    private static bool TryReadPair(ReadOnlySpan<byte> text, int at, uint largest, out uint value)
    {
        uint tens = (uint)text[at] - '0', ones = (uint)text[at + 1] - '0';
        value = 10 * tens + ones;
        return tens <= 9 && ones <= 9 && value <= largest;
    }

    /// <summary>Reads a point and one to seven digits.</summary>
    private static bool TryReadFraction(ReadOnlySpan<byte> text, out int digits, out uint value)
    {
        digits = text.Length - 1;
        value = 0;
        if (digits is < 1 or > MostFractionDigits || text[0] != '.') return false;

        foreach (var letter in text[1..])
        {
            if (!char.IsAsciiDigit((char)letter)) return false;
            value = 10 * value + letter - '0';
        }

        return true;
    }

    private static (int Digits, uint Value) UnpackFraction(ulong payload)
    {
        var digits = MostFractionDigits;
        var value = (uint)payload & ((1u << FractionBits) - 1);
        while (value < PowerOfTen(digits)) digits--;
        return (digits, value - PowerOfTen(digits));
    }

    private static uint PowerOfTen(int exponent)
    {
        var power = 1u;
        for (; exponent > 0; exponent--) power *= 10;
        return power;
    }
}
