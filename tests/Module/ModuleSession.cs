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
        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
            return new Transcript([.. output], shell.Streams, []);
        }
        catch (RuntimeException fault)
        {
            return new Transcript([.. output], shell.Streams, [fault.ErrorRecord]);
        }
    }

    /// <summary>A shell with a script that has not started.</summary>
    public PowerShell Prepare(string script) => Shell(script, []);

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
internal sealed class Transcript(IReadOnlyList<PSObject> output, PSDataStreams streams, IEnumerable<ErrorRecord> fatal)
{
    public IReadOnlyList<PSObject> Output { get; } = output;

    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error, .. fatal];

    public IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    /// <summary>
    /// All that was said beside the output: errors with their causes, warnings, verbose and debug lines, information, progress.
    /// </summary>
    public string Everything { get; } = string.Join('\n',
    [
        .. streams.Error.Concat(fatal).Select(error => $"{error} {error.TargetObject} {error.Exception}"),
        .. streams.Warning.Select(record => record.Message),
        .. streams.Verbose.Select(record => record.Message),
        .. streams.Debug.Select(record => record.Message),
        .. streams.Information.Select(record => $"{record.MessageData}"),
        .. streams.Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}"),
    ]);

    /// <summary>The output as text, one string an object.</summary>
    public IReadOnlyList<string> Lines => [.. Output.Select(item => item?.ToString() ?? "")];

    /// <summary>Asserts that no error was reported, and shows them if there were any.</summary>
    public Transcript Succeeds()
    {
        Assert.True(Errors.Count == 0, string.Join("\n", Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}")));
        return this;
    }
}
