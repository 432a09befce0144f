using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class FilePlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FilePlaceTests()
    {
        Directory.CreateDirectory(_folder.Path("real"));
        File.WriteAllText(_folder.Path("real/hr.csv"), "age\n1\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_to_a_file_a_link_to_that_and_a_link_to_its_folder_lead_to_one_place()
    {
        File.CreateSymbolicLink(_folder.Path("link.csv"), "real/hr.csv");
        File.CreateSymbolicLink(_folder.Path("second.csv"), _folder.Path("link.csv"));
        Directory.CreateSymbolicLink(_folder.Path("folder"), _folder.Path("real"));

        Assert.All(
            new[] { "link.csv", "second.csv", "folder/hr.csv", "real/../real/./hr.csv", "folder/../link.csv" },
            name => Assert.True(FilePlace.Comparer.Equals(_folder.Path("real/hr.csv"), _folder.Path(name)), name));
        Assert.Single(new[] { "real/hr.csv", "link.csv", "folder/hr.csv" }.Select(_folder.Path).ToHashSet(FilePlace.Comparer));
    }

    [Fact]
    public void Other_files_and_files_that_do_not_exist_are_told_apart()
    {
        Directory.CreateSymbolicLink(_folder.Path("folder"), _folder.Path("real"));

        Assert.False(FilePlace.Comparer.Equals(_folder.Path("real/hr.csv"), _folder.Path("real/other.csv")));
        Assert.False(FilePlace.Comparer.Equals(_folder.Path("real/hr.csv"), _folder.Path("hr.csv")));
        Assert.True(FilePlace.Comparer.Equals(_folder.Path("real/new.csv"), _folder.Path("folder/new.csv")));
        Assert.False(FilePlace.Comparer.Equals(_folder.Path("real/hr.csv"), null));
    }

    [Fact]
    public void A_circle_of_links_is_followed_for_a_while()
    {
        File.CreateSymbolicLink(_folder.Path("one"), "two/x");
        File.CreateSymbolicLink(_folder.Path("two"), "one/x");

        Assert.StartsWith(Path.GetPathRoot(_folder.Path("one"))!, FilePlace.Of(_folder.Path("one")), StringComparison.Ordinal);
    }
}
