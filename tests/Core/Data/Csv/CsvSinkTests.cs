using System.Text;
using CsCheck;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Data;

public sealed class CsvSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Only_what_needs_quotes_has_them_and_lines_end_with_LF()
    {
        Write("out.csv", ["a", "b,c"], ["x", null], ["p\"q", " r "], ["s\nt", "u\rv"], ["=1", "é😀"], ["", ""]);

        Assert.Equal("a,\"b,c\"\nx,\n\"p\"\"q\", r \n\"s\nt\",\"u\rv\"\n=1,é😀\n,\n"u8, File.ReadAllBytes(_folder.Path("out.csv")));
    }

    [Fact]
    public void A_missing_value_of_an_only_column_is_no_blank_line()
    {
        Write("out.csv", ["a"], ["x"], [null], ["y"]);

        Assert.Equal("a\nx\n\"\"\ny\n", File.ReadAllText(_folder.Path("out.csv")));
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Int[1, 4].SelectMany(columns => Gen.String.Select(Clean).Array[columns].Array[0, 30]).Sample(rows =>
        {
            var name = $"{Guid.NewGuid():N}.csv";
            Write(name, [.. Enumerable.Range(0, rows.Length == 0 ? 1 : rows[0].Length).Select(i => $"c{i}")], rows);

            var back = new CsvSource(_folder.Path(name)).Read(null, default).Rows();
            return back.Length == rows.Length && back.Zip(rows).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
        }, iter: 200);

    [Fact]
    public void A_cell_can_be_given_in_UTF8_or_in_characters()
    {
        using (var sink = new CsvSink(_folder.Path("out.csv"), ["a", "b"], ';'))
        {
            sink.WriteCell("ü;"u8);
            sink.WriteCell("ü;".AsSpan());
            sink.EndRow();
            sink.Commit();
        }

        Assert.Equal("a;b\n\"ü;\";\"ü;\"\n", File.ReadAllText(_folder.Path("out.csv")));
    }

    [Fact]
    public void Without_a_commit_the_old_file_stays()
    {
        var path = _folder.File("out.csv", "old");
        using (var sink = new CsvSink(path, ["a"])) sink.WriteRow(["x"]);

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], _folder.Files);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused_before_any_work() =>
        Assert.Equal("SS1010", Assert.Throws<SafeSynthException>(() => new CsvSink(_folder.Path("nowhere/out.csv"), ["a"])).Code);

    [Fact]
    public void An_impossible_delimiter_leaves_no_trace()
    {
        Assert.ThrowsAny<ArgumentException>(() => new CsvSink(_folder.Path("out.csv"), ["a"], '"'));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_row_with_too_few_cells_is_a_defect_of_the_caller()
    {
        using var sink = new CsvSink(_folder.Path("out.csv"), ["a", "b"]);

        Assert.Throws<InvalidOperationException>(() => sink.WriteRow(["x"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string[] columns, params string?[][] rows)
    {
        using var sink = new CsvSink(_folder.Path(name), columns);
        foreach (var row in rows) sink.WriteRow(row);
        sink.Commit();
    }

    // Lone surrogates are no text and cannot be written.
    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
