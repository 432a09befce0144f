namespace SafeSynth.Adapters.Language;

/// <summary>How long a language model may take.</summary>
/// <param name="Answer">For a whole answer, from the request on: a model that is loaded first needs its time.</param>
/// <param name="Silence">Between two pieces of an answer.</param>
public sealed record AnswerTimeouts(TimeSpan Answer, TimeSpan Silence)
{
    /// <summary>Ten minutes for an answer, two between its pieces: enough for a large model on a slow disk.</summary>
    public static AnswerTimeouts Default { get; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(2));

    /// <summary>As long as that for an answer, and no longer than usual between its pieces.</summary>
    public static AnswerTimeouts Of(TimeSpan answer) => new(answer, answer < Default.Silence ? answer : Default.Silence);
}
