using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>A public function from texts to directions in space: texts of like meaning lie side by side.</summary>
public interface ITextEmbedder
{
    LanguageModelInfo Info { get; }

    /// <summary>The direction of a text, of length 1, as long as those of all other texts. It depends on this text alone.</summary>
    /// <exception cref="SafeSynthException">SS402x: the server cannot be reached, has no such model, refuses, or broke off.</exception>
    float[] Embed(string text, CancellationToken cancel);
}
