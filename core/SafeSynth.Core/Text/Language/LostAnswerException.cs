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
}
