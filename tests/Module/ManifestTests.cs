using System.Management.Automation;
using System.Management.Automation.Language;

namespace SafeSynth.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void The_manifest_is_valid_and_names_files_that_exist()
    {
        using var session = new ModuleSession();

        var module = (PSModuleInfo)Assert.Single(session.Run("Test-ModuleManifest $args[0]", Place.Manifest).Succeeds().Output).BaseObject;

        Assert.Equal(new Version(7, 6), module.PowerShellVersion);
        Assert.Equal(["Core"], module.CompatiblePSEditions);
        Assert.NotEmpty(module.Tags);
    }

    [Fact]
    public void The_manifest_lists_exactly_the_commands_that_the_module_exports()
    {
        using var session = new ModuleSession();

        var exported = session.Run("(Get-Module SafeSynth).ExportedCommands.Keys").Succeeds().Lines;
        var implemented = session.Run("& (Get-Module SafeSynth) { $cmdlets.ExportedCmdlets.Keys }").Succeeds().Lines;

        Assert.Equal(Listed("CmdletsToExport").Concat(Listed("FunctionsToExport")).Order(), exported.Order());
        Assert.Equal(Listed("CmdletsToExport").Order(), implemented.Order());
    }

    [Fact]
    public void The_manifest_and_the_assemblies_have_the_same_version()
    {
        var manifest = Assert.Single(((HashtableAst)Parse(Place.Manifest).Find(ast => ast is HashtableAst, false)!).KeyValuePairs,
            pair => pair.Item1.ToString() == "ModuleVersion").Item2.ToString().Trim('\'');

        Assert.Equal(typeof(DpCmdlet).Assembly.GetName().Version!.ToString(3), manifest);
    }

    [Fact]
    public void A_module_that_was_removed_can_be_imported_again()
    {
        using var session = new ModuleSession();

        session.Run("Remove-Module SafeSynth").Succeeds();
        Assert.Empty(session.Run("Get-Command -Name $args[0] -ErrorAction Ignore", (object)Listed("CmdletsToExport")).Output);

        session.Import();
        var commands = session.Run("(Get-Module SafeSynth).ExportedCmdlets.Values | ForEach-Object { Get-Command $_.Name }").Succeeds();
        Assert.Equal(Listed("CmdletsToExport").Order(), commands.Output.Select(command => ((CommandInfo)command.BaseObject).Name).Order());
    }

    [Fact]
    public void A_second_session_in_the_same_process_has_the_commands_too()
    {
        using var first = new ModuleSession();
        using var second = new ModuleSession();

        Assert.Equal(
            first.Run("(Get-Module SafeSynth).ExportedCommands.Keys").Succeeds().Lines,
            second.Run("(Get-Module SafeSynth).ExportedCommands.Keys").Succeeds().Lines);
    }

    [Fact]
    public void Libraries_stay_out_of_the_default_load_context_of_the_host()
    {
        var ships = Directory.GetFiles(Path.Combine(Place.Root, "bin", "isolated"), "*.dll").Select(Path.GetFileName).ToList();

        Assert.Equal(["SafeSynth.Loader.dll"], Directory.GetFiles(Path.Combine(Place.Root, "bin")).Select(Path.GetFileName));
        Assert.Contains("SafeSynth.Core.dll", ships);
        Assert.DoesNotContain("System.Management.Automation.dll", ships);
        Assert.DoesNotContain("SafeSynth.Loader.dll", ships);
    }

    public static TheoryData<string> Scripts() => [.. new[] { "*.ps1", "*.psm1", "*.psd1" }
        .SelectMany(pattern => Directory.EnumerateFiles(Place.Root, pattern).Concat(
            new[] { "module", "tests", "samples" }.Select(folder => Path.Combine(Place.Root, folder)).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))))
        .Select(path => Path.GetRelativePath(Place.Root, path))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_parses_without_errors(string path)
    {
        Parser.ParseFile(Path.Combine(Place.Root, path), out _, out var errors);

        Assert.Empty(errors.Select(error => $"{error.Extent.StartLineNumber}: {error.Message}"));
    }

    private static ScriptBlockAst Parse(string path) => Parser.ParseFile(path, out _, out _);

    private static string[] Listed(string key) =>
    [
        .. ((HashtableAst)Parse(Place.Manifest).Find(ast => ast is HashtableAst, false)!).KeyValuePairs
            .Single(pair => pair.Item1.ToString() == key).Item2
            .FindAll(ast => ast is StringConstantExpressionAst, true).Select(ast => ((StringConstantExpressionAst)ast).Value),
    ];
}
