using System.Globalization;
using System.Text.RegularExpressions;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using Sylvan.Data.Csv;

namespace SafeSynth.Tests.Generators;

/// <summary>What becomes of values of every type, with noise of fixed seeds.</summary>
public sealed class MixedTypesTests
{
    [Theory]
    [InlineData("adult_raw/adult_raw_train.csv")]
    [InlineData("california_housing/housing.csv")]
    [InlineData("titanic/titanic_raw.csv")]
    [InlineData("german_credit/german.csv")]
    [InlineData("pima_diabetes/diabetes.csv")]
    public void Numbers_of_real_tables_are_spelled_with_as_many_decimals_as_ever_before(string file)
    {
        var (names, rows) = Read(file);
        var (model, made) = Draw(new Rows(file, names, rows), new DpPlan(new Guarantee(3)) { Generator = "Independent", Rows = 2000 });

        foreach (var column in model.Report.Layout.Modelled)
        {
            var at = names.IndexOf(column.Name);
            var (before, after) = (rows.Select(row => row[at]).OfType<string>().Where(IsNumber).Select(Decimals).ToHashSet(), made[column.Name].Where(IsNumber).Select(Decimals).ToHashSet());
            Assert.All(after, decimals => Assert.InRange(decimals, 0, before.DefaultIfEmpty(0).Max()));
            Assert.True(before.Count > 1 || after.IsSubsetOf(before), column.Name);
        }
    }

    [Fact]
    public void Numbers_far_below_a_millionth_are_not_all_nought()
    {
        var random = new SampleRandom(1);
        var rows = Enumerable.Range(0, 10_000)
            .Select(_ => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(random.NextDouble(), 3) * 1e-4:R},{(1 + random.NextDouble()) * 1e-8:E4},x"));

        var (_, made) = Draw(Rows.Of(["p,q,r", .. rows]), new DpPlan(new Guarantee(3)) { Rows = 5000 });

        double[] p = [.. made["p"].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order()];
        double[] q = [.. made["q"].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order()];
        Assert.Equal(1.25e-5, p[2500], tolerance: 2e-6);
        Assert.Equal(1.5e-6, p[1250], tolerance: 1e-6);
        Assert.Equal(1.5e-8, q[2500], tolerance: 2e-9);
        Assert.InRange(q[250], 0.7e-8, 1.3e-8);
        Assert.All(made["p"].Concat(made["q"]), text => Assert.Matches(@"^\d\.?\d*$", text));
    }

    [Theory]
    [InlineData("13.0 7.25 7.8958 8.05", "13.0")]
    [InlineData("13 7.25 7.8958 8.05", "13")]
    [InlineData("13.00 7.25 7.8958 8.05", "13.00")]
    public void Numbers_of_several_decimal_places_have_no_fewer_than_any_had_before(string values, string spelled)
    {
        var all = values.Split(' ');

        var (_, made) = Draw(
            Rows.Of(["fare,x", .. Enumerable.Range(0, 8000).Select(i => $"{all[i / 2 % 4]},{i % 2}")]), new DpPlan(new Guarantee(3)) { Rows = 2000 });

        Assert.InRange(made["fare"].Count(text => text == spelled), 450, 550);
        Assert.DoesNotContain(made["fare"], text => text != spelled && double.Parse(text, CultureInfo.InvariantCulture) == 13);
    }

    [Theory]
    [InlineData("OneShot")]
    [InlineData("Mst")]
    public void Missing_cells_stay_with_the_categories_in_which_they_are_missing(string generator)
    {
        var random = new SampleRandom(1);
        var rows = Enumerable.Range(0, 10_000).Select(i => (Kind: $"k{i % 4}", Value: random.Next(100))).Select(row =>
            $"{row.Kind},{(random.Next(100) < 20 * int.Parse(row.Kind[1..], CultureInfo.InvariantCulture) ? "" : row.Value.ToString(CultureInfo.InvariantCulture))}");

        var (_, made) = Draw(Rows.Of(["kind,value", .. rows]), new DpPlan(new Guarantee(3)) { Generator = generator, Rows = 10_000 });

        // Shares of 0, 20, 40 and 60 %.
        for (var kind = 0; kind < 4; kind++)
        {
            var values = made["kind"].Zip(made["value"]).Where(row => row.First == $"k{kind}").Select(row => row.Second).ToList();
            Assert.Equal(0.2 * kind, values.Count(value => value.Length == 0) / (double)values.Count, tolerance: 0.04);
        }
    }

    [Fact]
    public void Heaped_values_keep_their_mass_beside_others_of_their_bin()
    {
        var random = new SampleRandom(1);
        var rows = Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? 0 : i % 5 == 0 ? 40 : random.Next(5000)).Select(value => $"{value},x");

        var (_, made) = Draw(Rows.Of(["pay,x", .. rows]), new DpPlan(new Guarantee(3)) { Rows = 10_000 });

        Assert.InRange(made["pay"].Count(text => text == "0"), 4800, 5200);
        Assert.InRange(made["pay"].Count(text => text == "40"), 850, 1150);
        Assert.InRange(made["pay"].Distinct().Count(), 1000, 5000);      // no bin's midpoint stands for the others
    }

    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy-MM-dd HH:mm:ss")]
    [InlineData("yyyy-MM-ddTHH:mm:ss")]
    public void Dates_and_times_come_back_in_their_spelling_and_near_their_range(string format)
    {
        var random = new SampleRandom(1);
        var first = new DateTime(2021, 3, 1);
        var rows = Enumerable.Range(0, 10_000)
            .Select(i => $"{first.AddSeconds(random.Next(300L * 86_400)).ToString(format, CultureInfo.InvariantCulture)},{i % 3}");

        var (_, made) = Draw(Rows.Of(["day,x", .. rows]), new DpPlan(new Guarantee(3)) { Rows = 5000 });

        var days = made["day"].Select(text => DateTime.ParseExact(text, format, CultureInfo.InvariantCulture)).ToList();
        Assert.All(days, day => Assert.InRange(day, first.AddDays(-31), first.AddDays(331)));
        Assert.InRange(days.Count(day => day < first.AddDays(150)), 2300, 2700);
        Assert.True(days.Distinct().Count() > 290);
    }

    [Theory]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fff", 1)]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff", 1000)]       // full seconds alone, and spelled as finely
    [InlineData("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", 1)]
    public void Fractions_of_seconds_come_back_as_finely_as_they_were_spelled(string format, int step)
    {
        var random = new SampleRandom(1);
        var first = new DateTime(2021, 3, 1);
        var rows = Enumerable.Range(0, 10_000)
            .Select(i => $"{first.AddMilliseconds(random.Next(300L * 86_400_000) / step * step).ToString(format, CultureInfo.InvariantCulture)},{i % 3}");

        var (_, made) = Draw(Rows.Of(["at,x", .. rows]), new DpPlan(new Guarantee(3))
        {
            Rows = 5000, Where = [new ColumnValues("at", ["2021-03-01..2021-06-30"])],
        });

        var moments = made["at"].Select(text => DateTime.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)).ToList();
        Assert.All(moments, moment => Assert.InRange(moment, first, new DateTime(2021, 7, 1).AddTicks(-1)));
        Assert.Contains(moments, moment => moment.Date == new DateTime(2021, 6, 30));
        Assert.InRange(moments.Count(moment => moment.Millisecond == 0), step == 1 ? 0 : 5000, step == 1 ? 30 : 5000);
        Assert.InRange(moments.Count(moment => moment.Millisecond < 500), step == 1 ? 2300 : 5000, step == 1 ? 2700 : 5000);
    }

    [Fact]
    public void A_declared_range_of_date_times_takes_moments_as_finely_as_they_are_spelled_and_none_beyond()
    {
        var at = new Field("at") { Type = FieldType.DateTime, Minimum = "2024-01-01T00:00:00.250", Maximum = "2024-01-01T00:00:00.750", Faults = FaultPolicy.Clamp };
        var rows = Enumerable.Range(0, 4000).Select(i => $"2024-01-01T00:00:00.{i % 1000:000},{i % 3}");

        var (_, made) = Draw(Rows.Of(["at,x", .. rows]), new DpPlan(new Guarantee(3)) { Rows = 2000, Schema = new Schema([at]) });

        Assert.All(made["at"].Where(text => text.Length > 0), text => Assert.InRange(int.Parse(text.AsSpan(20, 3), CultureInfo.InvariantCulture), 250, 750));
        Assert.InRange(made["at"].Count(text => text.EndsWith(".250", StringComparison.Ordinal)), 400, 600);
        Assert.True(made["at"].Distinct().Count() > 300);
    }

    [Fact]
    public void A_column_of_one_value_stays_so_and_booleans_stay_in_proportion()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => $"{(i % 4 == 0 ? "True" : "False")},same,{i % 7}");

        var (_, made) = Draw(Rows.Of(["flag,one,x", .. rows]), new DpPlan(new Guarantee(3)) { Rows = 4000 });

        Assert.Equal(["same"], made["one"].Distinct());
        Assert.Equal(["False", "True"], made["flag"].Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(made["flag"].Count(text => text == "True"), 950, 1050);
    }

    [Theory]
    [InlineData("OneShot", false)]
    [InlineData("OneShot", true)]
    [InlineData("Mst", true)]
    public void Of_a_hundred_thousand_values_common_ones_are_kept_and_rare_ones_come_in_proportion(string generator, bool declared)
    {
        // Half the rows share ten values, the rest are spread over all.
        var random = new SampleRandom(1);
        var rows = Enumerable.Range(0, 50_000).Select(i => $"z{(i % 2 == 0 ? i % 20 * 4000 : random.Next(100_000))},{i % 2}");
        var zip = new Field("zip") { Type = FieldType.String, Enum = declared ? [.. Enumerable.Range(0, 100_000).Select(value => $"z{value}")] : null };

        var (_, made) = Draw(Rows.Of(["zip,x", .. rows]), new DpPlan(new Guarantee(3)) { Generator = generator, Rows = 20_000, Schema = new Schema([zip]) });

        var counts = made["zip"].CountBy(value => value).OrderByDescending(value => value.Value).ToList();
        var common = counts.Where(value => value.Key != CategoryDomain.Other && value.Value > 500).ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"z{i * 8000}").Order(), common.Select(value => value.Key).Order());
        Assert.All(common, value => Assert.InRange(value.Value, 900, 1100));
        if (declared)
        {
            // Some 9,000 of them would be drawn of the true distribution; noise hides the rarest.
            Assert.True(counts.Count > 4000);
            Assert.All(counts.Skip(10), value => Assert.InRange(value.Value, 1, 30));
            Assert.InRange(made["zip"].Zip(made["x"]).Count(row => row is ("z8000", "1")), 0, 20);   // none in the data
        }
        else
        {
            Assert.Equal(CategoryDomain.Other, Assert.Single(counts.Except(common)).Key);
        }
    }

    private static bool IsNumber(string text) => Regex.IsMatch(text, @"^-?\d+(\.\d+)?$");

    private static int Decimals(string text) =>
        text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;

    private static (List<string> Names, List<object?[]> Rows) Read(string file)
    {
        using var reader = CsvDataReader.Create(DataSets.Find(file), new CsvDataReaderOptions { Delimiter = ',' });
        var (names, rows) = (Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList(), new List<object?[]>());
        while (reader.Read())
            rows.Add([.. names.Select((_, column) => reader.GetString(column))]);
        return (names, rows);
    }

    private static (FittedModel Model, Dictionary<string, List<string>> Cells) Draw(IRowSource source, DpPlan plan)
    {
        var (model, rows) = Synthesis.Run(plan with { Seed = 1 }, source, new InsecureNoise(1));
        var batches = rows.ToList();
        return (model, model.Report.Layout.Modelled.ToDictionary(column => column.Name, column => batches.SelectMany(batch => TextsOf(batch, column.Name)).ToList()));
    }

    private static IEnumerable<string> TextsOf(Table table, string column)
    {
        var cells = table.Columns.First(one => one.Name == column);
        return Enumerable.Range(0, table.RowCount).Select(cells.TextAt);
    }
}
