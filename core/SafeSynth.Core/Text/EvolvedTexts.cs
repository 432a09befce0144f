namespace SafeSynth.Texts;

/// <summary>The pool of an evolution: synthetic texts, from noisy answers alone.</summary>
/// <param name="Texts">The expected number of texts.</param>
/// <param name="Labels">The share of each label; one share of 1 where texts have none.</param>
/// <param name="Pool">The texts that were kept.</param>
/// <param name="Writer">The name of the language model that wrote them.</param>
internal sealed record EvolvedTexts(double Texts, double[] Labels, IReadOnlyList<EvolvedText> Pool, string? Writer = null);

/// <summary>One text of the pool.</summary>
/// <param name="Label">The place of its label.</param>
/// <param name="Text">The text.</param>
/// <param name="Weight">Its noisy votes; above 0.</param>
internal sealed record EvolvedText(int Label, string Text, double Weight);
