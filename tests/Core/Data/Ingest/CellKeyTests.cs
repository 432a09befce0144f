using CsCheck;
using static SafeSynth.Tests.Data.RawTableReading;

namespace SafeSynth.Tests.Data;

public sealed class CellKeyTests
{
    private static readonly Gen<string> ShortText = Gen.String[Gen.Char["ab"], 0, 3];

    public static TheoryData<object, object> SameValues => new()
    {
        { "7", 7 },
        { 7, 7L },
        { "7", 7.0 },
        { "7", "7.00" },
        { 7, 7.00m },
        { "700", "7e2" },
        { "9007199254740993", 9007199254740993.0000000m },
        { "9007199254740994", 9007199254740994.0 },
        { 0.1, "0.1" },
        { 0.1, 0.10m },
        { 0.1234567, "0.1234567" },
        { "0.5", ".5" },
        { "-0", 0 },
        { -0.0, 0 },
        { "true", true },
        { "TRUE", "True" },
        { "2024-02-29", new DateOnly(2024, 2, 29) },
        { "2024-02-29", new DateTime(2024, 2, 29) },
        { "2024-02-29T12:00", "2024-02-29 12:00:00.0" },
        { "2024-02-29T12:00Z", new DateTimeOffset(2024, 2, 29, 14, 0, 0, TimeSpan.FromHours(2)) },
        { "", DBNull.Value },
    };

    public static TheoryData<object, object> DifferentValues => new()
    {
        { "7", "007" },
        { "7", "7 " },
        { "7", "8" },
        { "0.1", "0.2" },
        { "1", "true" },
        { "1", "x" },
        { "", "0" },
        { "a", "A" },
        { "9007199254740993", "9007199254740992" },
        { "2024-02-29", "2024-03-01" },
        { "2024-02-29T12:00", "2024-02-29T12:00Z" },
        { "false", "0" },
    };

    [Theory]
    [MemberData(nameof(SameValues))]
    public void Equal_values_have_one_key_however_they_are_spelled(object one, object other) =>
        Assert.Equal(CellOf(column => column.Add(one)).Key(), CellOf(column => column.Add(other)).Key());

    [Theory]
    [MemberData(nameof(DifferentValues))]
    public void Different_values_have_different_keys(object one, object other) =>
        Assert.NotEqual(CellOf(column => column.Add(one)).Key(), CellOf(column => column.Add(other)).Key());

    [Fact]
    public void Two_texts_share_a_key_only_when_they_are_the_same() =>
        Gen.Select(ShortText, ShortText).Sample((one, other) => (CellOf(one).Key() == CellOf(other).Key()) == (one == other));
}
