using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>
/// Embeds a text as how many of its words are of each topic that <see cref="ToyWriter"/> knows: a few numbers, so that a fit takes little
/// time.
/// </summary>
internal sealed class ToyEmbedder : ITextEmbedder
{
    public LanguageModelInfo Info { get; } = new("topics");

    public float[] Embed(string text, CancellationToken cancel)
    {
        var words = Tokenizer.WordsOf(text);
        float[] counts = [1, .. ToyWriter.Topics.Select(topic => (float)words.Count(topic.Contains))];
        var length = MathF.Sqrt(counts.Sum(count => count * count));
        return Array.ConvertAll(counts, count => count / length);
    }
}
