using System.Security.Cryptography;
using System.Text;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Generators;

public sealed class ModelFileTests
{
    [Fact]
    public void A_model_that_is_read_back_draws_the_same_rows_for_the_same_seed()
    {
        var model = FittedModels.OfEveryKind();

        var back = Read(Write(model));

        Assert.Equal(Rows(model, 20_000), Rows(back, 20_000));
        Assert.Equal(model.DefaultRows, back.DefaultRows);
    }

    [Fact]
    public void A_model_of_nothing_but_a_number_of_rows_can_be_kept()
    {
        var back = Read(Write(FittedModels.OfRowsOnly()));

        Assert.Equal(13, back.DefaultRows);
        Assert.Equal(["1", "2", "3"], Rows(back, 3));
    }

    [Fact]
    public void What_is_told_of_the_release_comes_back()
    {
        var (model, back) = (FittedModels.OfEveryKind(), Read(Write(FittedModels.OfEveryKind())));

        Assert.Equal(model.Report.DataName, back.Report.DataName);
        Assert.Equal(model.Report.Guarantee, back.Report.Guarantee);
        Assert.Same(model.Report.Generator, back.Report.Generator);
        Assert.Equal(model.Report.Events, back.Report.Events);
        Assert.Equal(model.Report.Spent, back.Report.Spent);
        Assert.Equal(model.Report.DeclaredPublic, back.Report.DeclaredPublic);
        Assert.Equal(model.Report.Regenerated, back.Report.Regenerated);
    }

    [Fact]
    public void A_model_that_is_read_back_is_written_with_the_same_bytes()
    {
        var file = Write(FittedModels.OfEveryKind());

        Assert.Equal(file, Write(Read(file)));
    }

    [Fact]
    public void A_file_is_a_line_that_names_format_and_hash_and_a_line_of_json()
    {
        var lines = Encoding.UTF8.GetString(Write(FittedModels.OfRowsOnly())).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal($"SafeSynth model 1 sha256:{HashOf(lines[1])}", lines[0]);
        Assert.StartsWith("""{"dataName":"log",""", lines[1], StringComparison.Ordinal);
        Assert.Empty(lines[2]);
    }

    [Fact]
    public void Version_control_that_changes_line_ends_does_no_harm()
    {
        var text = Encoding.UTF8.GetString(Write(FittedModels.OfEveryKind()));

        var back = Read(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)));

        Assert.Equal("people", back.Report.DataName);
    }

    [Fact]
    public void A_file_that_was_not_copied_whole_is_told_from_one_that_was_altered()
    {
        var file = Write(FittedModels.OfEveryKind());

        // Without its last line end alone, a file still holds all that it held.
        for (var length = 0; length < file.Length - 1; length++)
            AssertRefused("SS4001", file[..length]);
    }

    [Fact]
    public void A_file_that_was_altered_anywhere_in_its_content_is_refused()
    {
        var file = Write(FittedModels.OfEveryKind());
        var content = Array.IndexOf(file, (byte)'\n') + 1;
        for (var at = content; at < file.Length - 1; at++)
        {
            file[at] ^= 1;
            AssertRefused("SS4002", file);
            file[at] ^= 1;
        }
    }

    [Theory]
    [InlineData("name,age\nAda,36\n")]
    [InlineData("{}\n")]
    [InlineData("SafeSynth ledger 1 sha256:00\n{}\n")]
    [InlineData("SafeSynth model one sha256:00\n{}\n")]
    [InlineData("SafeSynth model 0 sha256:00\n{}\n")]
    [InlineData("SafeSynth model 1 md5:00\n{}\n")]
    [InlineData("SafeSynth model 1\n{}\n")]
    public void A_file_that_is_no_model_is_refused(string text) => AssertRefused("SS4003", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_file_without_line_ends_is_not_read_to_its_end_to_find_its_first_line() => AssertRefused("SS4003", new byte[1000]);

    [Fact]
    public void A_format_of_the_future_is_refused_with_the_advice_to_update()
    {
        var fault = AssertRefused("SS4004", "SafeSynth model 2 blake3:00\nwhatever\n"u8.ToArray());

        Assert.Contains("Update SafeSynth", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    // The shape of the content.
    [InlineData("\"dataName\":\"people\",", "")]
    [InlineData("\"dataName\":\"people\"", "\"dataName\":null")]
    [InlineData("\"dataName\":\"people\"", "\"dataName\":\"people\",\"$type\":\"System.IO.FileInfo\"")]
    [InlineData("\"dataName\":\"people\"", "\"dataName\":\"people\",\"dataName\":\"people\"")]
    [InlineData("\"events\":[", "\"events\":[null,")]
    [InlineData("\"limit\":{\"rho\":", "\"limit\":{\"rho\":-")]
    [InlineData("\"limit\":{\"rho\":0.0", "\"limit\":{\"rho\":0.00")]
    [InlineData("\"columns\":[", "\"columns\":[null,")]
    [InlineData("\"potentials\":[", "\"potentials\":[null,")]
    [InlineData("\"faults\":\"clamp\"", "\"faults\":\"explode\"")]
    [InlineData("\"faults\":\"clamp\"", "\"faults\":77")]
    [InlineData("\"name\":\"age\"", "\"name\":\"\\ud800\"")]
    // The guarantee and what it cost.
    [InlineData("\"epsilon\":1.25", "\"epsilon\":-1")]
    [InlineData("\"delta\":1E-07", "\"delta\":0")]
    [InlineData("\"maxRows\":8", "\"maxRows\":0")]
    [InlineData("\"limit\":{\"rho\":0.0", "\"limit\":{\"rho\":0.1")]
    [InlineData("\"355000/113\"", "\"355/0\"")]
    [InlineData("\"355000/113\"", "\"-355/113\"")]
    [InlineData("\"355000/113\"", "\"3.14\"")]
    [InlineData("\"355000/113\"", "\"1/2/3\"")]
    [InlineData("\"discreteLaplace\":", "\"exponential\":{\"epsilon\":\"1\"},\"discreteLaplace\":")]
    [InlineData(",\"discreteLaplace\":{\"scale\":\"100/3\",\"l1\":2}}", "}")]
    // Columns and their values.
    [InlineData("\"name\":\"age\"", "\"name\":\"CITY\"")]
    [InlineData("\"name\":\"age\"", "\"name\":\" \"")]
    [InlineData("\"missingShare\":0.125", "\"missingShare\":1.5")]
    [InlineData("\"fallback\":3", "\"fallback\":83")]
    [InlineData("\"count\":83", "\"count\":2147483647")]
    [InlineData("\"count\":83", "\"count\":0")]
    [InlineData("\"origin\":18", "\"origin\":9223372036854775807")]
    [InlineData("\"origin\":738000", "\"origin\":9738000")]
    [InlineData("\"decimals\":2", "\"decimals\":2000000000")]
    [InlineData("\"type\":\"date\"", "\"type\":\"string\"")]
    [InlineData("\"list\":{", "\"grid\":{\"origin\":0,\"count\":3,\"decimals\":0},\"list\":{")]
    [InlineData("\"Foxley\"", "null")]
    [InlineData("\"false\",\"true\"", "\"true\",\"true\"")]
    [InlineData("\"false\",\"true\"", "\"false\",\"maybe\"")]
    [InlineData("\"type\":\"string\"", "\"type\":\"integer\"")]
    [InlineData("\"trueValues\":[\"J\",\"1\"]", "\"trueValues\":[\"J\",\"N\"]")]
    [InlineData("\"trueValues\":[\"J\",\"1\"]", "\"trueValues\":[]")]
    // Bins.
    [InlineData("\"cellStarts\":[0,10,50,83]", "\"cellStarts\":[0,10,50,84]")]
    [InlineData("\"cellStarts\":[0,10,50,83]", "\"cellStarts\":[0,50,10,83]")]
    [InlineData("\"cellStarts\":[0,10,50,83]", "\"cellStarts\":[10,50,83]")]
    [InlineData("\"binOfCell\":[0,1,1]", "\"binOfCell\":[0,2147483647,1]")]
    [InlineData("\"binOfCell\":[0,1,1]", "\"binOfCell\":[0,-1,1]")]
    [InlineData("\"binOfCell\":[0,1,1]", "\"binOfCell\":[]")]
    [InlineData("12.25", "-12.25")]
    [InlineData("12.25", "\"NaN\"")]
    [InlineData("\"roundness\":[0,", "\"roundness\":[-1,")]
    [InlineData("\"roundness\":[0,", "\"roundness\":[1e300,")]
    [InlineData("\"roundness\":[0,", "\"roundness\":[0,0,")]
    [InlineData("\"binOfCell\":[0,1,1]}", "\"binOfCell\":[0,1,1],\"roundness\":[1]}")]
    // The distribution.
    [InlineData("\"rows\":3711.1", "\"rows\":0")]
    [InlineData("\"rows\":3711.1", "\"rows\":1e300")]
    [InlineData("\"bins\":[null,", "\"bins\":[")]
    [InlineData("\"columns\":[2,3]", "\"columns\":[3,2]")]
    [InlineData("\"columns\":[2,3]", "\"columns\":[2,30]")]
    [InlineData("\"columns\":[2,3]", "\"columns\":[-1,2]")]
    [InlineData("\"columns\":[2,3]", "\"columns\":[2,2]")]
    [InlineData("\"columns\":[2,3]", "\"columns\":[1,2]")]
    [InlineData("\"columns\":[2,3]", "\"columns\":[2]")]
    [InlineData("\"-Infinity\"", "\"NaN\"")]
    [InlineData("\"-Infinity\"", "\"Infinity\"")]
    // Rules.
    [InlineData("\"rules\":[", "\"rules\":[null,")]
    [InlineData("\"rules\":[", "\"rules\":[{},")]
    [InlineData("\"rules\":[", "\"rules\":[{\"impossible\":[]},")]
    [InlineData("\"rules\":[", "\"rules\":[{\"determines\":{\"determinant\":0,\"dependent\":2,\"starts\":[0],\"partners\":[0]}},")]
    [InlineData("\"rules\":[", "\"rules\":[{\"determines\":{\"determinant\":2,\"dependent\":1,\"starts\":[0],\"partners\":[0]}},")]
    [InlineData("\"column\":1,\"edges\":[0,1]", "\"column\":9,\"edges\":[0,1]")]
    [InlineData("\"column\":1,\"edges\":[0,1]", "\"column\":4,\"edges\":[0,1]")]
    [InlineData("\"column\":1,\"edges\":[0,1]", "\"column\":1,\"edges\":[1,0]")]
    [InlineData("\"column\":1,\"edges\":[0,1]", "\"column\":1,\"edges\":[0,5]")]
    [InlineData("\"column\":1,\"edges\":[0,1]", "\"column\":1,\"edges\":[0]")]
    [InlineData("\"ordered\":[3,0]", "\"ordered\":[3,0],\"impossible\":[{\"column\":1,\"edges\":[0,1]}]")]
    [InlineData("\"ordered\":[3,0]", "\"ordered\":[3]")]
    [InlineData("\"starts\":[0,1,2]", "\"starts\":[1,2,3]")]
    [InlineData("\"starts\":[0,1,2]", "\"starts\":[0,2,1]")]
    [InlineData("\"partners\":[0,1,0]", "\"partners\":[0,1,2]")]
    [InlineData("\"partners\":[0,1,0]", "\"partners\":[0,1]")]
    public void A_content_that_contradicts_itself_is_refused_even_with_a_right_hash(string original, string crafted)
    {
        var json = ContentOf(FittedModels.OfEveryKind());
        var at = json.IndexOf(original, StringComparison.Ordinal);
        Assert.True(at >= 0);

        AssertRefused("SS4005", Seal(json[..at] + crafted + json[(at + original.Length)..]));
    }

    [Fact]
    public void A_model_in_which_no_row_can_occur_is_refused()
    {
        var json = ContentOf(FittedModels.OfEveryPair(columns: 2, size: 2));

        AssertRefused("SS4005", Seal(json.Replace("[0,0,0,0]", "[\"-Infinity\",\"-Infinity\",\"-Infinity\",\"-Infinity\"]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_small_file_that_asks_for_huge_tables_is_refused_before_they_are_made()
    {
        // All pairs of 9 columns make one clique; at 2 values each it has 512 cells, at 12 it would have 5 billion.
        var json = ContentOf(FittedModels.OfEveryPair(columns: 9, size: 2))
            .Replace("\"count\":2", "\"count\":12", StringComparison.Ordinal)
            .Replace("\"cellStarts\":[0,1,2],\"weights\":[1,1],\"binOfCell\":[0,1]", Identity(12), StringComparison.Ordinal)
            .Replace("[0,0,0,0]", $"[{List(Enumerable.Repeat(0, 144))}]", StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertRefused("SS4006", Seal(json));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void A_generator_that_this_version_does_not_know_keeps_its_name()
    {
        var back = Read(Seal(ContentOf(FittedModels.OfRowsOnly()).Replace("\"generator\":\"OneShot\"", "\"generator\":\"Oracle\"", StringComparison.Ordinal)));

        Assert.Equal("Oracle", back.Report.Generator.Name);
    }

    [Fact]
    public void A_model_that_only_its_session_can_hold_is_refused_when_written()
    {
        var model = FittedModels.OfRowsOnly() with { Synthesizer = new OtherSynthesizer() };

        Assert.Equal("SS4008", Assert.Throws<SafeSynthException>(() => ModelFile.Write(model, new MemoryStream())).Code);
    }

    [Fact]
    public void A_file_is_read_by_its_path_and_one_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("log.dpmodel", Write(FittedModels.OfRowsOnly()));

        Assert.Equal("log", ModelFile.Read(path).Report.DataName);
        var fault = Assert.Throws<SafeSynthException>(() => ModelFile.Read(folder.Path("absent.dpmodel")));
        Assert.Equal("SS4007", fault.Code);
        Assert.Contains("absent.dpmodel", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Write(FittedModel model)
    {
        using var stream = new MemoryStream();
        ModelFile.Write(model, stream);
        return stream.ToArray();
    }

    private static FittedModel Read(byte[] file) => ModelFile.Read(new MemoryStream(file), "test.dpmodel");

    private static SafeSynthException AssertRefused(string code, byte[] file)
    {
        var fault = Assert.Throws<SafeSynthException>(() => Read(file));
        Assert.Equal(code, fault.Code);
        Assert.Contains("'test.dpmodel'", fault.Message, StringComparison.Ordinal);
        return fault;
    }

    private static string ContentOf(FittedModel model) => Encoding.UTF8.GetString(Write(model)).Split('\n')[1];

    private static byte[] Seal(string content) => Encoding.UTF8.GetBytes($"SafeSynth model 1 sha256:{HashOf(content)}\n{content}\n");

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Identity(int size) =>
        $"\"cellStarts\":[{List(Enumerable.Range(0, size + 1))}],\"weights\":[{List(Enumerable.Repeat(1, size))}],\"binOfCell\":[{List(Enumerable.Range(0, size))}]";

    private static string List(IEnumerable<int> numbers) => string.Join(',', numbers);

    private static List<string> Rows(FittedModel model, int rows) =>
    [
        .. model.Sample(rows, seed: 7, new PatternFakes(), CancellationToken.None)
            .SelectMany(table => Enumerable.Range(0, table.RowCount).Select(row => string.Join('|', table.Columns.Select(column => column.TextAt(row))))),
    ];

    private sealed class OtherSynthesizer : ISynthesizer
    {
        public double ExpectedRows => 1;

        public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel) => [];

        public ISynthesizer Given(IReadOnlyList<ColumnValues> where) => this;

        public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) => this;
    }
}
