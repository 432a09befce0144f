using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Data;

/// <summary>What is foretold of learning is never exceeded, whatever is declared and whatever the table holds.</summary>
public sealed class LayoutForecastTests
{
    private static readonly Field[][] Declarations =
    [
        [],
        [new("n") { Type = FieldType.Integer }, new("x") { Type = FieldType.Number }, new("d") { Type = FieldType.Date }, new("c") { Type = FieldType.String }],
        [new("n") { Type = FieldType.Integer, Minimum = "0", Maximum = "100000" }, new("x") { Type = FieldType.Number, Minimum = "0", Maximum = "90" }, new("b") { Type = FieldType.Boolean }],
        [new("n") { Enum = ["1", "2"] }, new("x") { Role = FieldRole.Drop }, new("d") { Unique = true }, new("b") { Role = FieldRole.Regenerate }, new("c") { Enum = ["c1", "c2"], Required = true }],
        [new("n") { Type = FieldType.Integer, Minimum = "0", Maximum = "9" }, new("d") { Type = FieldType.Date, Minimum = "2020-01-01", Maximum = "2020-01-31", Required = true }],
    ];

    public static TheoryData<int, double, bool> Cases =>
        new(from declared in Enumerable.Range(0, 5) from epsilon in new[] { 0.5, 20 } from isText in new[] { true, false } select (declared, epsilon, isText));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Learning_spends_no_more_and_columns_have_no_more_codes_than_foretold(int declared, double epsilon, bool isText)
    {
        const int RowCount = 4000;
        var guarantee = new Guarantee(epsilon);
        var rows = Table(RowCount, isText).Read();
        var fields = new Schema(Declarations[declared]).FieldsFor(rows.ColumnNames);
        var budget = new BudgetScope(guarantee, LayoutLearner.ThresholdShareFor(fields));
        var door = PrivateTable.Open("test", rows, fields, [], budget, new InsecureNoise(3).ForRelease(rows, ""));

        var layout = new LayoutLearner(door, fields, isText).Learn(CancellationToken.None);

        var forecast = new LayoutForecast(fields, guarantee, Composition.Zcdp, isText);
        Assert.InRange(ZcdpAccountant.Price(budget.Events).Rho, 0, forecast.Steps.Sum(step => step.Share) * budget.Limit.Rho * (1 + 1e-9));
        Assert.Equal(forecast.Open.Count == 0, budget.Events.Count == 0);
        var foretold = forecast.ModelledColumns(RowCount).ToDictionary(column => column.Name, column => column.MostCodes!.Value);
        Assert.All(layout.Modelled, column => Assert.InRange(column.Size, 1, foretold[column.Name]));
    }

    [Fact]
    public void Lists_that_have_yet_to_be_learned_have_a_length_only_where_the_rows_are_counted()
    {
        var forecast = new LayoutForecast([new Field("c") { Type = FieldType.String }], new Guarantee(1), Composition.Zcdp, isText: true);

        Assert.Null(Assert.Single(forecast.ModelledColumns(null)).MostCodes);
        Assert.Equal(2, Assert.Single(forecast.ModelledColumns(10)).MostCodes);
        Assert.InRange(Assert.Single(forecast.ModelledColumns(100_000)).MostCodes!.Value, 100, 10_000);
    }

    [Fact]
    public void No_histogram_is_merged_into_more_bins_than_foretold()
    {
        var random = new SampleRandom(11);
        for (var run = 0; run < 500; run++)
        {
            var heaps = random.Next(100);
            var counts = Enumerable.Range(0, 1000).Select(_ => random.Next(1000) < heaps ? 1000 + (long)random.Next(1000) : random.Next(20)).ToArray();

            Assert.InRange(BinsOf(counts), 1, NoisyBins.MostBins);
        }

        // Heaps and thin bins in turn come close to the bound.
        long[] alternating = [.. Enumerable.Range(0, 63).Select(i => i % 2 == 1 ? 1000L : 1)];
        Assert.InRange(BinsOf(alternating), 60, NoisyBins.MostBins);
    }

    private static int BinsOf(long[] counts) =>
        NoisyBins.Merge(new CellScale([.. counts.Select(_ => 1.0)], MayShrink: false), counts, sigma: 0.01).BinOfCell.Max() + 1;

    private static Rows Table(int count, bool isText)
    {
        object Cell(object value) => isText ? Convert.ToString(value, CultureInfo.InvariantCulture)! : value;
        return new Rows("test", ["n", "x", "d", "c", "b"], Enumerable.Range(0, count).Select(i => new[]
        {
            Cell(i * i % 70_000), Cell(i % 83 * 0.25), Cell($"2020-01-{1 + i % 31:D2}"), Cell($"c{i % 7}"), Cell(i % 3 == 0 ? "true" : "false"),
        }), isText);
    }
}
