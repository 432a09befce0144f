using System.Collections.Concurrent;

namespace SafeSynth.Texts;

/// <summary>
/// An embedder that is asked again where an answer is lost, and once for each text: what tells texts apart takes some of them several
/// times. It holds its texts in memory. Any thread.
/// </summary>
/// <param name="embedder">The embedder.</param>
/// <param name="progress">Gets how many texts were embedded so far.</param>
public sealed class PatientEmbedder(ITextEmbedder embedder, IProgress<int>? progress = null) : ITextEmbedder
{
    private const int Attempts = 3;

    private readonly ConcurrentDictionary<string, float[]> _known = new(StringComparer.Ordinal);
    private int _count;

    public LanguageModelInfo Info => embedder.Info;

    public float[] Embed(string text, CancellationToken cancel)
    {
        if (_known.TryGetValue(text, out var known))
            return known;
        var direction = AskFor(text, embedder, cancel);
        if (_known.TryAdd(text, direction))
            progress?.Report(Interlocked.Increment(ref _count));
        return direction;
    }

    /// <summary>The direction of a text, asked for a few times where it is lost.</summary>
    /// <exception cref="LostAnswerException">It was lost every time.</exception>
    internal static float[] AskFor(string text, ITextEmbedder embedder, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return embedder.Embed(text, cancel);
            }
            catch (LostAnswerException) when (attempt < Attempts)
            {
                // Asked again.
            }
        }
    }
}
