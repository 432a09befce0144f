using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>What becomes of values that heap, of codes and of values at the edge of their type, with noise of fixed seeds.</summary>
public sealed class RoundValuesTests
{
    private const int Count = 40_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Incomes_heap_on_zero_and_on_thousands_and_have_other_values_beside(bool declared)
    {
        var random = new SampleRandom(1);
        var income = new Field("x") { Type = FieldType.Integer, Minimum = declared ? "0" : null, Maximum = declared ? "200000" : null, Required = true };

        var made = Draw(income, _ => random.Next(10) switch { 0 => 0, < 4 => 5000 * random.Next(40), < 7 => 1000 * random.Next(200), _ => random.Next(200_000) }).ConvertAll(Number);

        Assert.Equal(0.1 + (0.3 / 40) + (0.3 / 200), Share(made, value => value == 0), 0.01);
        Assert.Equal(0.3 + (0.3 / 5), Share(made, value => value != 0 && value % 5000 == 0), 0.04);
        Assert.Equal(0.3 * 4 / 5, Share(made, value => value % 1000 == 0 && value % 5000 != 0), 0.04);
        Assert.Equal(0.3, Share(made, value => value % 1000 != 0), 0.04);
        Assert.InRange(made.Max(), 190_000, 210_000);
    }

    [Fact]
    public void Prices_end_as_they_ended()
    {
        var random = new SampleRandom(2);

        var made = Draw(new Field("x"), _ => FormattableString.Invariant($"{random.Next(300)}.{(random.Next(10) switch { < 6 => 99, < 8 => 49, _ => 0 }):D2}"));

        Assert.Equal(0.6, Share(made, price => price.EndsWith(".99", StringComparison.Ordinal)), 0.03);
        Assert.Equal(0.2, Share(made, price => price.EndsWith(".49", StringComparison.Ordinal)), 0.03);
        Assert.Equal(0.2, Share(made, price => price.EndsWith(".00", StringComparison.Ordinal)), 0.03);
        Assert.True(made.Distinct().Count() > 600);
    }

    [Fact]
    public void Numbers_spelled_with_a_zero_behind_the_point_stay_whole()
    {
        var random = new SampleRandom(3);

        Assert.InRange(Share(Draw(new Field("x"), _ => $"{1 + random.Next(52)}.0"), value => value.EndsWith(".0", StringComparison.Ordinal)), 0.97, 1);
    }

    [Fact]
    public void A_common_code_keeps_its_digits_and_its_share()
    {
        // Codes of five digits, a tenth of them with a leading zero; ten of them have a twentieth of the rows each.
        var random = new SampleRandom(4);

        var made = Draw(new Field("x"), i => (i % 2 == 0 ? random.Next(10) * 7919 : random.Next(100_000)).ToString("D5", CultureInfo.InvariantCulture));

        Assert.All(made, code => Assert.True(code.Length == 5 && code.All(char.IsAsciiDigit)));
        for (var one = 0; one < 10; one++)
            Assert.Equal(0.05, Share(made, code => code == (one * 7919).ToString("D5", CultureInfo.InvariantCulture)), 0.008);
        Assert.Equal(0.15, Share(made, code => code[0] == '0'), 0.02);
        Assert.True(made.Distinct().Count() > 4000);
    }

    [Fact]
    public void Codes_of_several_widths_are_text()
    {
        var made = Draw(new Field("x"), i => (i % 20).ToString(i % 2 == 0 ? "D3" : "D4", CultureInfo.InvariantCulture));

        Assert.Equal(20, made.Distinct().Count());
        Assert.Contains("0003", made);
    }

    [Fact]
    public void Work_days_have_no_Sundays_and_the_first_of_the_month_its_heap()
    {
        var (random, first) = (new SampleRandom(5), new DateTime(2015, 1, 1));
        DateTime Day(int i)
        {
            var day = first.AddDays(random.Next(2000));
            return i % 4 == 0 ? new DateTime(day.Year, day.Month, 1) : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.AddDays(2) : day;
        }

        var made = Draw(new Field("x"), i => Day(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .ConvertAll(text => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.InRange(Share(made, day => day.Day > 1 && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday), 0, 0.02);
        Assert.Equal(0.25 + (0.75 * 12 / 365), Share(made, day => day.Day == 1), 0.04);
    }

    [Fact]
    public void Appointments_are_at_full_hours_of_the_day()
    {
        var (random, first) = (new SampleRandom(6), new DateTime(2015, 1, 1));

        var made = Draw(new Field("x"), i => first.AddDays(random.Next(2000)).AddHours(9 + random.Next(8)).AddMinutes(i % 4 == 0 ? random.Next(60) : 0).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
            .ConvertAll(text => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

        Assert.Equal(0.75, Share(made, time => time.Minute == 0), 0.03);
        Assert.InRange(Share(made, time => time.Hour is < 9 or > 16), 0, 0.04);
        Assert.InRange(Share(made, time => time.Second != 0), 0, 0.01);
    }

    [Fact]
    public void Timestamps_that_heap_on_nothing_have_all_seconds()
    {
        var (random, first) = (new SampleRandom(7), new DateTime(2015, 1, 1));

        var made = Draw(new Field("x"), i => first.AddSeconds(random.Next(2000L * 86_400)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));

        Assert.Equal(59 / 60.0, Share(made, time => !time.EndsWith(":00", StringComparison.Ordinal)), 0.01);
        Assert.True(made.Distinct().Count() > 9900);
    }

    [Theory]
    [InlineData("9007199254740993", "9007199254740995")]
    [InlineData("-1100000000000000001", "1111111111111111111")]
    [InlineData("1234567890.12", "0.01")]
    [InlineData("1815-06-18", "1648-10-24")]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("1900-01-01 00:00:00", "1969-07-20 20:17:40")]
    [InlineData("0.30", "0.10")]
    [InlineData("123456", "123456")]
    public void Two_values_at_the_edge_of_their_type_come_back_as_they_were(string common, string other)
    {
        var made = Draw(new Field("x"), i => i % 4 == 0 ? other : common);

        Assert.Equal(common == other ? 1 : 0.75, Share(made, value => value == common), 0.02);
        Assert.Equal(common == other ? 1 : 0.25, Share(made, value => value == other), 0.02);
    }

    [Fact]
    public void Instants_with_offsets_come_back_in_universal_time()
    {
        var (random, first) = (new SampleRandom(8), new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)));

        var made = Draw(new Field("x"), _ => first.AddMinutes(random.Next(525_600)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture))
            .ConvertAll(text => DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

        Assert.All(made, instant => Assert.Equal(TimeSpan.Zero, instant.Offset));
        Assert.InRange(Share(made, instant => instant >= first.AddDays(-8) && instant < first.AddDays(374)), 0.999, 1);
        Assert.InRange(Share(made, instant => instant.Second != 0), 0, 0.01);
    }

    [Theory]
    [InlineData("TRUE;true;True", "false;False;FALSE", 2)]
    [InlineData("yes", "no", 2)]
    [InlineData("1", "0", 2)]
    [InlineData("Y;T", "N;F", 4)]
    public void Truth_keeps_its_proportion_however_it_is_spelled(string yes, string no, int spellings)
    {
        var (truths, falsehoods) = (yes.Split(';'), no.Split(';'));

        var made = Draw(new Field("x"), i => (i % 4 == 0 ? truths : falsehoods)[i / 4 % truths.Length]);

        Assert.Equal(0.25, Share(made, truths.Contains), 0.02);
        Assert.Equal(0.75, Share(made, falsehoods.Contains), 0.02);
        Assert.InRange(made.Distinct().Count(), 2, spellings);
    }

    [Fact]
    public void A_column_without_any_value_stays_empty() => Assert.All(Draw(new Field("x"), _ => ""), Assert.Empty);

    [Fact]
    public void Numbers_that_are_missing_together_are_missing_together()
    {
        var random = new SampleRandom(9);
        var rows = Enumerable.Range(0, 20_000)
            .Select(i => i % 3 == 0 ? ",,k" : FormattableString.Invariant($"{random.Next(50_000)},{random.Next(90_000) / 100.0:F2},k"));

        var made = Synthesis.Run(new DpPlan(new Guarantee(3)) { Rows = 10_000, Seed = 1 }, Rows.Of(["a,b,k", .. rows]), new InsecureNoise(1)).Rows
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => (A: batch["a"].TextAt(row).Length == 0, B: batch["b"].TextAt(row).Length == 0))).ToList();

        Assert.Equal(1 / 3.0, made.Count(row => row.A && row.B) / 10_000.0, 0.02);
        Assert.InRange(made.Count(row => row.A != row.B), 0, 300);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Share<T>(List<T> values, Func<T, bool> isMeant) => values.Count(isMeant) / (double)values.Count;

    /// <summary>10,000 values drawn of a model of 40,000 at epsilon 2.</summary>
    private static List<string> Draw(Field field, Func<int, object> value)
    {
        var rows = new Rows("test", ["x", "k"], Enumerable.Range(0, Count).Select(i => new object?[] { string.Create(CultureInfo.InvariantCulture, $"{value(i)}"), $"k{i % 2}" }));
        return [.. Synthesis.Run(new DpPlan(new Guarantee(2)) { Rows = 10_000, Seed = 1, Schema = new Schema([field]) }, rows, new InsecureNoise(1), fakes: new PatternFakes()).Rows
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch["x"].TextAt))];
    }
}
