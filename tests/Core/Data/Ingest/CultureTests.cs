using System.Globalization;
using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void Cells_are_the_same_in_every_culture(string culture)
    {
        var expected = Describe();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.NotEqual("-1.5 1/2/2024 True", $"{-1.5} {new DateTime(2024, 1, 2):d} {true}");

            Assert.Equal(expected, Describe());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Describe()
    {
        object[] values =
        [
            "-7", "1.5", "1,5", "1e5", "+3", "I", "TRUE", "2024-02-29", "2024-02-29T23:59:58.5Z", "007", "1e400",
            -7, -7L, -1.5, Math.PI, double.NegativeInfinity, 0.1f, -1.5m, 0.12345678m, true,
            new DateOnly(2024, 2, 29), new DateTime(2024, 2, 29, 1, 2, 3),
            DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1.5), new System.Numerics.BigInteger(-5), DayOfWeek.Friday,
        ];
        return string.Join('\n', values.Select(value => Describe(RawTableReading.CellOf(column => column.Add(value)))));
    }

    private static string Describe(Cell cell)
    {
        cell.TryReadNumber(out var number);
        cell.TryReadInstant(out var instant);
        return string.Create(CultureInfo.InvariantCulture, $"{cell.Form} {cell.Text} {number:R} {instant} {cell.Key()}");
    }
}
