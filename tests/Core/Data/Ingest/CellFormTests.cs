using SafeSynth.Data;
using static SafeSynth.Data.CellForm;
using static SafeSynth.Tests.Data.RawTableReading;

namespace SafeSynth.Tests.Data;

public sealed class CellFormTests
{
    [Theory]
    [InlineData("", Missing)]
    [InlineData("0", Integer)]
    [InlineData("7", Integer)]
    [InlineData("-12", Integer)]
    [InlineData("9223372036854775807", Integer)]
    [InlineData("-9223372036854775808", Integer)]
    [InlineData("0.5", Decimal1)]
    [InlineData("1.50", Decimal2)]
    [InlineData("-0.125", Decimal3)]
    [InlineData("3.1416", Decimal4)]
    [InlineData("0.00000", Decimal5)]
    [InlineData("52.520008", Decimal6)]
    [InlineData("9223372036854.775807", Decimal6)]
    [InlineData("0.1234567", DecimalLong)]
    [InlineData("-0.12345678901234567", DecimalLong)]
    [InlineData("0.0000000000012345678901234567", DecimalLong)]
    [InlineData("true", BooleanLower)]
    [InlineData("False", BooleanTitle)]
    [InlineData("TRUE", BooleanUpper)]
    [InlineData("2024-02-29", Date)]
    [InlineData("0001-01-01", Date)]
    [InlineData("9999-12-31", Date)]
    [InlineData("2024-02-29T23:59", MinuteT)]
    [InlineData("2024-02-29 23:59", MinuteSpace)]
    [InlineData("2024-02-29T23:59Z", MinuteTZ)]
    [InlineData("2024-02-29 23:59Z", MinuteSpaceZ)]
    [InlineData("2024-02-29T23:59:58", SecondT)]
    [InlineData("2024-02-29 23:59:58", SecondSpace)]
    [InlineData("2024-02-29T23:59:58Z", SecondTZ)]
    [InlineData("2024-02-29 23:59:58Z", SecondSpaceZ)]
    [InlineData("2024-02-29T23:59:58.120", MillisecondT)]
    [InlineData("2024-02-29 23:59:58.120", MillisecondSpace)]
    [InlineData("2024-02-29T23:59:58.120Z", MillisecondTZ)]
    [InlineData("2024-02-29 23:59:58.120Z", MillisecondSpaceZ)]
    [InlineData("2024-02-29T23:59:58.0", FractionT)]
    [InlineData("2024-02-29 23:59:58.12", FractionSpace)]
    [InlineData("9999-12-31T23:59:59.9999999Z", FractionTZ)]
    [InlineData("2024-02-29 23:59:58.120000Z", FractionSpaceZ)]
    [InlineData("07", Code2)]
    [InlineData("00", Code2)]
    [InlineData("02139", Code5)]
    [InlineData("012345678", Code9)]
    [InlineData("2023-01-01T23:59:59+01:00", OffsetT)]
    [InlineData("2023-01-01T23:59-05:30", OffsetT)]
    [InlineData("2023-01-01 23:59:59.123+00:00", OffsetSpace)]
    public void A_text_has_the_form_that_it_spells(string text, CellForm form)
    {
        Assert.Equal(form, CellOf(text).Form);
        Assert.Equal(text, CellOf(text).Text);
    }

    [Theory]
    [InlineData("1e5")]
    [InlineData("1E-5")]
    [InlineData("+3")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("5.")]
    [InlineData("-0")]
    [InlineData("-0.00")]
    [InlineData("0.123456789012345678")]
    [InlineData("12345678901234567890.5")]
    [InlineData("0.00000000000000000000000000001")]
    public void A_number_in_no_plain_spelling_is_real_and_keeps_its_spelling(string text)
    {
        Assert.Equal(Real, CellOf(text).Form);
        Assert.Equal(text, CellOf(text).Text);
    }

    [Theory]
    [InlineData("-007")]
    [InlineData("+007")]
    [InlineData("00.5")]
    [InlineData("00e5")]
    [InlineData("9223372036854775808")]
    [InlineData("12345678901234567890123")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("+NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1e")]
    [InlineData("1,234")]
    [InlineData("1 234")]
    [InlineData(" 7")]
    [InlineData("7 ")]
    [InlineData("1.5\0")]
    [InlineData("0x10")]
    [InlineData("1.2.3")]
    [InlineData("555-1234")]
    [InlineData("tRUE")]
    [InlineData("truth")]
    [InlineData("2023-02-29")]
    [InlineData("0000-01-01")]
    [InlineData("2023-13-01")]
    [InlineData("2023-1-1")]
    [InlineData("2023-01-01T")]
    [InlineData("2023-01-01Z")]
    [InlineData("2023-01-01T24:00")]
    [InlineData("2023-01-01T23:60")]
    [InlineData("2023-01-01T23:59:60")]
    [InlineData("2023-01-01T23:59:5")]
    [InlineData("2023-01-01T23:59:59.")]
    [InlineData("2023-01-01T23:59:59,5")]
    [InlineData("2023-01-01T23:59:59.12345678")]
    [InlineData("2023-01-01T23:59:59.1x")]
    [InlineData("0123456789")]
    [InlineData("0x7")]
    [InlineData("2023-01-01T23:59:59+1:00")]
    [InlineData("2023-01-01T23:59:59+15:00")]
    [InlineData("2023-01-01T23:59:59Z+01:00")]
    [InlineData("2023-01-01T23:59:61+01:00")]
    [InlineData("2023-01-01t23:59")]
    [InlineData("2023/01/01")]
    [InlineData("Ünïcödé 😀")]
    public void Everything_else_is_text(string text)
    {
        Assert.Equal(Text, CellOf(text).Form);
        Assert.Equal(text, CellOf(text).Text);
    }

    [Fact]
    public void The_list_is_closed_and_dense_and_fits_in_six_bits()
    {
        var forms = Enum.GetValues<CellForm>();

        Assert.Equal(Enumerable.Range(0, CellForms.Count), forms.Select(form => (int)form));
        Assert.InRange(CellForms.Count, 1, 64);
    }
}
