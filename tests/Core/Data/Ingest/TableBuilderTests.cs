using System.Reflection;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Data;

public sealed class TableBuilderTests
{
    [Fact]
    public void A_column_without_a_value_in_a_row_is_missing_there()
    {
        var table = new TableBuilder(["a", "b"]);
        table[0].Add("x");
        table.EndRow();
        table.EndRow();
        table[1].Add("y");
        table.EndRow();

        Assert.Equal([["x", ""], ["", ""], ["", "y"]], table.Build().Rows());
    }

    [Fact]
    public void Cells_after_the_last_ended_row_are_a_row()
    {
        var table = new TableBuilder(["a", "b"]);
        table[0].Add("x");

        Assert.Equal([["x", ""]], table.Build().Rows());
    }

    [Fact]
    public void Rows_can_be_written_column_by_column()
    {
        var table = new TableBuilder(["a", "b"]);
        for (var i = 0; i < 3; i++) table[0].Add(i);
        table[1].Add("only");
        table.EndRows(3);

        Assert.Equal([["0", "only"], ["1", ""], ["2", ""]], table.Build().Rows());
    }

    [Fact]
    public void A_table_of_no_rows_is_a_table()
    {
        var table = new TableBuilder(["a"]).Build();

        Assert.Equal(0, table.RowCount);
        table.Column(0).Encode(_ => 1, Span<int>.Empty);
    }

    [Fact]
    public void Two_values_of_a_column_in_one_row_are_a_defect_of_the_caller()
    {
        var table = new TableBuilder(["a"]);
        table[0].Add(1);
        table[0].Add(2);

        Assert.Throws<InvalidOperationException>(table.EndRow);
    }

    [Fact]
    public void A_built_table_takes_no_more_cells()
    {
        var table = new TableBuilder(["a"]);
        table[0].Add("x");
        table.EndRow();
        table.Build();

        Assert.Throws<InvalidOperationException>(() => table[0].Add("y"));
        Assert.Throws<InvalidOperationException>(() => table[0].Add(1));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "A")]
    [InlineData("a", "")]
    [InlineData("a", " ")]
    public void Empty_and_repeated_names_are_refused(string one, string other) =>
        Assert.Equal("SS1003", Assert.Throws<SafeSynthException>(() => new TableBuilder([one, other])).Code);

    [Fact]
    public void A_table_needs_a_column() =>
        Assert.Equal("SS1002", Assert.Throws<SafeSynthException>(() => new TableBuilder([])).Code);

    [Fact]
    public void The_rows_cannot_be_reached_from_outside()
    {
        const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        Assert.Equal(["ColumnNames", "get_ColumnNames"], typeof(RawTable).GetMembers(Visible).Select(member => member.Name).Order());
        Type[] inside = [typeof(RawColumn), typeof(Cell), typeof(CellBlock), typeof(CellCodes), typeof(TextPool)];
        Assert.All(inside, type => Assert.False(type.IsVisible));
        Assert.All(typeof(ColumnBuilder).GetMethods(Visible), method => Assert.Equal(typeof(void), method.ReturnType));
    }
}
