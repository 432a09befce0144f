namespace SafeSynth.Tests;

/// <summary>The README keeps its word: <c>.ci/run</c> runs the two commands that it opens with.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void It_opens_with_two_commands_the_second_of_which_runs_the_tests()
    {
        string[] commands = [.. Repository.Read("README.md").Split("```sh\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)];

        Assert.Equal(2, commands.Length);
        Assert.StartsWith("dotnet run --project module/SafeSynth.Host -c Release -- New-DpSyntheticData -Path samples/", commands[0], StringComparison.Ordinal);
        Assert.Equal("dotnet test", commands[1]);
    }

    [Fact]
    public void The_files_that_the_first_command_reads_exist()
    {
        var words = Repository.Read("README.md").Split("```sh\n")[1].Split('\n')[0].Split(' ');

        Assert.All(words.Where(word => word.StartsWith("samples/", StringComparison.Ordinal)), file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
    }
}
