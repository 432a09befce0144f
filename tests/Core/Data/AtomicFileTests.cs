using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Data;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_committed_file_has_its_content_and_leaves_nothing_beside_it()
    {
        var path = _folder.File("out.txt", "old");
        using (var file = new AtomicFile(path))
        {
            file.Content.Write("new"u8);
            Assert.Equal("old", File.ReadAllText(path));
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], _folder.Files);
    }

    [Fact]
    public void Without_a_commit_nothing_has_happened()
    {
        var path = _folder.Path("out.txt");
        using (var file = new AtomicFile(path)) file.Content.Write("new"u8);

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_replaced()
    {
        var target = _folder.File("target.txt", "old");
        var link = _folder.Path("link.txt");
        File.CreateSymbolicLink(link, target);
        using (var file = new AtomicFile(link))
        {
            file.Content.Write("new"u8);
            file.Commit();
        }

        Assert.Equal(target, File.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName);
        Assert.Equal("new", File.ReadAllText(target));
    }

    [Theory]
    [InlineData("no such folder/out.txt")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void An_unwritable_path_is_refused_at_once(string name)
    {
        var path = name.Length == 0 ? name : _folder.Path(name);

        Assert.Equal("SS1010", Assert.Throws<SafeSynthException>(() => new AtomicFile(path)).Code);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_device_is_not_replaced_by_a_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Only Unix has devices in its file tree.");

        Assert.Equal("SS1010", Assert.Throws<SafeSynthException>(() => new AtomicFile("/dev/null")).Code);
    }

    [Fact]
    public void A_target_that_became_a_directory_meanwhile_is_left_alone()
    {
        var path = _folder.Path("out.txt");
        using (var file = new AtomicFile(path))
        {
            Directory.CreateDirectory(path);
            Assert.Equal("SS1010", Assert.Throws<SafeSynthException>(file.Commit).Code);
        }

        Assert.True(Directory.Exists(path));
        Assert.Empty(_folder.Files);
    }

    public void Dispose() => _folder.Dispose();
}
