using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Data;

/// <summary>
/// What is learned of a table of which nothing is declared, at an epsilon that leaves little doubt and with noise of a fixed seed.
/// </summary>
public sealed class LayoutLearnerTests
{
    [Theory]
    [InlineData("12", FieldType.Integer)]
    [InlineData("-3.25", FieldType.Number)]
    [InlineData("2024-02-29", FieldType.Date)]
    [InlineData("2024-02-29 12:30:00", FieldType.DateTime)]
    [InlineData("True", FieldType.Boolean)]
    [InlineData("north", FieldType.String)]
    [InlineData("007", FieldType.Integer)]
    [InlineData("2024-02-29 12:30:00+02:00", FieldType.DateTime)]
    public void The_type_of_a_column_is_that_of_its_cells_and_its_spelling_comes_back(string cell, FieldType type)
    {
        var model = Fit(Enumerable.Repeat<object?>(cell, 2000));

        var column = Assert.Single(model.Report.Layout.Modelled);
        Assert.Equal(type, column.Domain.Type);
        Assert.Equal(cell.Length, Cells(model)[0].Length);
    }

    [Fact]
    public void Cells_that_cannot_be_read_are_missing_and_not_made_up_as_common_values()
    {
        var random = new SampleRandom(1);
        var cells = Cells(Fit(Enumerable.Range(0, 20_000).Select(i => (object?)(i % 12 == 0 ? "N/A" : Text(random.Next(1000))))));

        Assert.InRange(cells.Count(cell => cell == ""), 0.07 * cells.Count, 0.10 * cells.Count);
        Assert.InRange(cells.Where(cell => cell != "").GroupBy(cell => cell).Max(same => same.Count()), 1, 100);
    }

    [Fact]
    public void Blanks_stay_blank_in_proportion_and_appear_in_no_column_that_has_none()
    {
        Assert.InRange(Cells(Fit(Enumerable.Range(0, 10_000).Select(i => (object?)(i % 5 == 0 ? "" : "x")))).Average(cell => cell == "" ? 1.0 : 0), 0.18, 0.22);
        Assert.DoesNotContain("", Cells(Fit(Enumerable.Range(0, 10_000).Select(i => (object?)Text(i % 90)))));
    }

    [Fact]
    public void A_few_huge_values_do_not_flatten_the_others()
    {
        var random = new SampleRandom(2);
        var cells = Cells(Fit(Enumerable.Range(0, 20_000).Select(i => (object?)Text(i % 100 == 0 ? 2_000_000_000_000 : random.Next(900)))));

        var small = cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).Where(value => value < 1e6).ToList();
        Assert.InRange(small.Count, 0.97 * cells.Count, cells.Count);
        Assert.InRange(small.Average(), 430, 470);
        Assert.True(small.Distinct().Count() > 500);
    }

    [Fact]
    public void A_heaped_value_keeps_its_share()
    {
        var random = new SampleRandom(3);
        var cells = Cells(Fit(Enumerable.Range(0, 20_000).Select(i => (object?)Text(i % 10 < 6 ? 40 : random.Next(100)))));

        Assert.InRange(cells.Average(cell => cell == "40" ? 1.0 : 0), 0.58, 0.63);
    }

    [Fact]
    public void The_last_day_of_all_stays_apart_from_the_days_of_life()
    {
        var cells = Cells(Fit(Enumerable.Range(0, 10_000).Select(i => (object?)(i % 10 == 0 ? "9999-12-31" : $"20{10 + (i % 10)}-06-15"))));

        Assert.InRange(cells.Average(cell => cell == "9999-12-31" ? 1.0 : 0), 0.09, 0.11);
        Assert.All(cells.Where(cell => cell != "9999-12-31"), cell => Assert.InRange(cell, "2000", "2030"));
    }

    [Fact]
    public void Native_values_come_back_as_their_types()
    {
        object[] values =
        [
            7, 7L, 2.5, 2.5m, true, new DateOnly(2024, 5, 6), new DateTime(2024, 5, 6, 7, 8, 9),
            new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), "text",
        ];

        foreach (var value in values)
        {
            var (model, rows) = Synthesis.Run(
                new DpPlan(new Guarantee(100)), new Rows("t", ["x"], Enumerable.Repeat(new object?[] { value }, 3000), isText: false), new InsecureNoise(1));
            Assert.IsType(value.GetType(), rows.First()["x"].ValueAt(0));
            Assert.Single(model.Report.Layout.Modelled);
        }
    }

    [Theory]
    [InlineData(FieldType.Date)]
    [InlineData(FieldType.DateTime)]
    public void Declared_days_come_back_as_the_date_times_that_they_were(FieldType type)
    {
        var rows = Enumerable.Range(0, 3000).Select(i => new object?[] { new DateTime(2024, 1, 1 + (i % 28)) });

        Assert.All(NativeValues(rows, new Field("x") { Type = type }), value => Assert.InRange(Assert.IsType<DateTime>(value), new DateTime(2024, 1, 1), new DateTime(2024, 1, 31)));
    }

    [Fact]
    public void Declared_integers_come_back_as_the_doubles_that_they_were() =>
        Assert.All(NativeValues(Enumerable.Range(0, 3000).Select(i => new object?[] { (double)(i % 20) }), new Field("x") { Type = FieldType.Integer }),
            value => Assert.InRange(Assert.IsType<double>(value), 0, 31));

    [Fact]
    public void A_spelling_of_text_wins_no_vote_among_NET_values()
    {
        // Two of five are texts of one form; the others are spread over six forms of doubles.
        var rows = Enumerable.Range(0, 10_000).Select(i => new object?[] { i % 5 < 2 ? "1.5" : Math.Round(1.123456, 1 + (i % 6)) });

        Assert.All(NativeValues(rows, new Field("x")), value => Assert.IsType<double>(value));
    }

    [Fact]
    public void What_is_declared_is_not_asked()
    {
        var schema = new Schema([new Field("x") { Type = FieldType.Integer, Minimum = "0", Maximum = "9" }]);
        var model = Synthesis.Fit(new DpPlan(new Guarantee(1)) { Schema = schema, Generator = "Independent" }, Rows.Of("x", "1", "2"), new InsecureNoise(1));

        Assert.Single(model.Report.Events);
        Assert.Equal(0, model.Report.Cap.Cost.Delta);
    }

    [Fact]
    public void Free_text_is_made_up_and_the_report_says_why()
    {
        var model = Fit(Enumerable.Range(0, 5000).Select(i => (object?)$"note number {i}"));

        var column = Assert.IsType<RegeneratedColumn>(Assert.Single(model.Report.Layout.Columns));
        Assert.Contains("hardly any value", column.Reason, StringComparison.Ordinal);
        Assert.Equal(["x"], model.Report.Regenerated);
    }

    [Theory]
    [InlineData("Postal_Code", IdentifierKind.PostalCode)]
    [InlineData("ZIP", IdentifierKind.PostalCode)]
    [InlineData("city", IdentifierKind.City)]
    [InlineData("x", IdentifierKind.Text)]
    public void Rare_values_are_made_up_as_the_name_of_their_column_has_it(string name, IdentifierKind expected)
    {
        var model = Fit(Enumerable.Range(0, 5000).Select(i => (object?)$"N{i} 5XY"), name);

        Assert.Equal(expected, Assert.IsType<RegeneratedColumn>(Assert.Single(model.Report.Layout.Columns)).Kind);
    }

    private static FittedModel Fit(IEnumerable<object?> cells, string name = "x") =>
        Synthesis.Fit(new DpPlan(new Guarantee(100)), new Rows("t", [name], cells.Select(cell => new[] { cell })), new InsecureNoise(1));

    private static IEnumerable<object?> NativeValues(IEnumerable<object?[]> rows, Field field)
    {
        var plan = new DpPlan(new Guarantee(100)) { Schema = new Schema([field]) };
        var batches = Synthesis.Run(plan, new Rows("t", ["x"], rows, isText: false), new InsecureNoise(1)).Rows;
        return batches.SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns[0].ValueAt(row)));
    }

    private static List<string> Cells(FittedModel model) => [.. model.Sample(null, 1, new PatternFakes(), CancellationToken.None)
        .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns[0].TextAt(row)))];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
