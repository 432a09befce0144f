using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class OwnerTableTests
{
    private static readonly Rows Mixed = new(
        "mixed", ["id", "born", "wage", "note"],
        [
            [1, new DateOnly(1990, 2, 3), 12.5m, "cook"],
            [2, null, 1e300, "judge \"x\""],
            [3, new DateOnly(2001, 1, 1), double.Epsilon, null],
        ],
        isText: false);

    [Fact]
    public void Rows_that_are_taken_keep_their_cells_whatever_their_kind()
    {
        var table = OwnerTable.Read(Mixed);

        var taken = table.Take([2, 0, 2, 1]);

        Assert.Equal(4, taken.RowCount);
        Assert.All(table.ColumnNames, column =>
        {
            var texts = table.TextsOf(column);
            Assert.Equal([texts[2], texts[0], texts[2], texts[1]], taken.TextsOf(column));
            Assert.Equal(table.NumbersOf(column)[1], taken.NumbersOf(column)[3]);
        });
        Assert.False(taken.AsSource().IsText);
        Assert.Equal(0, table.Take([]).RowCount);
    }

    [Fact]
    public void Synthetic_rows_of_several_batches_become_one_table_and_none_an_empty_one()
    {
        Table Batch(params object?[] ages) =>
            new(ages.Length, [new FakeColumn("age", ages), new FakeColumn("city", [.. ages.Select(age => age is null ? null : "Bern")])]);

        var table = OwnerTable.Of("synthetic", ["age", "city"], [Batch(30, null), Batch(50)]);

        Assert.Equal([30, double.NaN, 50], table.NumbersOf("age"));
        Assert.Equal(["Bern", "", "Bern"], table.TextsOf("city"));
        Assert.Equal(0, OwnerTable.Of("none", ["age", "city"], []).RowCount);
    }
}
