using System.Management.Automation;
using SafeSynth.Plans;

namespace SafeSynth;

/// <summary>A cmdlet that can be stopped and that turns the core's faults into error records.</summary>
/// <remarks>
/// Derived cmdlets override <see cref="Begin"/>, <see cref="Process"/> and <see cref="End"/>; what escapes them ends the
/// pipeline with the fault's own code as error id. A fault of one file among many is written with <see cref="WriteFault"/>.
/// </remarks>
public abstract class DpCmdlet : PSCmdlet, IDisposable
{
    private const string FileSystem = "FileSystem";

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>The path or column at work, never a value: it becomes the target of an error record.</summary>
    protected string? Subject { get; set; }

    protected virtual void Begin()
    {
    }

    protected virtual void Process()
    {
    }

    protected virtual void End()
    {
    }

    protected sealed override void BeginProcessing() => Guard(Begin);

    protected sealed override void ProcessRecord() => Guard(Process);

    protected sealed override void EndProcessing() => Guard(End);

    /// <summary>Called by the engine on another thread while the pipeline thread is busy.</summary>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases the cancellation source; the engine calls it when the pipeline ends.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stop.Dispose();
    }

    /// <summary>The full path of a literal PowerShell path, which need not exist.</summary>
    /// <exception cref="SafeSynthException">SS0140: it is a path of another provider, such as a variable's.</exception>
    protected string Resolve(string path)
    {
        var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == FileSystem ? full : throw CommandFault.NoFilePath(path);
    }

    /// <summary>The full paths of the files that patterns match and literal paths name; a path without wildcards need not exist.</summary>
    /// <exception cref="SafeSynthException">SS1001: a pattern matches no file. SS0140: a path is not one of the file system.</exception>
    protected IEnumerable<string> FilesOf(string[] patterns, string[] literalPaths) =>
        patterns.SelectMany(Matches).Concat(literalPaths.Select(Resolve));

    /// <summary>Whether the user gave a parameter.</summary>
    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Reports a fault that concerns <paramref name="subject"/> only, so the rest of the input is still worked on.</summary>
    protected void WriteFault(Exception fault, string subject) => WriteError(Fault.ToErrorRecord(fault, subject));

    /// <summary>Runs long work off the pipeline thread while its progress and messages are written on it.</summary>
    private protected T RunWithProgress<T>(string activity, Func<ProgressPump, T> work) =>
        new ProgressPump(this, activity).Run(work, _stop);

    /// <summary>Says which columns were not looked at because some table lacks them.</summary>
    private protected void WarnOfLeftOut(IReadOnlyList<string> columns)
    {
        if (columns.Count > 0)
            WriteWarning($"Left out, because not all tables have them: {string.Join(", ", columns.Select(column => $"'{column}'"))}.");
    }

    private IReadOnlyList<string> Matches(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [Resolve(WildcardPattern.Unescape(pattern))];

        var matches = GetResolvedProviderPathFromPSPath(pattern, out var provider);
        if (provider.Name != FileSystem) throw CommandFault.NoFilePath(pattern);
        var files = matches.Where(File.Exists).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw CommandFault.NoMatch(pattern);
    }

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception fault) when (Fault.IsTheUsers(fault))
        {
            ThrowTerminatingError(Fault.ToErrorRecord(fault, Subject));
        }
    }
}
