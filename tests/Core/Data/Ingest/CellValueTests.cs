using System.Globalization;
using SafeSynth.Data;
using static SafeSynth.Data.CellForm;
using static SafeSynth.Tests.Data.RawTableReading;

namespace SafeSynth.Tests.Data;

public sealed class CellValueTests
{
    public static TheoryData<object, CellForm, string> NativeValues => new()
    {
        { 7, NativeInt32, "7" },
        { (byte)7, NativeInt32, "7" },
        { (sbyte)-7, NativeInt32, "-7" },
        { (short)-7, NativeInt32, "-7" },
        { (ushort)7, NativeInt32, "7" },
        { 7u, NativeInt64, "7" },
        { 7L, NativeInt64, "7" },
        { 7UL, NativeInt64, "7" },
        { ulong.MaxValue, Text, "18446744073709551615" },
        { 7.0, NativeDouble0, "7" },
        { -2.5, NativeDouble1, "-2.5" },
        { 0.25, NativeDouble2, "0.25" },
        { 0.125, NativeDouble3, "0.125" },
        { 3.1416, NativeDouble4, "3.1416" },
        { 3.14159, NativeDouble5, "3.14159" },
        { 3.141593, NativeDouble6, "3.141593" },
        { Math.PI, NativeDouble, "3.141592653589793" },
        { 1e300, NativeDouble, "1E+300" },
        { 0.1f, NativeDouble1, "0.1" },
        { double.NaN, Text, "NaN" },
        { double.NegativeInfinity, Text, "-Infinity" },
        { 7m, NativeDecimal0, "7" },
        { 7.0m, NativeDecimal1, "7.0" },
        { 19.99m, NativeDecimal2, "19.99" },
        { 0.123456m, NativeDecimal6, "0.123456" },
        { 0.1234567m, NativeDecimal, "0.1234567" },
        { decimal.MaxValue, NativeDecimal, "79228162514264337593543950335" },
        { true, NativeBoolean, "True" },
        { new DateOnly(2024, 2, 29), NativeDate, "2024-02-29" },
        { new DateTime(2024, 2, 29, 23, 59, 58), NativeDateTime, "2024-02-29T23:59:58" },
        { new DateTime(2024, 2, 29).AddTicks(1), NativeDateTime, "2024-02-29T00:00:00.0000001" },
        { new DateTimeOffset(2024, 2, 29, 1, 0, 0, TimeSpan.FromHours(2)), NativeInstant, "2024-02-28T23:00:00Z" },
        { "7", Integer, "7" },
        { "", Missing, "" },
        { DBNull.Value, Missing, "" },
        { Guid.Empty, Text, "00000000-0000-0000-0000-000000000000" },
        { TimeSpan.FromMinutes(90), Text, "01:30:00" },
        { DayOfWeek.Friday, Text, "Friday" },
        { 'x', Text, "x" },
        { new System.Numerics.BigInteger(7), Integer, "7" },
        { new Uri("http://example.org/"), Text, "http://example.org/" },
    };

    [Theory]
    [MemberData(nameof(NativeValues))]
    public void An_object_keeps_its_type_or_becomes_its_invariant_text(object value, CellForm form, string text)
    {
        var cell = CellOf(column => column.Add(value));

        Assert.Equal(form, cell.Form);
        Assert.Equal(text, cell.Text);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("7.00", 7)]
    [InlineData("-7e2", -700)]
    [InlineData("9223372036854775807.0000000", long.MaxValue)]
    [InlineData("0.0000000", 0)]
    public void A_number_without_fraction_is_an_integer(string text, long expected)
    {
        Assert.True(CellOf(text).TryGetInteger(out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("7.5")]
    [InlineData("1e19")]
    [InlineData("-9.3e18")]
    [InlineData("0.00000001")]
    [InlineData("007")]
    [InlineData("true")]
    [InlineData("2024-01-01")]
    [InlineData("")]
    public void What_is_no_integer_of_64_bits_is_not_taken_for_one(string text) => Assert.False(CellOf(text).TryGetInteger(out _));

    [Fact]
    public void A_native_number_counts_as_an_integer_by_its_value()
    {
        Assert.True(CellOf(column => column.Add(1e17)).TryGetInteger(out var large) && large == 100_000_000_000_000_000);
        Assert.True(CellOf(column => column.Add(9007199254740993.00000000m)).TryGetInteger(out var exact) && exact == 9007199254740993);
        Assert.False(CellOf(column => column.Add(9223372036854775808.0)).TryGetInteger(out _));
        Assert.True(CellOf(column => column.Add(-9223372036854775808.0)).TryGetInteger(out var least) && least == long.MinValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("true")]
    [InlineData("2024-01-01")]
    public void What_is_no_number_has_no_number(string text) => Assert.False(CellOf(text).TryGetNumber(out _));

    [Theory]
    [InlineData("true", true)]
    [InlineData("FALSE", false)]
    [InlineData("True", true)]
    public void A_truth_value_is_read_in_three_spellings(string text, bool expected) =>
        Assert.True(CellOf(text).TryGetBoolean(out var value) && value == expected);

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("yes")]
    [InlineData("")]
    public void Other_words_are_no_truth_values(string text) => Assert.False(CellOf(text).TryGetBoolean(out _));

    [Fact]
    public void A_date_time_at_midnight_counts_as_a_day_and_a_day_as_its_midnight()
    {
        Assert.True(CellOf("2024-02-29 00:00").TryGetDate(out var day) && day == new DateOnly(2024, 2, 29));
        Assert.False(CellOf("2024-02-29 00:01").TryGetDate(out _));
        Assert.True(CellOf("2024-02-29").TryGetInstant(out var midnight) && midnight == new DateTime(2024, 2, 29).Ticks / 10);
    }

    [Theory]
    [InlineData("2024-02-29T23:59", "2024-02-29T23:59:00.000000")]
    [InlineData("2024-02-29 23:59:58Z", "2024-02-29T23:59:58.000000")]
    [InlineData("2024-02-29T23:59:58.5", "2024-02-29T23:59:58.500000")]
    [InlineData("2024-02-29T23:59:58.123", "2024-02-29T23:59:58.123000")]
    [InlineData("2024-02-29T23:59:58.1234567", "2024-02-29T23:59:58.123456")]
    [InlineData("0001-01-01T00:00", "0001-01-01T00:00:00.000000")]
    public void A_date_time_is_read_to_the_microsecond(string text, string expected)
    {
        Assert.True(CellOf(text).TryGetInstant(out var microseconds));
        Assert.Equal(expected, new DateTime(10 * microseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_cell_prints_as_nothing() => Assert.Equal("", CellOf("secret").ToString());
}
