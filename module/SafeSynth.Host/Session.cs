using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;
using Microsoft.PowerShell;

namespace SafeSynth.Host;

/// <summary>One PowerShell engine with the module loaded, for one invocation.</summary>
internal sealed class Session : IDisposable
{
    private readonly ConsoleHost _host = new();
    private readonly Runspace _runspace;
    private readonly PowerShell _shell;
    private volatile int _stopCode;

    /// <summary>Where <c>exit n</c> of a script file leaves its code.</summary>
    private int LastExitCode => _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 0;

    private Session()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;      // what pwsh ships with

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        _shell = PowerShell.Create(_runspace);
    }

    /// <summary>Runs a cmdlet, a script or a file and says with which code to end the process.</summary>
    public static int Run(Invocation invocation)
    {
        using var session = new Session();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => session.Stop(signal, ExitCode.Interrupted));
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => session.Stop(signal, ExitCode.Terminated));
        return session.Answer(invocation);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _runspace.Dispose();
    }

    private int Answer(Invocation invocation)
    {
        try
        {
            ImportModule();
            if (Prepare(invocation) is { } fault)
            {
                Console.Error.WriteLine($"safesynth: {fault}");
                return ExitCode.BadUsage;
            }

            // As in pwsh, errors take their place among the results and Out-Default tells the two apart.
            _shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            _shell.AddCommand("Out-Default").Invoke();
        }
        catch (PipelineStoppedException) when (_stopCode != 0)
        {
        }
        catch (RuntimeException fault)
        {
            Report(fault);
        }
        finally
        {
            _host.Console.Finish();
        }

        if (_stopCode != 0) return _stopCode;
        if (_host.RequestedExit is { } requested) return requested;
        if (invocation is Invocation.File && LastExitCode is not 0 and var code) return code;
        return _host.Console.HasReportedError ? ExitCode.Failure : ExitCode.Success;
    }

    private void ImportModule()
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, "Modules", "SafeSynth", "SafeSynth.psd1");
        _shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
        _shell.Commands.Clear();
    }

    /// <summary>Puts the invocation into the shell, or says why it makes no sense.</summary>
    private string? Prepare(Invocation invocation)
    {
        switch (invocation)
        {
            case Invocation.Script script:
                _shell.AddScript(script.Text);
                return null;
            case Invocation.File file:
                return AddCommand(Path.GetFullPath(file.Path), CommandTypes.ExternalScript, file.Arguments);
            case Invocation.Cmdlet cmdlet:
                return AddCommand(cmdlet.Name, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias, cmdlet.Arguments);
            default:
                throw new ArgumentOutOfRangeException(nameof(invocation));
        }
    }

    private string? AddCommand(string name, CommandTypes kinds, IReadOnlyList<string> arguments)
    {
        if (_runspace.SessionStateProxy.InvokeCommand.GetCommand(name, kinds) is not { } command)
        {
            return kinds == CommandTypes.ExternalScript
                ? $"there is no script '{name}'."
                : $"'{name}' is not a cmdlet here. 'safesynth -Command \"Get-Command -Module SafeSynth\"' lists those of the module.";
        }

        try
        {
            // A script file runs in the global scope, so that its 'exit n' ends the host.
            _shell.AddCommand(command.CommandType == CommandTypes.ExternalScript ? name : command.Name, useLocalScope: false);
            Arguments.Bind(_shell, command, arguments);
            return null;
        }
        catch (Exception fault) when (fault is ParameterBindingException or ArgumentException)
        {
            return fault.Message;
        }
    }

    private void Stop(PosixSignalContext signal, int code)
    {
        if (_stopCode != 0) return;     // asked twice: let the process end

        signal.Cancel = true;
        _stopCode = code;
        _shell.BeginStop(null, null);
    }

    /// <summary>Shows an error that ended the pipeline the way Out-Default shows the others.</summary>
    private void Report(RuntimeException fault)
    {
        if (fault is ParseException parsing)
        {
            foreach (var text in Lines(parsing)) _host.UI.WriteErrorLine(text);
            return;
        }

        // Out-Default takes the error for a result, since nobody wrote it to the error stream; it still knows the cmdlet that it came from.
        using var shell = PowerShell.Create(_runspace);
        _host.Console.WritesErrors = true;
        shell.AddCommand("Out-Default").Invoke(new[] { fault.ErrorRecord });
        _host.Console.WritesErrors = false;
    }

    private static IEnumerable<string> Lines(ParseException fault) => fault.Errors is not { Length: > 0 } errors
        ? [fault.Message]
        : errors.Select(error => $"{error.Extent.File ?? "script"}:{error.Extent.StartLineNumber}:{error.Extent.StartColumnNumber}: {error.Message}");
}
