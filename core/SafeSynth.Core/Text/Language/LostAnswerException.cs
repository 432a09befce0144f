using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>An answer of a language model or an embedder that came to nothing, though the model is there: asking again, with another seed, may bring one.</summary>
/// <remarks>Whoever asks decides how often to ask again, and lets this fault through when that is enough.</remarks>
public sealed class LostAnswerException(string code, string message) : SafeSynthException(code, message);
