using SafeSynth.Attacks;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Attacks;

public sealed class EmbeddingSimilarityTests
{
    [Fact]
    public void Its_score_is_the_largest_cosine_with_a_released_text_less_that_with_the_reference()
    {
        var setting = MadeTextSetting.Of(["e0", "e1"], ["e0 e1", "e1"], ["e0"]) with { Embedder = new Axes() };

        var scores = new EmbeddingSimilarity().Score(setting, CancellationToken.None);

        Assert.Equal([Math.Sqrt(0.5) - 1, 1 - 0], scores, (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Fact]
    public void Copies_with_shuffled_words_are_found() =>
        Assert.InRange(MadeTextSetting.AreaOfCopies(new EmbeddingSimilarity(), MadeTextSetting.Shuffled), 0.95, 1);

    /// <summary>
    /// An axis for each word <c>e0</c> to <c>e10</c>: more than one vector register holds, and not a whole number of them.
    /// </summary>
    private sealed class Axes : ITextEmbedder
    {
        public LanguageModelInfo Info { get; } = new("axes");

        public float[] Embed(string text, CancellationToken cancel)
        {
            var direction = new float[11];
            foreach (var word in text.Split(' '))
                direction[int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture)] = 1;
            var length = Math.Sqrt(direction.Sum(part => part * part));
            return Array.ConvertAll(direction, part => (float)(part / length));
        }
    }
}
