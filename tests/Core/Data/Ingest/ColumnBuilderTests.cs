using System.Text;
using CsCheck;
using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class ColumnBuilderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void Every_cell_is_kept_whatever_the_number_of_distinct_ones(int distinct)
    {
        var integers = Build(250_000, (column, row) => column.Add(row % distinct));
        var texts = Build(250_000, (column, row) => column.Add($"text {row % distinct}"));

        Assert.Equal(250_000, integers.Rows);
        for (var row = 0; row < 250_000; row++)
        {
            Assert.True(integers[row].TryGetInteger(out var value) && value == row % distinct);
            Assert.Equal($"text {row % distinct}", texts[row].Text);
        }
    }

    [Fact]
    public void All_kinds_of_cells_survive_the_switch_to_raw_cells()
    {
        static void Add(ColumnBuilder column, int row)
        {
            switch (row % 5)
            {
                case 0: column.Add($"name {row}"); break;
                case 1: column.Add(row / 8.0); break;
                case 2: column.AddMissing(); break;
                case 3: column.Add("1e" + row % 300); break;
                default: column.Add("again"); break;
            }
        }

        var column = Build(200_000, Add);

        for (var row = 0; row < 200_000; row++)
        {
            var only = Build(row, row + 1, Add)[0];
            Assert.Equal(only.Form, column[row].Form);
            Assert.Equal(only.Text, column[row].Text);
        }
    }

    [Fact]
    public void A_function_is_evaluated_once_per_distinct_cell()
    {
        var column = Build(100_000, (column, row) => column.Add(row % 1_000));
        var evaluations = 0;
        var codes = new int[100_000];

        column.Encode(cell =>
        {
            evaluations++;
            return cell.TryGetInteger(out var value) ? (int)value : -1;
        }, codes.AsSpan());

        Assert.Equal(1_000, evaluations);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(row => row % 1_000), codes);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(90_000)]
    public void A_function_is_written_for_every_row_in_any_type(int distinct)
    {
        var column = Build(100_000, (column, row) => column.Add($"{row % distinct}"));
        var lengths = new byte[100_000];
        var values = new double[100_000];

        column.Encode(cell => (byte)cell.Text.Length, lengths.AsSpan());
        column.Encode(cell => cell.TryGetNumber(out var value) ? value : double.NaN, values.AsSpan());

        for (var row = 0; row < 100_000; row++)
        {
            Assert.Equal(row % distinct, values[row]);
            Assert.Equal($"{row % distinct}".Length, lengths[row]);
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_become_replacement_characters()
    {
        byte[][] broken = [[(byte)'a', 0xFF, (byte)'b'], [(byte)'a', 0xC3, (byte)'b']];
        var column = Build(2, (column, row) => column.Add(broken[row].AsSpan()));

        Assert.Equal(["a\uFFFDb", "a\uFFFDb"], column.Texts());
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() =>
        Assert.Equal("a\uFFFDb", RawTableReading.CellOf("a\uD800b").Text);

    [Fact]
    public void Bytes_characters_and_strings_are_one_way_in() =>
        Gen.String.Sample(text =>
        {
            var column = Build(4, (column, row) =>
            {
                if (row == 0) column.Add(text);
                else if (row == 1) column.Add(text.AsSpan());
                else if (row == 2) column.Add(Encoding.UTF8.GetBytes(text).AsSpan());
                else column.Add((object)text);
            });
            return column.Texts().Distinct().Count() == 1;
        });

    [Fact]
    public void A_character_is_a_text_and_no_number()
    {
        var cell = RawTableReading.CellOf(column => column.Add('x'));

        Assert.Equal((CellForm.Text, "x"), (cell.Form, cell.Text));
    }

    [Fact]
    public void Texts_of_any_length_are_kept()
    {
        int[] lengths = [1, 7, 8, 9, 127, 128, 16_383, 16_384, 1 << 20, (1 << 20) + 1, 3_000_000];
        var column = Build(2 * lengths.Length, (column, row) => column.Add(new string((char)('a' + row % 2), lengths[row / 2])));

        for (var row = 0; row < column.Rows; row++) Assert.Equal(new string((char)('a' + row % 2), lengths[row / 2]), column[row].Text);
    }

    [Fact]
    public void Texts_that_repeat_enter_the_pool_once()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = new string('x', 10_000);
        var column = Build(10_000, (column, _) => column.Add(text));

        Assert.Equal(text, column[9_999].Text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static RawColumn Build(int rows, Action<ColumnBuilder, int> add) => Build(0, rows, add);

    private static RawColumn Build(int first, int end, Action<ColumnBuilder, int> add)
    {
        var table = new TableBuilder(["value"]);
        for (var row = first; row < end; row++)
        {
            add(table[0], row);
            table.EndRow();
        }

        return table.Build().Column(0);
    }
}
