using Microsoft.Build.Framework;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>What all tasks share: they can be cancelled, and a fault that can be acted on becomes a coded error at its origin.</summary>
/// <remarks>Any other exception is a bug and is left to MSBuild, which prints it whole.</remarks>
public abstract class PrivacyTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private readonly CancellationTokenSource _stopping = new();

    public void Cancel() => _stopping.Cancel();

    public sealed override bool Execute()
    {
        try
        {
            Run(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (SafeSynthException fault)
        {
            LogFault(fault, OriginOf(fault));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogFault(FixtureFault.Unwritable(fault), BuildEngine.ProjectFileOfTaskNode);
        }

        return !Log.HasLoggedErrors;
    }

    private protected abstract void Run(CancellationToken cancel);

    /// <summary>The file to open in order to cure the fault.</summary>
    private protected abstract string OriginOf(SafeSynthException fault);

    /// <summary>Logs <c>origin(line,column): privacy error SSnnnn: message</c>; line and column for malformed plans and schemas.</summary>
    private protected void LogFault(SafeSynthException fault, string origin, string about = "")
    {
        var (line, column) = fault is MalformedFileException malformed ? (malformed.Line, malformed.Column) : (0, 0);
        Log.LogError(
            "privacy", fault.Code, helpKeyword: null, helpLink: null, origin, line, column, endLineNumber: 0, endColumnNumber: 0,
            message: "{0}{1}", about, fault.Message);
    }
}
