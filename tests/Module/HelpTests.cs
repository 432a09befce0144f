namespace SafeSynth.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Every_command_has_a_synopsis_a_description_and_an_example()
    {
        using var session = new ModuleSession();

        var lacking = session.Run("""
            foreach ($command in (Get-Module SafeSynth).ExportedCommands.Values) {
                $help = Get-Help $command.Name -Full
                if (-not $help.Synopsis -or $help.Synopsis -match "^\s*$($command.Name) ") { "$($command.Name) has no synopsis" }
                if (-not $help.description.Text) { "$($command.Name) has no description" }
                if (-not $help.examples.example.code) { "$($command.Name) has no example" }
            }
            """).Succeeds();

        Assert.Empty(lacking.Lines);
    }

    [Fact]
    public void Every_parameter_of_every_command_has_help()
    {
        using var session = new ModuleSession();

        var lacking = session.Run("""
            $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
            foreach ($command in (Get-Module SafeSynth).ExportedCommands.Values) {
                foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
                    if (-not (Get-Help $command.Name -Parameter $name).description.Text) { "$($command.Name) -$name" }
                }
            }
            """).Succeeds();

        Assert.Empty(lacking.Lines);
    }

    [Fact]
    public void Every_example_parses_and_uses_parameters_that_exist()
    {
        using var session = new ModuleSession();

        var wrong = session.Run("""
            $commands = (Get-Module SafeSynth).ExportedCommands
            foreach ($command in $commands.Values) {
                foreach ($example in (Get-Help $command.Name -Full).examples.example) {
                    $errors = $null
                    $ast = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $errors)
                    foreach ($fault in $errors) { "$($command.Name): $($fault.Message)" }
                    foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                        $called = $commands[$call.GetCommandName()]
                        if (-not $called) { continue }
                        foreach ($name in $call.CommandElements.ParameterName) {
                            if ($name) { try { $null = $called.ResolveParameter($name) } catch { "$($command.Name): $($called.Name) has no -$name" } }
                        }
                    }
                }
            }
            """).Succeeds();

        Assert.Empty(wrong.Lines);
    }

    [Fact]
    public void Every_example_of_the_about_topic_parses_and_uses_parameters_that_exist()
    {
        using var session = new ModuleSession();

        // Indented by eight: the examples. What the host or a prompt puts before them is none of theirs, nor is the output of one.
        var run = session.Run("""
            $commands = (Get-Module SafeSynth).ExportedCommands
            $text = (Get-Help about_SafeSynth) -split '\r?\n' -match '^ {8}\S' -replace '^ +(PS> |safesynth )?' -notmatch '^(Name |---- |hr )' -join "`n"
            $errors = $null
            $ast = [Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $errors)
            foreach ($fault in $errors) { $fault.Message }
            foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                $called = $commands[$call.GetCommandName()]
                if (-not $called) { continue }
                $found++
                foreach ($name in $call.CommandElements.ParameterName) {
                    if ($name) { try { $null = $called.ResolveParameter($name) } catch { "$($called.Name) has no -$name" } }
                }
            }
            "$found calls"
            """).Succeeds();

        Assert.True(int.Parse(Assert.Single(run.Lines).Split(' ')[0]) > 15, "The topic was not parsed.");
    }

    [Fact]
    public void The_about_topic_is_found()
    {
        using var session = new ModuleSession();

        Assert.Contains("SHORT DESCRIPTION", Assert.Single(session.Run("Get-Help about_SafeSynth").Succeeds().Lines));
    }
}
