using System.Globalization;
using System.Text;
using CsCheck;
using static SafeSynth.Tests.Data.RawTableReading;

namespace SafeSynth.Tests.Data;

/// <summary>What goes in comes out: texts letter by letter, typed values exactly.</summary>
public sealed class CellRoundTripTests
{
    private static readonly Gen<string> NumberLikeText = Gen.Char["0123456789.-+eE"].Array[1, 24].Select(letters => new string(letters));
    private static readonly Gen<string> DateLikeText =
        from time in Gen.DateTime
        from format in Gen.OneOf("", "'T'HH:mm", " HH:mm:ss", "'T'HH:mm:ss.f", " HH:mm:ss.fff'Z'", " HH:mm:ss.ffffff", "'T'HH:mm:ss.fffffff'Z'")
        select time.ToString("yyyy-MM-dd" + format, CultureInfo.InvariantCulture);

    [Fact]
    public void Any_text_comes_back_letter_by_letter() =>
        Gen.OneOf(Gen.String.Where(IsWellFormed), NumberLikeText, DateLikeText).Sample(text => CellOf(text).Text == text, iter: 20_000);

    [Fact]
    public void Any_decimal_spelling_of_a_number_means_that_number() =>
        NumberLikeText.Sample(text =>
        {
            var cell = CellOf(text);
            return !cell.TryGetNumber(out var value) || BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(Parse(text));
        }, iter: 20_000);

    [Fact]
    public void Any_integer_comes_back() =>
        Gen.OneOf(Gen.Long, Gen.OneOf(long.MinValue, long.MaxValue, 0L)).Sample(value =>
            CellOf(column => column.Add(value)).TryGetInteger(out var native) && native == value
            && CellOf($"{value}").TryGetInteger(out var text) && text == value);

    [Fact]
    public void Any_double_comes_back_but_for_the_sign_of_zero() =>
        Gen.OneOf(Gen.Double.Where(double.IsFinite), Gen.Int.Select(n => n / 1000.0), Gen.OneOf(double.MaxValue, double.Epsilon, 0.1, 1e17, -0.0))
            .Sample(value => CellOf(column => column.Add(value)).TryGetNumber(out var back) && back.Equals(value + 0.0));

    [Fact]
    public void Any_decimal_comes_back_with_its_scale() =>
        Gen.OneOf(Gen.Decimal, Gen.Long.Select(n => n / 100.00m), Gen.OneOf(decimal.MaxValue, decimal.MinValue, 1.500000m, 1.5000000m))
            .Sample(value => CellOf(column => column.Add(value)).Text == value.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Any_time_comes_back_to_the_tick() =>
        Gen.DateTime.Sample(time =>
            CellOf(column => column.Add(time)).TryGetTicks(out var clock) && clock == time.Ticks
            && CellOf(column => column.Add(new DateTimeOffset(time.Ticks, default))).TryGetTicks(out var instant) && instant == time.Ticks
            && CellOf(column => column.Add(DateOnly.FromDateTime(time))).TryGetDate(out var day) && day == DateOnly.FromDateTime(time));

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
