namespace SafeSynth.Texts;

/// <summary>What a generator of texts works with beside the data.</summary>
/// <param name="Writer">The language model that writes; null where there is none.</param>
/// <param name="Embedder">What tells which texts are alike; null where there is none.</param>
public sealed record TextTools(ILanguageModel? Writer = null, ITextEmbedder? Embedder = null)
{
    /// <summary>No language model and no embedder: everything stays in this process.</summary>
    public static TextTools None { get; } = new();
}
