using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Data;

public sealed class CsvSourceFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("", "SS1002")]
    [InlineData("\n\r\n\n", "SS1002")]
    [InlineData("\uFEFF", "SS1002")]
    [InlineData("a,\n1,2\n", "SS1003")]
    [InlineData("a, \n1,2\n", "SS1003")]
    [InlineData("a,b,A\n1,2,3\n", "SS1003")]
    [InlineData("\"secret,b\n1,2\n", "SS1004")]
    [InlineData("a,b\n1,\"secret\n3,4\n", "SS1004")]
    [InlineData("a,b\n1,\"secret\n3,\"4\"\n", "SS1004")]
    [InlineData("a,b\n\"5\" tall\",1\n", "SS1004")]
    [InlineData("a,b\n1,2\n3,\"", "SS1004")]
    [InlineData("a,b\n1,2\n3,\"4\"\"\n", "SS1004")]
    [InlineData("a,b\n1\"2,\"secret\n3,4\n", "SS1004")]
    [InlineData("a,b\n\"1\"2,\"secret\n3,4\n", "SS1004")]
    [InlineData("a,b\n\"1\"2\",\"se\"\"cret\n3,4\n", "SS1004")]
    public void A_file_that_is_faulty_as_a_whole_is_refused_and_nothing_is_told_of_its_rows(string csv, string code)
    {
        var path = _folder.File("people.csv", csv);

        var fault = Assert.Throws<SafeSynthException>(() => new CsvSource(path).Read(null, default));

        Assert.Equal(code, fault.Code);
        Assert.DoesNotContain("secret", fault.ToString());
        if (code == "SS1004") Assert.Equal(Message("a\n\"other"), fault.Message);
    }

    [Fact]
    public void A_quote_that_would_swallow_gigabytes_is_refused_before_they_are_in_memory()
    {
        var path = _folder.File("people.csv", "a,b\n1,\"2\n");
        using (var file = new FileStream(path, FileMode.Append)) file.SetLength(200L << 20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("SS1004", Assert.Throws<SafeSynthException>(() => new CsvSource(path).Read(null, default)).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L << 20);
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("missing/people.csv")]
    [InlineData(".")]
    public void A_file_that_cannot_be_opened_is_named(string name)
    {
        var fault = Assert.Throws<SafeSynthException>(() => new CsvSource(_folder.Path(name)).Read(null, default));

        Assert.Equal("SS1001", fault.Code);
        Assert.Contains(name, fault.Message);
    }

    public void Dispose() => _folder.Dispose();

    private string Message(string csv) =>
        Assert.Throws<SafeSynthException>(() => new CsvSource(_folder.File("people.csv", csv)).Read(null, default)).Message;
}
