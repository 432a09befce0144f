using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using SafeSynth.Generators;

namespace SafeSynth;

/// <summary>Carries progress and messages from worker threads to the pipeline thread, the only one that may write.</summary>
/// <remarks>Progress is sampled, ten times a second at most; messages are queued and none is lost.</remarks>
internal sealed class ProgressPump(Cmdlet cmdlet, string activity) : IProgress<StageProgress>
{
    private const int PeriodInMilliseconds = 100;

    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly int _activityId = RuntimeHelpers.GetHashCode(cmdlet);     // pipelines of parallel runspaces must not share a bar
    private StageProgress? _latest;
    private bool _shown;

    /// <summary>Replaces what is shown next. Any thread.</summary>
    public void Report(StageProgress value)
    {
        lock (_messages) _latest = value;
    }

    /// <summary>Queues a line for the verbose stream. Any thread.</summary>
    public void Verbose(string message) => _messages.Enqueue(() => cmdlet.WriteVerbose(message));

    /// <summary>Queues a line for the warning stream. Any thread.</summary>
    public void Warning(string message) => _messages.Enqueue(() => cmdlet.WriteWarning(message));

    /// <summary>Runs <paramref name="work"/> on another thread and writes what it reports until it ends. Pipeline thread only.</summary>
    /// <exception cref="OperationCanceledException">The work saw <paramref name="stop"/> cancelled.</exception>
    public T Run<T>(Func<ProgressPump, T> work, CancellationTokenSource stop)
    {
        var running = Task.Factory.StartNew(() => work(this), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (Task.WaitAny([running], PeriodInMilliseconds) < 0) Write();
            Write();
        }
        catch
        {
            // A write that fails (a stopped pipeline, -WarningAction Stop) ends the cmdlet: no work may outlive it.
            stop.Cancel();
            Task.WaitAny(running);
            throw;
        }

        Complete();
        return running.GetAwaiter().GetResult();
    }

    private void Write()
    {
        while (_messages.TryDequeue(out var write)) write();
        if (Take() is not { } progress) return;

        _shown = true;
        cmdlet.WriteProgress(new ProgressRecord(_activityId, activity, progress.Stage)
        {
            PercentComplete = (int)(100 * Math.Clamp(progress.Done, 0, 1)),
        });
    }

    private StageProgress? Take()
    {
        lock (_messages)
        {
            var latest = _latest;
            _latest = null;
            return latest;
        }
    }

    private void Complete()
    {
        if (!_shown) return;
        cmdlet.WriteProgress(new ProgressRecord(_activityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
