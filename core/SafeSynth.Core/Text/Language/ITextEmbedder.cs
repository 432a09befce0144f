using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>A public function from texts to directions in space: texts of like meaning lie side by side.</summary>
public interface ITextEmbedder
{
    LanguageModelInfo Info { get; }

    /// <summary>The direction of a text, of length 1, as long as those of all other texts. It depends on this text alone.</summary>
    /// <exception cref="LostAnswerException">SS4026 to SS4032: the server failed at this text, or what it gave is no direction.</exception>
    /// <exception cref="SafeSynthException">SS4020 to SS4025, SS4033: the server cannot be reached, has no such model, refuses, takes too
    /// long, or changed its mind about lengths.</exception>
    float[] Embed(string text, CancellationToken cancel);
}
