using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>A language model that answers as it is told, and keeps what it was asked.</summary>
internal sealed class ScriptedWriter(Func<Request, string> answer, string? remoteHost = null) : ILanguageModel
{
    private readonly List<Request> _requests = [];

    public IReadOnlyList<Request> Requests => _requests;

    public LanguageModelInfo Info { get; } = new("scripted", remoteHost);

    public Answer Ask(Request request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _requests.Add(request);
        return new Answer(answer(request), RequestTokens: request.Message.Length / 4, AnswerTokens: 10);
    }
}
