using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>
/// An answer of a language model or an embedder that came to nothing, though the model is there: asking again, with another seed, may bring
/// one.
/// </summary>
/// <remarks>Whoever asks decides how often to ask again, and lets this fault through when that is enough.</remarks>
public sealed class LostAnswerException(string code, string message) : SafeSynthException(code, message)
{
    /// <summary>
    /// Whether that is what the model answered, and not a connection or a server that broke off: the same request is then likely to bring
    /// the same.
    /// </summary>
    public bool IsTheModels => Code is not ("SS4026" or "SS4027");

    /// <summary>What was wrong with the answer, as far as there was one.</summary>
    internal AnswerFault Fault => Code switch
    {
        "SS4028" => AnswerFault.Empty,
        "SS4029" => AnswerFault.Thoughts,
        "SS4030" => AnswerFault.Looping,
        "SS4031" => AnswerFault.TooLong,
        _ => AnswerFault.Lost,
    };
}
