using System.Globalization;
using static SafeSynth.Data.CellForm;

namespace SafeSynth.Data;

/// <summary>Reads and writes numbers as a mantissa and a count of decimals, always in the invariant culture.</summary>
internal static class NumberSyntax
{
    public const int MostDecimals = 6;

    private const int MostLongDecimals = 28;                                    // what System.Decimal can hold
    private const ulong LongestLongMantissa = 99_999_999_999_999_999;           // 17 digits leave five bits for the decimals
    private const long LargestExactDouble = 1L << 53;

    /// <summary>10^0 to 10^22: all the powers of ten that are exact doubles.</summary>
    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>The form of a text that is not empty; <see cref="Text"/> when it is no finite number.</summary>
    public static CellForm Recognize(ReadOnlySpan<byte> text, out ulong payload)
    {
        payload = 0;
        var negative = text[0] == '-';
        var start = negative ? 1 : 0;
        var mantissa = 0UL;
        var point = ReadDigits(text, start, ref mantissa);
        var end = point;
        var decimals = 0;
        if (point < text.Length && text[point] == '.')
        {
            end = ReadDigits(text, point + 1, ref mantissa);
            decimals = end - point - 1;
            if (decimals == 0) end = -1;
        }

        var largest = decimals > MostDecimals ? LongestLongMantissa : (ulong)long.MaxValue + (negative ? 1u : 0u);
        var leadingZero = point - start > 1 && text[start] == '0';
        var negativeZero = negative && mantissa == 0;
        var isWhole = end == text.Length && point > start && mantissa <= largest && decimals <= MostLongDecimals;
        if (!isWhole || leadingZero || negativeZero) return RecognizeReal(text);

        payload = negative ? 0 - mantissa : mantissa;
        if (decimals <= MostDecimals) return Integer + (byte)decimals;

        payload = PackLong((long)payload, decimals);
        return DecimalLong;
    }

    /// <summary>The payload of a <see cref="DecimalLong"/>.</summary>
    private static ulong PackLong(long mantissa, int decimals) => (ulong)(mantissa << 5) | (uint)decimals;

    /// <summary>The mantissa and the decimals that a <see cref="DecimalLong"/> holds.</summary>
    public static (long Mantissa, int Decimals) UnpackLong(ulong payload) => ((long)payload >> 5, (int)(payload & 31));

    /// <summary>The number <c>mantissa / 10^decimals</c>, its decimals kept.</summary>
    public static decimal ToDecimal(long mantissa, int decimals)
    {
        var magnitude = mantissa < 0 ? 0 - (ulong)mantissa : (ulong)mantissa;
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, mantissa < 0, (byte)decimals);
    }

    /// <summary>The double nearest to <c>mantissa / 10^decimals</c>.</summary>
    public static double ToDouble(long mantissa, int decimals)
    {
        // Both operands are exact, so the one rounding is that of the division.
        if (mantissa is >= -LargestExactDouble and <= LargestExactDouble && decimals < PowersOfTen.Length)
            return mantissa / PowersOfTen[decimals];
        if (decimals == 0) return mantissa;

        Span<byte> text = stackalloc byte[40];
        ToDecimal(mantissa, decimals).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a double is the one nearest to a number of at most six decimals; then that number with the fewest.</summary>
    public static bool TryShorten(double value, out long mantissa, out int decimals)
    {
        mantissa = 0;
        for (decimals = 0; decimals <= MostDecimals; decimals++)
        {
            var scaled = Math.Round(value * PowersOfTen[decimals]);
            if (!(Math.Abs(scaled) <= LargestExactDouble)) return false;
            if (scaled / PowersOfTen[decimals] != value) continue;
            mantissa = (long)scaled;
            return true;
        }

        return false;
    }

    /// <summary>The mantissa and the scale of a decimal, if they are small enough for a cell.</summary>
    public static bool TrySplit(decimal value, out long mantissa, out int decimals)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        mantissa = (uint)bits[0] | (long)bits[1] << 32;
        decimals = value.Scale;
        if (bits[2] != 0 || mantissa < 0 || decimals > MostDecimals) return false;

        if (decimal.IsNegative(value)) mantissa = -mantissa;
        return true;
    }

    /// <summary>Whether a double is an integer of 64 bits.</summary>
    public static bool TryToInteger(double value, out long integer)
    {
        var isInteger = Math.Floor(value) == value && value is >= long.MinValue and < -(double)long.MinValue;
        integer = isInteger ? (long)value : 0;
        return isInteger;
    }

    /// <summary>Removes the zeros at the end of the decimals.</summary>
    public static void Normalize(ref long mantissa, ref int decimals)
    {
        for (; decimals > 0 && mantissa % 10 == 0; decimals--) mantissa /= 10;
    }

    /// <summary>Appends digits to the mantissa while 19 of them fit; returns the place of the first byte not read.</summary>
    private static int ReadDigits(ReadOnlySpan<byte> text, int at, ref ulong mantissa)
    {
        const ulong NineteenDigits = 1_000_000_000_000_000_000;
        for (; (uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9 && mantissa < NineteenDigits; at++)
            mantissa = 10 * mantissa + (uint)(text[at] - '0');
        return at;
    }

    /// <summary><see cref="Real"/> for a finite number that is neither an integer beyond 64 bits nor a code with leading zeros.</summary>
    private static CellForm RecognizeReal(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("-0"u8)) return Real;
        if (text.ContainsAnyExceptInRange((byte)'+', (byte)'e') || !text.ContainsAny(".eE+"u8)) return Text;

        var unsigned = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiDigit((char)unsigned[1])) return Text;

        const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Number, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? Real : Text;
    }
}
