using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Replay;

/// <summary>A measurement that was asked for, and what came out.</summary>
internal sealed record RecordedAnswer(string Query, PrivacyEvent Cost, object Answer);

/// <summary>Passes measurements through to private data and writes them down.</summary>
internal sealed class RecordingDoor(IPrivateData data) : IPrivateData
{
    private readonly List<RecordedAnswer> _answers = [];

    public IReadOnlyList<RecordedAnswer> Answers => _answers;

    public PublicFacts Facts => data.Facts;

    public BudgetScope Budget => data.Budget;

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        var answer = data.Measure(query, mechanism);
        _answers.Add(new RecordedAnswer(query.Identity, data.Budget.Events[^1], answer!));
        return answer;
    }
}

/// <summary>Evaluates every measurement on other data, but answers with what was written down.</summary>
internal sealed class ReplayingDoor(IPrivateData otherData, IReadOnlyList<RecordedAnswer> answers) : IPrivateData
{
    private int _next;

    public bool IsExhausted => _next == answers.Count;

    public PublicFacts Facts => otherData.Facts;

    public BudgetScope Budget => otherData.Budget;

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        otherData.Measure(query, mechanism);
        var recorded = answers[_next++];
        Assert.Equal(recorded.Query, query.Identity);
        Assert.Equal(recorded.Cost, otherData.Budget.Events[^1]);
        return (TNoisy)recorded.Answer;
    }
}
