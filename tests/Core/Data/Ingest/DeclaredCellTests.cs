using SafeSynth.Data;
using static SafeSynth.Tests.Data.RawTableReading;

namespace SafeSynth.Tests.Data;

public sealed class DeclaredCellTests
{
    [Theory]
    [InlineData("007", 7)]
    [InlineData(" 7 ", 7)]
    [InlineData("-0042", -42)]
    [InlineData("007.0", 7)]
    [InlineData("7", 7)]
    public void A_code_is_an_integer_when_the_field_is_declared_so(string text, long expected) =>
        Assert.True(CellOf(text).TryReadInteger(out var value) && value == expected);

    [Theory]
    [InlineData("1,234")]
    [InlineData("1 234")]
    [InlineData("7.5")]
    [InlineData("seven")]
    [InlineData("9223372036854775808")]
    [InlineData("true")]
    [InlineData("")]
    public void What_spells_no_integer_stays_unread(string text) => Assert.False(CellOf(text).TryReadInteger(out _));

    [Theory]
    [InlineData("007.25", 7.25)]
    [InlineData("\t1e3 ", 1000)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    public void A_text_is_a_number_when_the_field_is_declared_so(string text, double expected) =>
        Assert.True(CellOf(text).TryReadNumber(out var value) && value == expected);

    [Theory]
    [InlineData("1.234,5")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("$5")]
    [InlineData("")]
    public void What_spells_no_finite_number_stays_unread(string text) => Assert.False(CellOf(text).TryReadNumber(out _));

    [Theory]
    [InlineData("tRuE", true)]
    [InlineData(" false ", false)]
    [InlineData("TRUE", true)]
    public void A_truth_value_is_read_in_any_case(string text, bool expected) =>
        Assert.True(CellOf(text).TryReadBoolean(out var value) && value == expected);

    [Fact]
    public void A_date_is_read_with_spaces_around_it_but_in_no_local_format()
    {
        Assert.True(CellOf(" 2024-02-29 ").TryReadDate(out var day) && day == new DateOnly(2024, 2, 29));
        Assert.False(CellOf("29.02.2024").TryReadDate(out _));
        Assert.False(CellOf("02/29/2024").TryReadDate(out _));
        Assert.False(CellOf(" ").TryReadDate(out _));
    }

    [Theory]
    [InlineData("2024-02-29T01:30:00+02:00", "2024-02-28T23:30:00")]
    [InlineData("2024-02-28 20:30-03:00", "2024-02-28T23:30:00")]
    [InlineData("2024-02-29T01:30:00.25+02:00", "2024-02-28T23:30:00.25")]
    [InlineData(" 2024-02-28T23:30Z ", "2024-02-28T23:30:00")]
    public void A_date_time_with_an_offset_is_its_universal_time(string text, string expected)
    {
        Assert.True(CellOf(text).TryReadInstant(out var microseconds));
        Assert.Equal(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).Ticks / 10, microseconds);
    }

    [Theory]
    [InlineData("12:00")]
    [InlineData("yesterday")]
    [InlineData("7")]
    [InlineData("")]
    public void What_spells_no_date_time_stays_unread(string text) => Assert.False(CellOf(text).TryReadInstant(out _));
}
