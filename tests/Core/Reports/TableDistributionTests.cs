using System.Xml.Linq;
using SafeSynth.Data;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

public sealed class TableDistributionTests
{
    [Fact]
    public void Counts_of_batches_add_up_and_missing_is_counted_apart()
    {
        var layout = new TableLayout([MadeUpRelease.Grid("n", FieldType.Integer, CellForm.Integer, nullable: true, 0, 3)]);
        var seen = new TableDistribution(layout);

        seen.Observe(Batch(layout, [0, 2, 2, 3]));
        seen.Observe(Batch(layout, [2, 3]));

        Assert.Equal([1, 0, 3], seen.Columns[0].Counts);
        Assert.Equal((6, 4, 2), (seen.Rows, seen.Columns[0].Present, seen.Columns[0].Missing));
    }

    [Fact]
    public void A_large_domain_is_counted_by_its_cells()
    {
        var layout = new TableLayout([MadeUpRelease.Cells("n", FieldType.Integer, CellForm.Integer, nullable: false, 0, 1_000_000_000, 0, cells: 4)]);
        var seen = new TableDistribution(layout);

        seen.Observe(Batch(layout, [0, 249_999_999, 250_000_000, 999_999_999]));

        Assert.Equal([2, 1, 0, 1], seen.Columns[0].Counts);
    }

    [Fact]
    public void A_batch_of_another_table_is_refused()
    {
        var seen = new TableDistribution(new TableLayout([MadeUpRelease.Grid("n", FieldType.Integer, CellForm.Integer, nullable: true, 0, 3)]));

        Assert.Throws<ArgumentException>(() => seen.Observe(new Table(1, [new FakeColumn("n", ["x"])])));
    }

    [Fact]
    public void A_histogram_has_even_round_bins_over_the_range_of_the_values()
    {
        var bins = BinsOf(origin: 13, Enumerable.Range(0, 100).ToArray());

        // 13 to 112 in bins of 5 would be 21; 2 is too narrow only beyond 40 bins, and 100 / 40 > 2.
        Assert.Equal(Enumerable.Range(0, 22).Select(i => 10L + 5 * i - 13), bins.Edges);
        Assert.False(bins.ReachesLow || bins.ReachesHigh);
    }

    [Fact]
    public void A_thin_long_tail_shares_one_bin_and_the_middle_keeps_its_shape()
    {
        var bins = BinsOf(origin: 0, [.. Enumerable.Range(0, 9_990).Select(i => i % 20), .. Enumerable.Repeat(9_000, 10)]);

        Assert.Equal([.. Enumerable.Range(0, 21).Select(code => (long)code), 9_001], bins.Edges);
        Assert.True(bins.ReachesHigh);
    }

    [Fact]
    public void Shares_of_bins_and_of_missing_make_up_all_rows()
    {
        foreach (var column in MadeUpRelease.Rows().Columns.Where(column => column.Column.Domain is GridDomain))
        {
            var shares = EvenBins.Of(column, (GridDomain)column.Column.Domain).Shares(column);

            Assert.Equal(1, shares.Sum() + ((double)column.Missing / column.Rows), 1e-9);
        }
    }

    [Fact]
    public void The_largest_twenty_of_many_categories_are_named_and_the_others_drawn_together()
    {
        var town = MadeUpRelease.Rows().Columns.Single(column => column.Column.Name == "town");

        var svg = DistributionChart.Of(town).Svg;

        var largest = Enumerable.Range(0, 101).OrderByDescending(code => town.Counts[code]).Take(20);
        var labels = XDocument.Parse(svg).Descendants().Where(element => (string?)element.Attribute("class") == "label");
        Assert.Equal(largest.Select(code => town.Column.Domain.TextOf(code)), labels.Select(label => label.Value));
        Assert.Contains(">81 others<", svg);
    }

    [Theory]
    [InlineData(FieldType.Date, CellForm.Date, 3_652_058, 1)]
    [InlineData(FieldType.Date, CellForm.Date, 0, 3_652_059)]
    [InlineData(FieldType.DateTime, CellForm.SecondT, 0, 1 << 30)]
    [InlineData(FieldType.Integer, CellForm.Integer, long.MaxValue - 1000, 1000)]
    [InlineData(FieldType.Integer, CellForm.Integer, long.MinValue, 1 << 30)]
    [InlineData(FieldType.Integer, CellForm.Integer, -1, 1)]
    public void The_ends_of_a_type_can_be_drawn(FieldType type, CellForm form, long origin, int count)
    {
        var layout = new TableLayout([MadeUpRelease.Cells("n", type, form, nullable: false, origin, count, 0, cells: Math.Min(count, 100))]);
        var seen = new TableDistribution(layout);
        seen.Observe(Batch(layout, [0, count / 2, count - 1]));

        var svg = DistributionChart.Of(seen.Columns[0]).Svg;

        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
    }

    [Fact]
    public void A_column_without_any_value_shows_that_all_are_missing()
    {
        var layout = new TableLayout([MadeUpRelease.Grid("n", FieldType.Integer, CellForm.Integer, nullable: true, 0, 3)]);
        var seen = new TableDistribution(layout);
        seen.Observe(Batch(layout, [3, 3]));

        Assert.Contains("missing: 100 %", DistributionChart.Of(seen.Columns[0]).Svg);
    }

    private static EvenBins BinsOf(long origin, int[] codes)
    {
        var layout = new TableLayout([MadeUpRelease.Grid("n", FieldType.Integer, CellForm.Integer, nullable: false, origin, codes.Max() + 1)]);
        var seen = new TableDistribution(layout);
        seen.Observe(Batch(layout, codes));
        return EvenBins.Of(seen.Columns[0], (GridDomain)layout.Modelled[0].Domain);
    }

    private static Table Batch(TableLayout layout, int[] codes) =>
        new(codes.Length, [new CodedColumn(layout.Modelled[0].Name, layout.Modelled[0].Domain, Array.ConvertAll(codes, code => (long)code))]);
}
