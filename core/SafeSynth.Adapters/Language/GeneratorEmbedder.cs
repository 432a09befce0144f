using Microsoft.Extensions.AI;
using SafeSynth.Texts;

namespace SafeSynth.Adapters.Language;

/// <summary>Any embedding generator of Microsoft.Extensions.AI as an embedder. Safe for concurrent use if the generator is.</summary>
/// <remarks>
/// Every text is sent by itself, so that its direction depends on it alone: in one batch, texts change each other's last digits. A text
/// without a visible character is sent as the same short word always, because servers give nothing for it.
/// </remarks>
/// <param name="generator">The generator; it must keep to the token that cancels.</param>
/// <param name="info">What is public about the model. Whoever makes it answers for <see cref="LanguageModelInfo.RemoteHost"/>.</param>
/// <param name="timeouts">How long one text may take; the usual time when left out.</param>
/// <param name="options">What the generator is to be told beside; null for nothing.</param>
public sealed class GeneratorEmbedder(
    IEmbeddingGenerator<string, Embedding<float>> generator, LanguageModelInfo info, AnswerTimeouts? timeouts = null, AdditionalPropertiesDictionary? options = null)
    : ITextEmbedder
{
    private const string NoText = "empty";

    private int _length;

    public LanguageModelInfo Info { get; } = info;

    public float[] Embed(string text, CancellationToken cancel)
    {
        using var clock = new AnswerClock(timeouts ?? AnswerTimeouts.Default, cancel);
        var given = clock.Run(Info.Name, async () => await generator.GenerateAsync(
            [string.IsNullOrWhiteSpace(text) ? NoText : text], new EmbeddingGenerationOptions { ModelId = Info.Name, AdditionalProperties = options }, clock.Token).ConfigureAwait(false));
        var direction = given.Count == 1 ? DirectionOf(given[0].Vector.Span) : null;
        if (direction is null)
            throw LanguageModelFault.NoDirection(Info.Name);
        var before = Interlocked.CompareExchange(ref _length, direction.Length, 0);
        return before == 0 || before == direction.Length
            ? direction
            : throw LanguageModelFault.LengthChanged(Info.Name, before, direction.Length);
    }

    // The same direction, of length 1; null where there is none.
    private static float[]? DirectionOf(ReadOnlySpan<float> vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
            squares += (double)value * value;
        if (!double.IsFinite(squares) || squares == 0)
            return null;
        var scale = 1 / Math.Sqrt(squares);
        return Array.ConvertAll(vector.ToArray(), value => (float)(value * scale));
    }
}
