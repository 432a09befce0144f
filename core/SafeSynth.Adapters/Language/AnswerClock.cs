using SafeSynth.Plans;

namespace SafeSynth.Adapters.Language;

/// <summary>Waits for one answer: until the user cancels, or its time is over.</summary>
internal sealed class AnswerClock : IDisposable
{
    private readonly AnswerTimeouts _timeouts;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenSource _stop;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private bool _hasBegun;

    public AnswerClock(AnswerTimeouts timeouts, CancellationToken cancel)
    {
        (_timeouts, _cancel) = (timeouts, cancel);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _stop.CancelAfter(timeouts.Answer);
    }

    /// <summary>Ends the request when the user cancels or the time is over.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>A piece of the answer came: from now on silence has its limit, too.</summary>
    public void Heard()
    {
        _hasBegun = true;
        var left = _timeouts.Answer - TimeProvider.System.GetElapsedTime(_start);
        _stop.CancelAfter(TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, _timeouts.Silence.Ticks)));
    }

    /// <summary>What a request gives; whatever its client throws becomes a fault that quotes nothing.</summary>
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    public T Run<T>(string model, Func<Task<T>> ask)
    {
        try
        {
            _cancel.ThrowIfCancellationRequested();
            return ask().GetAwaiter().GetResult();
        }
        catch (Exception fault) when (_cancel.IsCancellationRequested && fault is not SafeSynthException)
        {
            // Clients abort a connection in ways of their own.
            throw new OperationCanceledException(_cancel);
        }
        catch (Exception fault) when (_stop.IsCancellationRequested && fault is not SafeSynthException)
        {
            var elapsed = TimeProvider.System.GetElapsedTime(_start);
            throw LanguageModelFault.TooSlow(model, _hasBegun && elapsed < _timeouts.Answer ? _timeouts.Silence : _timeouts.Answer);
        }
        catch (Exception fault) when (fault is not SafeSynthException)
        {
            throw LanguageModelFault.Failed(model, $"its client reports {fault.GetType().Name}");
        }
    }

    public void Dispose() => _stop.Dispose();
}
