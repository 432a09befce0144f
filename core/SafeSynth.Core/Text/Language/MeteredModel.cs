using System.Diagnostics;
using static System.FormattableString;

namespace SafeSynth.Texts;

/// <summary>A language model that counts what it is asked and what it takes, answers that came to nothing included. Any thread.</summary>
public sealed class MeteredModel(ILanguageModel model) : ILanguageModel
{
    private readonly Lock _gate = new();
    private WritingCost _cost = new(0, 0, 0, TimeSpan.Zero);

    public LanguageModelInfo Info => model.Info;

    /// <summary>What all requests took so far.</summary>
    public WritingCost Cost
    {
        get
        {
            lock (_gate)
                return _cost;
        }
    }

    public Answer Ask(Request request, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        Answer? answer = null;
        try
        {
            return answer = model.Ask(request, cancel);
        }
        finally
        {
            lock (_gate)
            {
                _cost = new WritingCost(
                    _cost.Requests + 1, _cost.RequestTokens + (answer?.RequestTokens ?? 0), _cost.AnswerTokens + (answer?.AnswerTokens ?? 0),
                    _cost.Time + Stopwatch.GetElapsedTime(started));
            }
        }
    }
}

/// <summary>What requests to a language model took.</summary>
/// <param name="Requests">Their number.</param>
/// <param name="RequestTokens">The tokens that it read, as far as its server tells.</param>
/// <param name="AnswerTokens">The tokens that it wrote, as far as its server tells.</param>
/// <param name="Time">The time that they took, one after the other.</param>
public sealed record WritingCost(long Requests, long RequestTokens, long AnswerTokens, TimeSpan Time)
{
    public string InWords => Invariant($"{Requests} requests, {RequestTokens} tokens read, {AnswerTokens} written, {Time:h\\:mm\\:ss}");
}
