using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SafeSynth.Tests;

/// <summary>A PowerShell engine of its own, with the staged module imported.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly RecordingHost _host = new();
    private readonly Runspace _runspace;

    public ModuleSession()
    {
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        Import();
    }

    /// <summary>Imports the manifest once more, as a user would type it.</summary>
    public void Import() => Run($"Import-Module '{Place.Manifest}' -ErrorAction Stop").Succeeds();

    /// <summary>Runs a script; <c>$args</c> are the arguments.</summary>
    public Transcript Run(string script, params object?[] arguments)
    {
        using var shell = Shell(script, arguments);
        try
        {
            var output = shell.Invoke();
            return new Transcript([.. output], [.. shell.Streams.Error], [.. shell.Streams.Verbose.Select(record => record.Message)], [.. shell.Streams.Warning.Select(record => record.Message)]);
        }
        catch (RuntimeException fault)
        {
            return new Transcript([], [.. shell.Streams.Error, fault.ErrorRecord], [.. shell.Streams.Verbose.Select(record => record.Message)], []);
        }
    }

    /// <summary>Runs a script and returns what a user would see of its results.</summary>
    public string Show(string script, params object?[] arguments)
    {
        using var shell = Shell(script, arguments);
        _host.Clear();
        shell.AddCommand("Out-Default").Invoke();
        return _host.Text;
    }

    public void Dispose() => _runspace.Dispose();

    private PowerShell Shell(string script, object?[] arguments)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        return shell;
    }
}

/// <summary>What a script left behind, stream by stream.</summary>
internal sealed record Transcript(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Verbose, IReadOnlyList<string> Warnings)
{
    /// <summary>The output as text, one string an object.</summary>
    public IReadOnlyList<string> Lines => [.. Output.Select(item => item?.ToString() ?? "")];

    /// <summary>Asserts that no error was reported, and shows them if there were any.</summary>
    public Transcript Succeeds()
    {
        Assert.Empty(Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
        return this;
    }
}
