using SafeSynth.Generators;

namespace SafeSynth.Tests;

public sealed class GetDpGeneratorTests
{
    private static readonly string[] All = [.. GeneratorCatalog.All.Select(generator => generator.Info.Name)];

    [Fact]
    public void All_generators_are_listed_in_the_order_of_the_catalogue()
    {
        using var session = new ModuleSession();

        Assert.Equal(All, session.Run("(Get-DpGenerator).Name").Succeeds().Lines);
    }

    [Fact]
    public void A_pattern_selects_by_name_whatever_its_case()
    {
        using var session = new ModuleSession();

        Assert.Equal(["Mst"], session.Run("(Get-DpGenerator m?T).Name").Succeeds().Lines);
        Assert.Empty(session.Run("Get-DpGenerator Zzz*").Succeeds().Output);
    }

    [Fact]
    public void An_unknown_name_is_an_error_of_its_own_and_the_others_are_listed()
    {
        using var session = new ModuleSession();

        var run = session.Run("(Get-DpGenerator Independent, Magic, Mst).Name");

        Assert.Equal(["Independent", "Mst"], run.Lines);
        var error = Assert.Single(run.Errors);
        Assert.Equal("SS0113,SafeSynth.Commands.GetDpGeneratorCommand", error.FullyQualifiedErrorId);
        Assert.Equal("Magic", error.TargetObject);
    }

    [Fact]
    public void The_table_shows_names_and_summaries_in_full()
    {
        using var session = new ModuleSession();

        var shown = session.Show("Get-DpGenerator");

        Assert.Contains("Summary", shown);
        Assert.DoesNotContain("Accountant", shown);
        Assert.DoesNotContain("…", shown);
        Assert.All(All, name => Assert.Contains($"\n{name} ", shown));
    }

    [Fact]
    public void Names_are_completed()
    {
        using var session = new ModuleSession();

        var completed = session.Run("$text = 'Get-DpGenerator -Name i'; (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText").Succeeds();

        Assert.Equal(["Independent"], completed.Lines);
    }
}
