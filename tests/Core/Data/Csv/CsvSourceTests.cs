using System.Text;
using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("\n\r\na,b\n\n1,2\r\n\n3,4\n\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",4\n")]
    [InlineData("a,b\n1,2,beyond\n3,4,,,\n")]
    public void A_plain_table_is_read_in_any_of_its_guises(string csv) => Assert.Equal([["1", "2"], ["3", "4"]], Rows(csv));

    [Theory]
    [InlineData("a,b\n\"x,y\",\"p\nq\"\n", "x,y", "p\nq")]
    [InlineData("a,b\r\n\"x\"\"y\",\"p\r\nq\"\r\n", "x\"y", "p\r\nq")]
    [InlineData("a,b\n\"\"\"\",\"\"\n", "\"", "")]
    [InlineData("a,b\n x , y\t\n", " x ", " y\t")]
    [InlineData("a,b\nx\"y,\"\n\"\n", "x\"y", "\n")]
    [InlineData("a,b\n5\"3,6\"\n", "5\"3", "6\"")]
    [InlineData("a,b\n\0,x\0y\n", "\0", "x\0y")]
    [InlineData("a,b\n=1+1,#x\n", "=1+1", "#x")]
    [InlineData("a,b\nsep=,\n", "sep=", "")]
    [InlineData("a,b\nx\n", "x", "")]
    [InlineData("a,b\n,y\n", "", "y")]
    [InlineData("a,b\nNULL,NA\n", "NULL", "NA")]
    public void A_field_is_what_RFC_4180_says(string csv, string first, string second) => Assert.Equal([[first, second]], Rows(csv));

    [Fact]
    public void In_a_file_of_one_column_a_blank_line_is_a_missing_value() =>
        Assert.Equal([["1"], [""], ["2"], [""]], Rows("\na\n1\n\n2\n\"\"\n"));

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_the_one_that_was_given(char delimiter)
    {
        var path = _folder.File("in.csv", $"a{delimiter}b\n1,5{delimiter}\"x{delimiter}y\"\n");

        Assert.Equal([["1,5", $"x{delimiter}y"]], new CsvSource(path, delimiter).Read(null, default).Rows());
    }

    [Fact]
    public void The_delimiter_is_never_guessed() => Assert.Equal([["1;2"]], Rows("a;b\n1;2\n"));

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('é')]
    public void An_impossible_delimiter_is_refused(char delimiter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvSource("in.csv", delimiter));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-8")]
    public void A_byte_order_mark_tells_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var path = _folder.File("in.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("Größe,😀\n1,\"é\n\"\n")]);

        var table = new CsvSource(path).Read(null, default);

        Assert.Equal(["Größe", "😀"], table.ColumnNames);
        Assert.Equal([["1", "é\n"]], table.Rows());
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_become_replacement_characters()
    {
        var path = _folder.File("in.csv", [.. "a,b\nx"u8, 0xFF, .. "y,"u8, 0xC3, .. "\n1,2\n"u8]);

        Assert.Equal([["x\uFFFDy", "\uFFFD"], ["1", "2"]], new CsvSource(path).Read(null, default).Rows());
    }

    [Fact]
    public void A_header_alone_is_a_table_of_no_rows()
    {
        var table = Read("a,\"b,\"\"c\"\"\"");

        Assert.Equal(["a", "b,\"c\""], table.ColumnNames);
        Assert.Equal(0, table.RowCount);
    }

    [Fact]
    public void A_table_larger_than_any_buffer_is_read_whole_and_in_order()
    {
        var csv = new StringBuilder("id,note,half\n");
        for (var i = 0; i < 300_000; i++) csv.Append($"{i},\"note \"\"{i % 70_001}\"\",\r\n{i % 3}\",{i / 2.0}\n");

        var table = Read(csv.ToString());

        Assert.Equal(300_000, table.RowCount);
        for (var i = 0; i < 300_000; i++)
        {
            Assert.True(table.Column(0)[i].TryGetInteger(out var id) && id == i);
            Assert.Equal($"note \"{i % 70_001}\",\r\n{i % 3}", table.Column(1)[i].Text);
            Assert.True(table.Column(2)[i].TryGetNumber(out var half) && half == i / 2.0);
        }
    }

    [Fact]
    public void A_field_of_megabytes_is_read()
    {
        var note = new string('x', 5_000_000);

        Assert.Equal([["1", note], ["2", "y"]], Rows($"a,b\n1,\"{note}\"\n2,y\n"));
    }

    [Fact]
    public void The_name_of_the_data_set_is_that_of_the_file() =>
        Assert.Equal("people.2024", new CsvSource(Path.Combine("private", "people.2024.csv")).Name);

    [Fact]
    public void Progress_is_a_share_of_the_file_and_ends_at_one()
    {
        var shares = new List<double>();
        var path = _folder.File("in.csv", "a\n" + string.Concat(Enumerable.Repeat("0123456789\n", 500_000)));

        new CsvSource(path).Read(new Progress(shares.Add), default);

        Assert.True(shares.Count > 2);
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[0], 0.01, 0.99);
        Assert.Equal(1, shares[^1]);
    }

    [Fact]
    public void Reading_stops_when_asked()
    {
        var path = _folder.File("in.csv", "a\n1\n");

        Assert.ThrowsAny<OperationCanceledException>(() => new CsvSource(path).Read(null, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();

    private RawTable Read(string csv) => new CsvSource(_folder.File("in.csv", csv)).Read(null, default);

    private string[][] Rows(string csv) => Read(csv).Rows();

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
